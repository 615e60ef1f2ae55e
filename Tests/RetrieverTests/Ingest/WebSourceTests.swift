import Foundation
import ModelServing
import Retriever
import Synchronization
import Testing

/// A site in memory, which keeps versions as servers do and counts what it is asked for.
private final class Site: HTTPFetching {
    struct Page {
        var body: String
        var type = "text/html; charset=utf-8"
        var tag: String?
        var status = 200
        var location: String?
    }

    private struct State {
        var pages: [String: Page] = [:]
        var requests: [HTTPFetchRequest] = []
    }

    private let state = Mutex(State())

    subscript(_ url: String) -> Page? {
        get { state.withLock { $0.pages[url] } }
        set { state.withLock { $0.pages[url] = newValue } }
    }

    var requests: [HTTPFetchRequest] { state.withLock { $0.requests } }

    func fetch(_ request: HTTPFetchRequest) async throws -> HTTPFetchResponse {
        try Task.checkCancellation()
        state.withLock { $0.requests.append(request) }
        guard let page = self[request.url] else { return HTTPFetchResponse(status: 404) }
        if page.status == 0 { throw ModelError(.unreachable, "no route") }
        var headers = ["content-type": page.type]
        headers["etag"] = page.tag
        headers["location"] = page.location
        if let tag = page.tag, request.headers["If-None-Match"] == tag {
            return HTTPFetchResponse(status: 304, headers: headers)
        }
        let body = Array(page.body.utf8)
        return HTTPFetchResponse(
            status: page.status, headers: headers, body: Array(body.prefix(request.maximumBytes)),
            isTruncated: body.count > request.maximumBytes)
    }
}

@Suite struct WebSourceTests {
    private func page(_ text: String, tag: String? = nil) -> Site.Page {
        Site.Page(body: "<html><title>T</title><p>\(text)</p></html>", tag: tag)
    }

    @Test func aListOfPagesIsTakenInAndAskedForByVersion() async throws {
        let fixture = try IngestFixture()
        let site = Site()
        site["http://a.test/1"] = page("Foxes are red.", tag: "\"v1\"")
        site["http://a.test/2"] = page("Whales are blue.")
        site["http://a.test/notes.md"] = Site.Page(body: "# Bees\n\nThey are small.", type: "text/plain")
        site["http://a.test/photo"] = Site.Page(body: "PNG", type: "image/png")
        let urls = ["1", "2", "notes.md", "photo", "none", "1#part"].map { "http://a.test/\($0)" }
        let source = WebSource(pages: urls, identity: "site", fetcher: site)
        var report = try await fixture.collection.ingest(source)
        #expect(report.added == 3 && report.seen == 4 && report.problems.map(\.path) == ["http://a.test/photo"])
        #expect(try fixture.texts().keys.sorted() == ["http://a.test/1", "http://a.test/2", "http://a.test/notes.md"])
        let row = try #require(try fixture.collection.documents.row(key: "site/http://a.test/1"))
        #expect(row["content_type"] == "text/html; charset=utf-8" && row["title"] == "T")

        report = try await fixture.collection.ingest(source)
        #expect(report.unchanged == 3 && report.parseCalls == 0 && report.embeddingCalls == 0)
        #expect(site.requests.last { $0.url == "http://a.test/1" }?.headers["If-None-Match"] == "\"v1\"")
        #expect(site.requests.last { $0.url == "http://a.test/2" }?.headers["If-None-Match"] == nil)

        // One changes, one is gone, one cannot be reached for now.
        site["http://a.test/1"] = page("Foxes are tan.", tag: "\"v2\"")
        site["http://a.test/2"]?.status = 410
        site["http://a.test/notes.md"]?.status = 0
        report = try await fixture.collection.ingest(source)
        #expect(report.changed == 1 && report.deleted == 1)
        #expect(report.problems.map(\.path) == ["http://a.test/notes.md", "http://a.test/photo"])
        #expect(try fixture.texts().count == 2)
        // A site that has lost everything is more likely to be broken.
        for url in urls { site[url] = nil }
        await #expect(throws: IngestError.self) { try await fixture.collection.ingest(source) }
        #expect(try fixture.texts().count == 2)
    }

    @Test func sitemapsAreFollowedToTheirPages() async throws {
        let fixture = try IngestFixture()
        let site = Site()
        site["https://a.test/sitemap.xml"] = Site.Page(
            body: """
                <?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                <sitemap><loc>https://a.test/one.xml</loc></sitemap><sitemap>
                  <loc> https://a.test/two.xml </loc><lastmod>2024-05-01</lastmod></sitemap></sitemapindex>
                """)
        site["https://a.test/one.xml"] = Site.Page(
            body: """
                <urlset><url><image:loc>https://a.test/no.png</image:loc><loc>https://a.test/?a=1&amp;b=2</loc></url>
                <url><loc><![CDATA[https://a.test/c?d&e]]></loc></url><url><loc>https://b.test/foreign</loc></url></urlset>
                """)
        site["https://a.test/two.xml"] = Site.Page(body: "<urlset></urlset>")
        site["https://a.test/?a=1&b=2"] = page("Foxes.")
        site["https://a.test/c?d&e"] = page("Whales.")
        let source = WebSource(sitemap: "https://a.test/sitemap.xml", fetcher: site)
        let report = try await fixture.collection.ingest(source)
        #expect(report.added == 2 && report.problems.map(\.path) == ["https://b.test/foreign"])

        // A part that cannot be read must not make its pages look gone.
        for broken in [nil, Site.Page(body: "<html>"), Site.Page(body: "<urlset>", status: 500)] {
            site["https://a.test/one.xml"] = broken
            await #expect(throws: IngestError.self) { try await fixture.collection.ingest(source) }
        }
        #expect(try fixture.texts().count == 2)
    }

    @Test func redirectsSizesAndCountsAreBounded() async throws {
        let fixture = try IngestFixture()
        let site = Site()
        func leads(_ from: String, to: String) { site[from] = Site.Page(body: "", status: 302, location: to) }
        site["https://a.test/end"] = page("Foxes.")
        leads("https://a.test/short", to: "/end")
        leads("https://a.test/loop", to: "https://a.test/loop")
        leads("https://a.test/weaker", to: "http://a.test/end")
        leads("https://a.test/file", to: "file:///etc/passwd")
        site["https://a.test/large"] = page(String(repeating: "x", count: 500))
        let paths = ["short", "loop", "weaker", "file", "large", "end"]
        let source = WebSource(
            pages: paths.map { "https://a.test/\($0)" }, identity: "site", fetcher: site,
            limits: .init(pages: 5, bytesPerPage: 400))
        let report = try await fixture.collection.ingest(source)
        #expect(try fixture.texts().keys.sorted() == ["https://a.test/short"])
        let problems = ["site"] + ["loop", "weaker", "file", "large"].map { "https://a.test/\($0)" }
        #expect(report.problems.map(\.path) == problems, "\(report.problems)")
        #expect(site.requests.count { $0.url == "https://a.test/loop" } == 6)

        let late = WebSource(
            pages: ["https://a.test/end"], identity: "late", fetcher: site, limits: .init(duration: .zero))
        #expect(try await fixture.collection.ingest(late).problems.count == 1)
    }
}

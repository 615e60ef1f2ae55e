import Foundation
import ModelServing
import RemoteModels
import Retriever
import TestSupport
import Testing

@Suite struct HTTPFetcherTests {
    @Test func pagesOfAServerAreIngestedAndAskedForByVersion() async throws {
        let server = try await FaultServer.start { _, request in
            let path = request.head.split(separator: " ")[1]
            let port =
                request.head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("host:") }
                .map { $0.dropFirst(5).trimmingCharacters(in: .whitespaces) } ?? ""
            switch path {
            case "/sitemap.xml":
                let pages = ["a", "b", "old"].map { "<url><loc>http://\(port)/\($0)</loc></url>" }.joined()
                return [.response("200 OK", "<urlset>\(pages)</urlset>", type: "application/xml")]
            case "/a":
                if request.head.contains("If-None-Match: \"v1\"") { return [.response("304 Not Modified", "")] }
                return [.response("200 OK", "<p>Foxes are red.</p>", type: "text/html", headers: "ETag: \"v1\"\r\n")]
            case "/old": return [.response("301 Moved Permanently", "", headers: "Location: /c\r\n")]
            default: return [.response("200 OK", "<p>Page \(path).</p>", type: "text/html")]
            }
        }
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let collection = try DocumentCollection(
            in: Store(at: folder), name: "docs", model: HashingEmbeddingModel())
        let source = WebSource(
            sitemap: "http://127.0.0.1:\(server.port)/sitemap.xml", fetcher: HTTPFetcher(userAgent: "Test"))
        var report = try await collection.ingest(source)
        #expect(report.added == 3 && report.problems.isEmpty, "\(report)")
        report = try await collection.ingest(source)
        #expect(report.unchanged == 3 && report.parseCalls == 0)
        #expect(server.requests.allSatisfy { $0.head.contains("User-Agent: Test") })
        #expect(server.requests.contains { $0.head.contains("If-None-Match: \"v1\"") })
        await server.stop()
        // Over a new connection, which nobody takes.
        let later = WebSource(sitemap: source.identity, fetcher: HTTPFetcher())
        await #expect(throws: IngestError.self) { try await collection.ingest(later) }
    }

    @Test func whatIsTooLargeIsCutAndWhatIsTooSlowEnds() async throws {
        let server = try await FaultServer.start { _, request in
            if request.head.contains("/slow") { return [.head(), .chunk("x"), .pause(.seconds(20)), .lastChunk] }
            if request.head.contains("/broken") { return [.head(), .chunk("x"), .close] }
            return [.response("200 OK", String(repeating: "x", count: 1_000))]
        }
        let fetcher = HTTPFetcher()
        let base = "http://127.0.0.1:\(server.port)"
        let large = try await fetcher.fetch(HTTPFetchRequest(url: "\(base)/large", maximumBytes: 100))
        #expect(large.body.count == 100 && large.isTruncated)
        let whole = try await fetcher.fetch(HTTPFetchRequest(url: "\(base)/large", maximumBytes: 1_000))
        #expect(whole.body.count == 1_000 && !whole.isTruncated && whole.headers["content-length"] == "1000")
        var error = await #expect(throws: ModelError.self) {
            try await fetcher.fetch(HTTPFetchRequest(url: "\(base)/slow", timeout: .milliseconds(200)))
        }
        #expect(error?.code == .timedOut)
        error = await #expect(throws: ModelError.self) {
            try await fetcher.fetch(HTTPFetchRequest(url: "\(base)/broken"))
        }
        #expect(error?.code == .invalidResponse || error?.code == .unreachable)
        for url in ["file:///etc/passwd", "nonsense", "http://"] {
            error = await #expect(throws: ModelError.self) { try await fetcher.fetch(HTTPFetchRequest(url: url)) }
            #expect(error?.code == .invalidRequest)
        }
        let task = Task { try await fetcher.fetch(HTTPFetchRequest(url: "\(base)/slow")) }
        try await Task.sleep(for: .milliseconds(100))
        let clock = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(ContinuousClock.now - clock < .seconds(2))
        await server.stop()
    }
}

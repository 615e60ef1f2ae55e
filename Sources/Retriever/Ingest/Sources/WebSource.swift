import Foundation
public import ModelServing

/// Pages of the web: those of a list, or those that a sitemap names.
///
///     let handbook = WebSource(sitemap: "https://example.org/sitemap.xml", fetcher: HTTPFetcher())
///     try await collection.ingest(handbook)
///
/// A page's path is its URL, its type that of its `Content-Type`. What a server says of a page's version (`ETag`,
/// `Last-Modified`) is given back to it, so that an unchanged page is not sent again. A page that answers with 404 or 410
/// is gone; any other failure leaves it as it was. Pages are read one after another. Scripts are not run, links not
/// followed, and `robots.txt` is not asked: whoever names pages may read them.
public struct WebSource: DocumentSource {
    public struct Limits: Sendable, Hashable {
        /// Of a list or sitemap, the first so many pages are taken.
        public var pages: Int
        /// Larger pages are refused.
        public var bytesPerPage: Int
        /// For one request.
        public var timeout: Duration
        /// For all of an ingest's requests; pages beyond it are problems, and come with the next ingest. nil for none.
        public var duration: Duration?
        /// How often one page may lead elsewhere, to http or https only, and never from https to http.
        public var redirects: Int
        /// How many files a sitemap may consist of.
        public var sitemaps: Int

        public init(
            pages: Int = 10_000, bytesPerPage: Int = 16 << 20, timeout: Duration = .seconds(30),
            duration: Duration? = nil, redirects: Int = 5, sitemaps: Int = 100
        ) {
            self.pages = pages
            self.bytesPerPage = bytesPerPage
            self.timeout = timeout
            self.duration = duration
            self.redirects = redirects
            self.sitemaps = sitemaps
        }
    }

    public let identity: String
    public let limits: Limits
    private let origin: Origin
    private let reader: PageReader

    private enum Origin {
        case pages([String])
        case sitemap(String)
    }

    /// - Parameter identity: Names the list.
    public init(pages: [String], identity: String, fetcher: any HTTPFetching, limits: Limits = Limits()) {
        self.identity = identity
        self.limits = limits
        origin = .pages(pages)
        reader = PageReader(fetcher: fetcher, limits: limits)
    }

    /// - Parameters:
    ///   - sitemap: The URL of a sitemap, or of an index of sitemaps. Pages of other hosts are passed over as problems.
    ///   - identity: nil for the sitemap's URL.
    public init(
        sitemap: String, identity: String? = nil, fetcher: any HTTPFetching, limits: Limits = Limits()
    ) {
        self.identity = identity ?? sitemap
        self.limits = limits
        origin = .sitemap(sitemap)
        reader = PageReader(fetcher: fetcher, limits: limits)
    }

    /// - Throws: ``IngestError``: `sourceUnreadable` if a sitemap cannot be read; `CancellationError`.
    public func listing() async throws -> SourceListing {
        reader.begin()
        let name: String
        let pages: [String]
        var problems: [FileProblem] = []
        switch origin {
        case .pages(let list): (name, pages) = (identity, list)
        case .sitemap(let url):
            name = url
            let host = URL(string: url)?.host?.lowercased()
            pages = try await SitemapWalk(reader: reader, limit: limits.sitemaps).pages(of: url).filter { page in
                if URL(string: page)?.host?.lowercased() == host { return true }
                problems.append(
                    FileProblem(path: page, phase: .listing, reason: "it is not on the host of the sitemap \(url)"))
                return false
            }
        }
        var seen: Set<Value> = []
        let distinct = pages.map { String($0.prefix { $0 != "#" }) }.filter { seen.insert(.text($0)).inserted }
        if distinct.count > limits.pages {
            problems.append(
                FileProblem(
                    path: name, phase: .listing,
                    reason: "it names \(distinct.count) pages, and the first \(limits.pages) were taken"))
        }
        let files = distinct.prefix(limits.pages).map { page in
            var file = SourceFile(path: page)
            file.type = nil
            return file
        }
        return SourceListing(files: files, problems: problems)
    }

    public func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        let mark = PageMark(revision: revision)
        let answer = try await reader.get(file.path, headers: mark.conditions)
        switch answer.response.status {
        case 200..<300 where answer.response.isTruncated:
            throw FileProblem(path: file.path, reason: "it has more than \(limits.bytesPerPage) bytes")
        case 200..<300:
            let headers = answer.response.headers
            let kind = PageType(headers["content-type"], url: answer.url)
            return .content(
                SourceContent(
                    bytes: answer.response.body, revision: PageMark(headers: headers).revision,
                    modified: headers["last-modified"].flatMap { PageMark.date($0) }, type: kind.type,
                    contentType: headers["content-type"], encoding: kind.encoding))
        case 304 where revision != nil: return .unchanged
        case 404, 410: return .missing
        case let status: throw FileProblem(path: file.path, reason: "the server answered with status \(status)")
        }
    }
}

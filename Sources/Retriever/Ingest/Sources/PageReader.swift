import Foundation
import ModelServing
import Synchronization

/// Gets pages within the limits of a ``WebSource``, following redirects.
final class PageReader: Sendable {
    private let fetcher: any HTTPFetching
    private let limits: WebSource.Limits
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    init(fetcher: any HTTPFetching, limits: WebSource.Limits) {
        self.fetcher = fetcher
        self.limits = limits
    }

    /// An ingest's time runs from here.
    func begin() {
        let end = limits.duration.map { ContinuousClock.now + $0 }
        self.end.withLock { $0 = end }
    }

    /// - Returns: The answer, and the URL that gave it.
    /// - Throws: ``FileProblem``; `CancellationError`.
    func get(
        _ url: String, headers: [String: String] = [:], maximumBytes: Int? = nil
    ) async throws -> (response: HTTPFetchResponse, url: String) {
        func problem(_ reason: String) -> FileProblem { FileProblem(path: url, reason: reason) }
        var place = url
        for _ in 0...max(0, limits.redirects) {
            try Task.checkCancellation()
            guard let left = timeout() else {
                throw problem("the ingest's time is over; the next one goes on")
            }
            let request = HTTPFetchRequest(
                url: place, headers: headers, maximumBytes: maximumBytes ?? limits.bytesPerPage, timeout: left)
            let response: HTTPFetchResponse
            do {
                response = try await fetcher.fetch(request)
            } catch {
                if error is CancellationError || Task.isCancelled { throw CancellationError() }
                throw problem("it cannot be got: \(error)")
            }
            guard [301, 302, 303, 307, 308].contains(response.status) else { return (response, place) }
            guard
                let target = response.headers["location"].flatMap({ URL(string: $0, relativeTo: URL(string: place)) }),
                let scheme = target.scheme?.lowercased(), ["http", "https"].contains(scheme)
            else { throw problem("it leads to what is no page: \(response.headers["location"] ?? "nothing")") }
            if scheme == "http", place.lowercased().hasPrefix("https:") {
                throw problem("it leads from https to \(target.absoluteString), which is not protected")
            }
            place = target.absoluteString
        }
        throw problem("it leads elsewhere more than \(limits.redirects) times")
    }

    /// nil if no time is left.
    private func timeout() -> Duration? {
        guard let end = end.withLock({ $0 }) else { return limits.timeout }
        let left = ContinuousClock.now.duration(to: end)
        return left > .zero ? min(left, limits.timeout) : nil
    }
}

/// What a server said of a page's version, as an ingest keeps it.
struct PageMark {
    private let tag: String
    private let modified: String

    init(headers: [String: String]) {
        tag = headers["etag"] ?? ""
        modified = headers["last-modified"] ?? ""
    }

    init(revision: String?) {
        // A header holds no line feed.
        let parts = (revision ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        tag = parts.first ?? ""
        modified = parts.count > 1 ? parts[1] : ""
    }

    /// nil where the server said nothing.
    var revision: String? { tag.isEmpty && modified.isEmpty ? nil : "\(tag)\n\(modified)" }

    var conditions: [String: String] {
        var headers: [String: String] = [:]
        if !tag.isEmpty { headers["If-None-Match"] = tag }
        if !modified.isEmpty { headers["If-Modified-Since"] = modified }
        return headers
    }

    /// HTTP's form of a date: `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard parts.count == 6, let month = months.firstIndex(of: String(parts[2])) else { return nil }
        let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp.parse("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }
}

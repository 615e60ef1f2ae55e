import Foundation
import ModelServing

/// What a file of the sitemap protocol names.
///
/// It is looked through for its elements, not validated; what stands in extensions (`image:loc`) is passed over.
struct Sitemap {
    var pages: [String] = []
    /// Of an index: further sitemaps.
    var sitemaps: [String] = []

    /// - Returns: nil for what is no sitemap.
    init?(_ text: String) {
        guard text.contains("<urlset") || text.contains("<sitemapindex") else { return nil }
        pages = Self.locations(in: text, of: "url")
        sitemaps = Self.locations(in: text, of: "sitemap")
    }

    private static func locations(in text: String, of element: String) -> [String] {
        var locations: [String] = []
        var rest = text[...]
        while let entry = content(of: element, in: &rest) {
            var inner = entry
            guard let location = content(of: "loc", in: &inner) else { continue }
            let url = unescaped(location)
            if !url.isEmpty { locations.append(url) }
        }
        return locations
    }

    /// What stands between the next start tag of this name and its end tag; `text` goes on behind it.
    private static func content(of element: String, in text: inout Substring) -> Substring? {
        while let tag = text.range(of: "<\(element)") {
            let next = text[tag.upperBound...]
            guard let first = next.first, first == ">" || first.isWhitespace else {
                text = next
                continue
            }
            guard let start = next.firstIndex(of: ">"),
                let end = next[start...].range(of: "</\(element)>")
            else { return nil }
            defer { text = next[end.upperBound...] }
            return next[next.index(after: start)..<end.lowerBound]
        }
        return nil
    }

    private static func unescaped(_ text: Substring) -> String {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.hasPrefix("<![CDATA["), text.hasSuffix("]]>") { return String(text.dropFirst(9).dropLast(3)) }
        for (name, character) in [("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("#38", "&"), ("amp", "&")] {
            text = text.replacing("&\(name);", with: character)
        }
        return text
    }
}

/// Follows an index of sitemaps to its pages.
struct SitemapWalk {
    let reader: PageReader
    /// How many files may be read.
    let limit: Int

    /// The protocol's own limit for one file.
    private static let maximumBytes = 50 << 20

    /// - Throws: ``IngestError``: `sourceUnreadable` for any file that cannot be read, since its pages would seem gone.
    func pages(of url: String) async throws -> [String] {
        var pages: [String] = []
        var waiting = [url]
        var seen: Set<String> = [url]
        var next = 0
        while next < waiting.count {
            guard next < limit else {
                throw IngestError.sourceUnreadable(
                    url, reason: "it has more than \(limit) files; raise Limits.sitemaps")
            }
            let sitemap = try await sitemap(waiting[next])
            next += 1
            pages += sitemap.pages
            for further in sitemap.sitemaps where seen.insert(further).inserted { waiting.append(further) }
        }
        return pages
    }

    private func sitemap(_ url: String) async throws -> Sitemap {
        let answer: (response: HTTPFetchResponse, url: String)
        do {
            answer = try await reader.get(url, maximumBytes: Self.maximumBytes)
        } catch let problem as FileProblem {
            throw IngestError.sourceUnreadable(url, reason: problem.reason)
        }
        guard (200..<300).contains(answer.response.status) else {
            throw IngestError.sourceUnreadable(url, reason: "the server answered with status \(answer.response.status)")
        }
        guard !answer.response.isTruncated, let text = String(validating: answer.response.body, as: UTF8.self),
            let sitemap = Sitemap(text)
        else {
            throw IngestError.sourceUnreadable(url, reason: "it is no sitemap of at most 50 MiB in UTF-8, uncompressed")
        }
        return sitemap
    }
}

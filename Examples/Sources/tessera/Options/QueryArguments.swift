import ArgumentParser
import Retriever

/// What a search may ask for beside its passages.
struct QueryArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp("Columns of the passages to print as well, such as source,modified.", valueName: "names"),
        transform: { $0.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init) })
    var columns: [String] = []

    @Option(
        help: ArgumentHelp(
            "Sort by a column in place of the score, such as \"modified DESC\"; can be given again.", valueName: "order"
        ))
    var sort: [String] = []

    @Option(
        help: ArgumentHelp(
            "Count the values of a column among the candidates, such as type, or path:5; can be given again.",
            valueName: "column"))
    var facet: [String] = []

    @Option(help: ArgumentHelp("Leave out passages of a lower score.", valueName: "score"))
    var threshold: Double?

    @Option(help: ArgumentHelp("The best so many passages of each document.", valueName: "n"))
    var perDocument: Int?

    @Flag(help: "Say how the answer came about.")
    var explain = false

    @Flag(help: "Say what gives the next page.")
    var paged = false

    @Option(help: ArgumentHelp("The page after a token that the same search gave.", valueName: "token"))
    var page: String?

    var isPaged: Bool { paged || page != nil }

    /// Whether there is more to print than passages.
    var wantsMore: Bool { !facet.isEmpty || explain || isPaged }

    func validate() throws {
        for text in facet where Self.facet(text) == nil { throw ValidationError("\"\(text)\" is no facet; try path:5") }
        for text in sort where Self.order(text) == nil {
            throw ValidationError("\"\(text)\" is no order; try \"modified DESC\"")
        }
    }

    func add(to query: inout IndexQuery) throws {
        query.columns = SearchHit.columns + columns.filter { !SearchHit.columns.contains($0) }
        query.sort = sort.compactMap(Self.order)
        query.facets = facet.compactMap(Self.facet)
        query.scoreThreshold = threshold
        query.grouping = perDocument.map { Grouping(by: "document", limit: $0) }
        query.explains = explain
    }

    private static func facet(_ text: String) -> Facet? {
        guard let colon = text.lastIndex(of: ":") else { return text.isEmpty ? nil : .top(text, 10) }
        guard let limit = Int(text[text.index(after: colon)...]), colon > text.startIndex else { return nil }
        return .top(String(text[..<colon]), limit)
    }

    private static func order(_ text: String) -> RowOrder? {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.count, words.last?.uppercased()) {
        case (1, _): return .ascending(words[0])
        case (2, "ASC"): return .ascending(words[0])
        case (2, "DESC"): return .descending(words[0])
        default: return nil
        }
    }
}

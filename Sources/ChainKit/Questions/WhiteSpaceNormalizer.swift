/// Trims a question and makes each run of Unicode white space one space.
///
/// Line breaks, tabs, no-break and ideographic spaces (U+3000) all count as white space; every other scalar stays as
/// it is, joiners and variation selectors of emoji among them.
public struct WhiteSpaceNormalizer: QueryProcessor {
    public let name = "white_space"

    public init() {}

    public func process(_ query: ChainQuery) async throws -> ChainQuery {
        var query = query
        query.text = normalized(query.text)
        return query
    }

    func normalized(_ question: String) -> String {
        var result = String.UnicodeScalarView()
        var isPending = false
        for scalar in question.unicodeScalars {
            guard !scalar.properties.isWhitespace else {
                isPending = !result.isEmpty
                continue
            }
            if isPending { result.append(" ") }
            isPending = false
            result.append(scalar)
        }
        return String(result)
    }
}

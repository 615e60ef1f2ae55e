import Retriever

/// One element of what `search --json` prints; its keys are a contract.
struct SearchResult: Encodable {
    /// From 1.
    var rank: Int
    var score: Double
    /// Relative to the folder that was ingested.
    var path: String
    /// The titles of the headings above it, outermost first, joined by " > ".
    var heading: String
    /// In UTF-8 bytes of the document, like ``end``, which is the first byte after it.
    var start: Int
    var end: Int
    var text: String
    /// The columns that were asked for; absent where none were.
    var columns: [String: JSONCell]?

    init(rank: Int, hit: SearchHit) {
        self.rank = rank
        score = hit.score
        path = hit.path
        heading = hit.headings.joined(separator: " > ")
        start = hit.range.lowerBound
        end = hit.range.upperBound
        text = hit.text
    }

    /// For people.
    var lines: String {
        let place = heading.isEmpty ? path : "\(path) > \(heading)"
        let digits = (score * 1000).rounded() / 1000
        return "\(rank). \(place.forTerminal) [bytes \(start)..<\(end)] score \(digits)\n   \(text.excerpt(300))"
            + (columns ?? [:]).sorted { $0.key < $1.key }.map { name, cell in
                "\n   \(name.forTerminal): \(cell.value.description.excerpt(300))"
            }.joined()
    }
}

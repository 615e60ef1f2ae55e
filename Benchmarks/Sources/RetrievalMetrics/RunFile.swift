/// A TREC run: `query Q0 document rank score tag`, a line per document.
package enum RunFile {
    /// The lines of one query, in the ranking's order.
    package static func lines(query: String, _ ranking: Ranking, tag: String) -> String {
        zip(1..., ranking.entries).map { rank, entry in
            // The shortest digits that read back as the same 32-bit float.
            "\(query) Q0 \(entry.document) \(rank) \(entry.score) \(tag)\n"
        }.joined()
    }

    /// Reads a run back.
    ///
    /// - Throws: ``BEIRError`` for a line of another shape and a document that is there twice for one query.
    package static func read(_ path: String) throws(BEIRError) -> [String: Ranking] {
        var scores: [String: [String: Double]] = [:]
        for (number, bytes) in try TextLines(path) {
            let fields = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
            guard fields.count == 6, let score = Double(fields[4]) else {
                throw BEIRError(path: path, line: number, "'query Q0 document rank score tag' is expected")
            }
            guard scores[fields[0], default: [:]].updateValue(score, forKey: fields[2]) == nil else {
                throw BEIRError(path: path, line: number, "this document is here for the second time")
            }
        }
        return scores.mapValues { Ranking($0.map { ($0.key, $0.value) }) }
    }
}

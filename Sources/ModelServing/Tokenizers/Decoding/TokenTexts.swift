/// The texts of tokens by their ids, in one block of bytes.
struct TokenTexts: Sendable {
    /// Ascending.
    private var ids: [Int32] = []
    private var bytes: [UInt8] = []
    /// For each token where its bytes begin; one more at the end.
    private var starts: [Int] = [0]

    /// - Parameter tokens: In any order; of several with one id the last counts.
    init(_ tokens: [(token: String, id: Int32)]) {
        let isAscending = zip(tokens, tokens.dropFirst()).allSatisfy { $0.id < $1.id }
        ids.reserveCapacity(tokens.count)
        starts.reserveCapacity(tokens.count + 1)
        if isAscending {
            for (token, id) in tokens { append(token, id) }
            return
        }
        let order = tokens.indices.sorted { (tokens[$0].id, $0) < (tokens[$1].id, $1) }
        for (place, index) in order.enumerated() {
            let id = tokens[index].id
            if place + 1 < order.count, tokens[order[place + 1]].id == id { continue }
            append(tokens[index].token, id)
        }
    }

    private mutating func append(_ token: String, _ id: Int32) {
        var token = token
        token.withUTF8 { bytes.append(contentsOf: $0) }
        ids.append(id)
        starts.append(bytes.count)
    }

    /// The text of a token; nil for an id that has none.
    subscript(_ id: Int32) -> ArraySlice<UInt8>? {
        // In most vocabularies the ids are 0, 1, 2 and so on.
        if let place = Int(exactly: id), ids.indices.contains(place), ids[place] == id {
            return bytes[starts[place]..<starts[place + 1]]
        }
        var range = ids.startIndex..<ids.endIndex
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if ids[middle] == id { return bytes[starts[middle]..<starts[middle + 1]] }
            range = ids[middle] < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}

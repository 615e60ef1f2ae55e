extension TermDictionary {
    /// The terms that begin so, with their numbers of documents.
    func terms(beginningWith beginning: [UInt8]) -> [(word: [UInt8], documents: Int)] {
        guard !beginning.isEmpty, var cursor = terms(from: beginning) else { return [] }
        var found: [(word: [UInt8], documents: Int)] = []
        while let entry = cursor.next() {
            if cursor.term.starts(with: beginning) {
                found.append((cursor.term, entry.documents))
            } else if beginning.lexicographicallyPrecedes(cursor.term) {
                break
            }
        }
        return found
    }

    /// The terms that a number of changed characters make of a word.
    ///
    /// Terms come in their order, so that what was computed of the beginning of one serves the next, and all that begin with what is
    /// too far already are passed over without a look at the rest of them.
    func terms(within edits: Int, of word: [UInt8]) -> [(word: [UInt8], documents: Int)] {
        guard var cursor = terms() else { return [] }
        var distance = PrefixDistance(word, edits: edits)
        var found: [(word: [UInt8], documents: Int)] = []
        while let entry = cursor.next() {
            if distance.isWithin(cursor.term) { found.append((cursor.term, entry.documents)) }
        }
        return found
    }
}

/// Levenshtein's distance of a word to terms in their order, in characters.
///
/// The rows of the usual table are the states of the automaton that accepts what is within the distance; they are kept for each
/// beginning of the term before.
struct PrefixDistance {
    private let word: [Unicode.Scalar]
    private let edits: Int
    private var rows: [[Int]]
    private var beginning: [Unicode.Scalar] = []

    init(_ word: [UInt8], edits: Int) {
        self.word = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
        self.edits = edits
        rows = [Array(0...self.word.count)]
    }

    mutating func isWithin(_ term: [UInt8]) -> Bool {
        let scalars = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
        var shared = 0
        while shared < min(scalars.count, beginning.count), scalars[shared] == beginning[shared] { shared += 1 }
        beginning.removeLast(beginning.count - shared)
        rows.removeLast(rows.count - shared - 1)
        for scalar in scalars[shared...] {
            let last = rows[rows.count - 1]
            // What no ending can mend is not looked at further.
            if last.min() ?? 0 > edits { return false }
            var row = [last[0] + 1]
            row.reserveCapacity(last.count)
            for index in word.indices {
                row.append(min(last[index + 1] + 1, row[index] + 1, last[index] + (word[index] == scalar ? 0 : 1)))
            }
            rows.append(row)
            beginning.append(scalar)
        }
        return (rows[rows.count - 1].last ?? 0) <= edits
    }
}

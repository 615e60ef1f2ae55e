/// Accepts what a number of edits make of a word: a character put in, left out or replaced, or two neighbours exchanged.
///
/// A state is a row of the usual table of distances, of which only 2 · edits + 1 fields around the diagonal can be within the distance.
///
/// - Source: Wagner & Fischer 1974 with the exchange of Damerau 1964 (optimal string alignment: no part is edited twice), banded as
///   in Ukkonen 1985. It is the automaton of Schulz & Mihov 2002, whose states are made as they are come to.
struct EditAutomaton {
    /// What has been read so far means.
    struct State {
        /// Distances of what was read to beginnings of the word: field x is that of `depth - edits + x` characters.
        fileprivate(set) var row: SIMD8<UInt8>
        /// The row before, which an exchange goes on from.
        fileprivate var former: SIMD8<UInt8>
        fileprivate var last: UInt32
        /// Characters read.
        fileprivate var depth: Int
    }

    static let mostEdits = 2

    private let word: [UInt32]
    private let edits: Int
    /// How many characters at the word's end may be missing at no cost.
    private let tail: Int
    private var lastField: Int { 2 * edits }
    /// What stands for all distances beyond.
    private var beyond: UInt8 { UInt8(edits + 1) }

    /// - Parameters:
    ///   - edits: 0 to 2.
    ///   - tail: How many characters at the word's end need not be there: stems are accepted, too.
    init(_ word: [UInt8], edits: Int, tail: Int = 0) {
        self.word = String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
        self.edits = min(max(edits, 0), Self.mostEdits)
        self.tail = tail
    }

    var start: State {
        var row = SIMD8<UInt8>(repeating: beyond)
        for count in 0...edits where count <= word.count { row[edits + count] = UInt8(count) }
        return State(row: row, former: SIMD8(repeating: beyond), last: .max, depth: 0)
    }

    /// The state after one more character; nil where nothing that begins so is accepted.
    func next(_ state: State, _ character: UInt32) -> State? {
        let depth = state.depth + 1
        var row = SIMD8<UInt8>(repeating: beyond)
        var isAlive = false
        for field in 0...lastField {
            let count = depth - edits + field
            guard count >= 0, count <= word.count else { continue }
            var least = beyond
            if count == 0 {
                least = UInt8(min(depth, Int(beyond)))
            } else {
                least = min(least, state.row[field] &+ (word[count - 1] == character ? 0 : 1))
                if field > 0 { least = min(least, row[field - 1] &+ 1) }
                if count >= 2, word[count - 2] == character, word[count - 1] == state.last {
                    least = min(least, state.former[field] &+ 1)
                }
            }
            if field < lastField { least = min(least, state.row[field + 1] &+ 1) }
            row[field] = least
            isAlive = isAlive || least < beyond
        }
        return isAlive ? State(row: row, former: state.row, last: character, depth: depth) : nil
    }

    /// The distance where what was read is accepted.
    func distance(_ state: State) -> Int? {
        var least = beyond
        for field in 0...lastField {
            let count = state.depth - edits + field
            if count >= 0, count >= word.count - tail, count <= word.count { least = min(least, state.row[field]) }
        }
        return least < beyond ? Int(least) : nil
    }

    /// The least character above one that can follow where that one cannot: no edit is left then but what is begun.
    func follower(of state: State, above character: UInt32) -> UInt32? {
        var least: UInt32?
        func offer(_ candidate: UInt32) {
            if candidate > character, candidate < least ?? .max { least = candidate }
        }
        for field in 0...lastField {
            let count = state.depth - edits + field
            if count >= 0, count < word.count, state.row[field] < beyond { offer(word[count]) }
            // An exchange ends a character further on.
            let end = count + 1
            if end >= 2, end <= word.count, word[end - 1] == state.last, state.former[field] < beyond - 1 {
                offer(word[end - 2])
            }
        }
        return least
    }

    /// The distance of a word; nil where it is beyond.
    func distance(to other: [UInt8]) -> Int? {
        var state = start
        for scalar in String(decoding: other, as: UTF8.self).unicodeScalars {
            guard let next = next(state, scalar.value) else { return nil }
            state = next
        }
        return distance(state)
    }
}

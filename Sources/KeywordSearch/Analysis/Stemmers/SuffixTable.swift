/// Letters of Latin-1, a bit each.
struct LetterSet: Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ letters: String) {
        for letter in letters.unicodeScalars {
            let bit = (1 as UInt64) << UInt64(letter.value & 63)
            switch letter.value >> 6 {
            case 0: words.0 |= bit
            case 1: words.1 |= bit
            case 2: words.2 |= bit
            default: words.3 |= bit
            }
        }
    }

    func contains(_ letter: UInt8) -> Bool {
        let word =
            switch letter >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> UInt64(letter & 63) & 1 == 1
    }
}

/// Suffixes of Latin-1 and what each of them asks for, as a tree of letters from the last to the first.
struct SuffixTable<Action: Sendable>: Sendable {
    private struct Node {
        var letter: UInt8
        /// Numbers of nodes; 0 for none.
        var child: Int16 = 0
        var sibling: Int16 = 0
        var action: Action?
    }

    private var nodes = [Node(letter: 0)]

    /// - Parameter suffixes: Those of each action, with spaces between them.
    init(_ suffixes: [(String, Action)]) {
        for (list, action) in suffixes {
            for suffix in list.split(separator: " ") { insert(suffix, action) }
        }
    }

    private mutating func insert(_ suffix: Substring, _ action: Action) {
        var node = 0
        for scalar in suffix.unicodeScalars.reversed() {
            let letter = UInt8(scalar.value)
            var next = Int(nodes[node].child)
            while next != 0, nodes[next].letter != letter { next = Int(nodes[next].sibling) }
            if next == 0 {
                next = nodes.count
                nodes.append(Node(letter: letter, sibling: nodes[node].child))
                nodes[node].child = Int16(next)
            }
            node = next
        }
        nodes[node].action = action
    }

    /// The longest suffix that a word has in a region.
    func longest(in word: StemWord, from region: Int = 0) -> (length: Int, action: Action)? {
        var node = 0
        var index = word.letters.count
        var found: (length: Int, action: Action)?
        while index > region {
            index -= 1
            let letter = word.letters[index]
            node = Int(nodes[node].child)
            while node != 0, nodes[node].letter != letter { node = Int(nodes[node].sibling) }
            if node == 0 { break }
            if let action = nodes[node].action { found = (word.letters.count - index, action) }
        }
        return found
    }
}

extension SuffixTable where Action == Bool {
    /// Suffixes that all ask for the same.
    init(_ suffixes: String) { self.init([(suffixes, true)]) }
}

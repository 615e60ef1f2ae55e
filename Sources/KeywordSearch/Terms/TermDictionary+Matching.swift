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

    /// The terms that an automaton accepts, with their numbers of documents and distances.
    ///
    /// Terms and automaton are gone through together: what was read of the beginning of one term serves the next, and where nothing that
    /// begins so is accepted, the next beginning that can be is looked up.
    func terms(accepted automaton: EditAutomaton) -> [(word: [UInt8], documents: Int, distance: Int)] {
        guard var cursor = terms() else { return [] }
        var found: [(word: [UInt8], documents: Int, distance: Int)] = []
        var walk = AutomatonWalk(automaton)
        while let entry = cursor.next() {
            switch walk.read(cursor.term) {
            case .accepted(let distance): found.append((cursor.term, entry.documents, distance))
            case .refused: break
            case .refusedUpTo(let next): cursor.skip(to: next)
            case .done: return found
            }
        }
        return found
    }
}

/// The states of an automaton at each character of the term that it reads.
private struct AutomatonWalk {
    enum Outcome {
        case accepted(distance: Int)
        case refused
        /// No term before this one is accepted.
        case refusedUpTo([UInt8])
        case done
    }

    private let automaton: EditAutomaton
    private var states: [EditAutomaton.State]
    /// Where in the term each state's characters end.
    private var ends = [0]
    private var path: [UInt8] = []

    init(_ automaton: EditAutomaton) {
        self.automaton = automaton
        states = [automaton.start]
    }

    /// Terms come in their order.
    mutating func read(_ term: [UInt8]) -> Outcome {
        var shared = 0
        while shared < min(path.count, term.count), path[shared] == term[shared] { shared += 1 }
        while ends[ends.count - 1] > shared {
            ends.removeLast()
            states.removeLast()
        }
        path.removeLast(path.count - ends[ends.count - 1])
        while path.count < term.count {
            let state = states[states.count - 1]
            let (character, length) = Self.character(term, at: path.count)
            guard let next = automaton.next(state, character) else {
                return skipped(automaton.follower(of: state, above: character))
            }
            path.append(contentsOf: term[path.count..<path.count + length])
            ends.append(path.count)
            states.append(next)
        }
        return automaton.distance(states[states.count - 1]).map { .accepted(distance: $0) } ?? .refused
    }

    /// Where to go on when only one character above the present one can follow, or none.
    private func skipped(_ follower: UInt32?) -> Outcome {
        var next = path
        if let follower {
            if let encoded = Unicode.Scalar(follower).flatMap(UTF8.encode) { next.append(contentsOf: encoded) }
        } else {
            // Behind everything that begins so.
            guard let last = next.popLast() else { return .done }
            next.append(last &+ 1)
        }
        return .refusedUpTo(next)
    }

    /// A character and its bytes; damaged UTF-8 gives a byte.
    private static func character(_ term: [UInt8], at place: Int) -> (UInt32, Int) {
        let first = term[place]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, place + length <= term.count else { return (UInt32(first), 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(term[place + offset] & 0x3F) }
        return (value, length)
    }
}

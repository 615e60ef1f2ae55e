/// The candidates for a text's key phrases, each with what its score is made of.
struct PhraseCandidates {
    static let longestPhrase = 4

    /// The words of a phrase by number, -1 behind the last.
    private struct Words: Equatable {
        private(set) var numbers = SIMD4<Int32>(repeating: -1)
        private(set) var count = 0

        mutating func append(_ word: Int) {
            numbers[count] = Int32(truncatingIfNeeded: word)
            count += 1
        }

        var hash: UInt64 {
            var hash: UInt64 = 0
            for i in 0..<count {
                hash = (hash ^ UInt64(UInt32(bitPattern: numbers[i]))) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 32
            }
            return hash
        }
    }

    private struct Candidate {
        var words: Words
        var firstWritten: Range<Int>
        var count = 1
    }

    private(set) var table = WordTable()
    /// By word: how many words stand beside it in candidates, itself included; how often it occurs in them.
    private var degree: [Int] = []
    private var frequency: [Int] = []
    private var candidates: [Candidate] = []
    /// Open addresses: a candidate's number and 1, or 0; at least twice as many as candidates.
    private var slots = [UInt32](repeating: 0, count: 256)
    /// The candidate that further words may belong to, and its place.
    private var open = Words()
    private var openRange = 0..<0

    /// Adds a word to the open candidate, or begins one with it.
    ///
    /// - Parameters:
    ///   - range: Its place in the text.
    ///   - own: Where its letters are, small or of ASCII: the text, or a copy.
    mutating func add(_ range: Range<Int>, letters word: Range<Int>, in own: [UInt8], _ hash: WordTable.Hash) {
        if open.count == Self.longestPhrase { close() }
        let number = number(of: word, in: own, hash)
        openRange = (open.count == 0 ? range.lowerBound : openRange.lowerBound)..<range.upperBound
        open.append(number)
    }

    /// Ends the open candidate.
    mutating func close() {
        if open.count == 0 { return }
        for i in 0..<open.count {
            let word = Int(open.numbers[i])
            degree[word] += open.count
            frequency[word] += 1
        }
        add(open, openRange)
        open = Words()
    }

    /// Adds a candidate of one word whose score is how often it occurs.
    mutating func addAlone(_ range: Range<Int>, in text: [UInt8], _ hash: WordTable.Hash) {
        var words = Words()
        words.append(number(of: range, in: text, hash))
        add(words, range)
    }

    private mutating func number(of word: Range<Int>, in text: [UInt8], _ hash: WordTable.Hash) -> Int {
        let number = table.addedNumber(of: word, in: text, hash)
        if number == degree.count {
            degree.append(0)
            frequency.append(0)
        }
        return number
    }

    private mutating func add(_ words: Words, _ range: Range<Int>) {
        let slot = slot(of: words)
        if slots[slot] != 0 {
            candidates[Int(slots[slot]) - 1].count += 1
            return
        }
        candidates.append(Candidate(words: words, firstWritten: range))
        slots[slot] = UInt32(candidates.count)
        if 2 * candidates.count > slots.count { grow() }
    }

    private func slot(of words: Words) -> Int {
        var slot = Int(truncatingIfNeeded: words.hash) & (slots.count - 1)
        while slots[slot] != 0, candidates[Int(slots[slot]) - 1].words != words {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 4 * slots.count)
        for (number, candidate) in candidates.enumerated() {
            let slot = slot(of: candidate.words)
            slots[slot] = UInt32(number + 1)
        }
    }

    // MARK: Scores

    /// Each candidate's score and where it is first written, the best first; among equals the earlier ones.
    func ranked() -> [(range: Range<Int>, score: Double)] {
        let scores = candidates.map(score)
        return candidates.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
            .map { (candidates[$0].firstWritten, scores[$0]) }
    }

    private func score(_ candidate: Candidate) -> Double {
        var sum = 0.0
        for i in 0..<candidate.words.count {
            let word = Int(candidate.words.numbers[i])
            if frequency[word] == 0 { return Double(candidate.count) }
            sum += Double(degree[word]) / Double(frequency[word])
        }
        return sum
    }
}

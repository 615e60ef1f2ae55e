/// The word patterns of the GPT family as scans: from a place, where the match that begins there ends.
///
/// The patterns match at every place, so that the matches are the whole text. `\s+(?!\S)|\s+` takes a run of white space
/// without its last scalar where more follows, which then begins the next word.
struct WordScan {
    let bytes: UnsafeBufferPointer<UInt8>
    let end: Int
    private let classes = ScalarClasses.shared
    private let letters: ScalarClasses.Set

    /// - Parameter letters: The classes whose scalars count as letters.
    init(bytes: UnsafeBufferPointer<UInt8>, end: Int, letters: ScalarClasses.Set = ScalarClasses.letter) {
        self.bytes = bytes
        self.end = end
        self.letters = letters
    }

    /// Letter, number or space; 0 for all else.
    @inline(__always)
    private func set(at place: Int) -> (set: ScalarClasses.Set, length: Int) {
        let (scalar, length) = decodeScalar(bytes, at: place)
        let set = classes[scalar]
        if set & letters != 0 { return (ScalarClasses.letter, length) }
        return (set & (ScalarClasses.number | ScalarClasses.space), length)
    }

    /// Where the run of scalars of one class ends, of at most so many.
    @inline(__always)
    private func runEnd(_ set: ScalarClasses.Set, from start: Int, atMost limit: Int = .max) -> Int {
        var place = start
        var count = 0
        while place < end, count < limit {
            let next = self.set(at: place)
            guard next.set == set else { break }
            place += next.length
            count += 1
        }
        return place
    }

    /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
    func gpt2(from start: Int) -> Int {
        if bytes[start] == 0x27, let contraction = contractionEnd(from: start, ignoresCase: false) {
            return contraction
        }
        let word = bytes[start] == 0x20 && start + 1 < end ? start + 1 : start
        let first = set(at: word)
        if first.set != ScalarClasses.space { return runEnd(first.set, from: word + first.length) }
        return spaceEnd(from: start)
    }

    /// The same with contractions in any case, one mark of any kind before letters, digits in groups and line ends apart.
    func gpt4(from start: Int, digits: Int) -> Int {
        if bytes[start] == 0x27, let contraction = contractionEnd(from: start, ignoresCase: true) { return contraction }
        let first = set(at: start)
        let second = start + first.length
        if first.set == ScalarClasses.letter { return runEnd(ScalarClasses.letter, from: second) }
        if first.set == ScalarClasses.number {
            return runEnd(ScalarClasses.number, from: second, atMost: digits - 1)
        }
        let next = second < end ? set(at: second) : (set: ScalarClasses.space, length: 0)
        if bytes[start] != 0x0A, bytes[start] != 0x0D, next.set == ScalarClasses.letter {
            return runEnd(ScalarClasses.letter, from: second)
        }
        if first.set == 0 || bytes[start] == 0x20 && next.set == 0 {
            var place = runEnd(0, from: second)
            while place < end, bytes[place] == 0x0A || bytes[place] == 0x0D { place += 1 }
            return place
        }
        return blankEnd(from: start)
    }

    /// The same with words that end before a capital behind a small letter, contractions that end words, and marks with the
    /// slashes behind them.
    func gpt4o(from start: Int, digits: Int, hasContractions: Bool) -> Int {
        if let word = casedWordEnd(from: start) {
            guard hasContractions, word < end, bytes[word] == 0x27 else { return word }
            return contractionEnd(from: word, ignoresCase: true) ?? word
        }
        let first = set(at: start)
        let second = start + first.length
        if first.set == ScalarClasses.number {
            return runEnd(ScalarClasses.number, from: second, atMost: digits - 1)
        }
        if first.set == 0 || bytes[start] == 0x20 && second < end && set(at: second).set == 0 {
            var place = runEnd(0, from: second)
            while place < end, bytes[place] == 0x0A || bytes[place] == 0x0D || bytes[place] == 0x2F { place += 1 }
            return place
        }
        return blankEnd(from: start)
    }

    /// `[^\r\n\p{L}\p{N}]?U*W+|[^\r\n\p{L}\p{N}]?U+W*` with U for what is not small and W for what is not capital; nil where
    /// neither matches.
    ///
    /// Scalars that are both, such as marks and letters without case, make the first pattern give back of U* up to the last
    /// of them, where no small letter follows.
    private func casedWordEnd(from start: Int) -> Int? {
        let (scalar, length) = decodeScalar(bytes, at: start)
        let set = classes[scalar]
        let isLead = set & (ScalarClasses.letter | ScalarClasses.number) == 0 && scalar != 0x0A && scalar != 0x0D
        let word = isLead ? start + length : start
        var place = word
        var lastBoth: Int?
        while place < end {
            let (scalar, length) = decodeScalar(bytes, at: place)
            let set = classes[scalar]
            guard set & ScalarClasses.upper != 0 else {
                guard set & ScalarClasses.lower != 0 else { break }
                return lowerEnd(from: place + length)
            }
            place += length
            if set & ScalarClasses.lower != 0 { lastBoth = place }
        }
        if let lastBoth { return lastBoth }
        // A mark that leads capitals is rather a word of its own.
        if isLead, set & ScalarClasses.lower != 0 { return word }
        return place > word ? place : nil
    }

    private func lowerEnd(from start: Int) -> Int {
        var place = start
        while place < end {
            let (scalar, length) = decodeScalar(bytes, at: place)
            guard classes[scalar] & ScalarClasses.lower != 0 else { break }
            place += length
        }
        return place
    }

    /// `\s*[\r\n]+|\s+(?!\S)|\s+`
    private func blankEnd(from start: Int) -> Int {
        let run = runEnd(ScalarClasses.space, from: start)
        if let line = bytes[start..<run].lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) { return line + 1 }
        return spaceEnd(from: start)
    }

    private func spaceEnd(from start: Int) -> Int {
        var place = start
        var last = start
        while place < end {
            let next = set(at: place)
            guard next.set == ScalarClasses.space else { return last > start ? last : place }
            last = place
            place += next.length
        }
        return place
    }

    private func contractionEnd(from start: Int, ignoresCase: Bool) -> Int? {
        func letter(_ place: Int) -> UInt8 {
            guard place < end else { return 0 }
            return ignoresCase && 0x41...0x5A ~= bytes[place] ? bytes[place] | 0x20 : bytes[place]
        }
        switch letter(start + 1) {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
        case UInt8(ascii: "r"), UInt8(ascii: "v"): return letter(start + 2) == UInt8(ascii: "e") ? start + 3 : nil
        case UInt8(ascii: "l"): return letter(start + 2) == UInt8(ascii: "l") ? start + 3 : nil
        // The long s folds to s.
        case 0xC5 where ignoresCase: return letter(start + 2) == 0xBF ? start + 3 : nil
        default: return nil
        }
    }
}

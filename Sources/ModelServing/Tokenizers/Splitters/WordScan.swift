/// The word patterns of the GPT family as scans: from a place, where the match that begins there ends.
///
/// Both patterns match at every place, so that the matches are the whole text. `\s+(?!\S)|\s+` takes a run of white space
/// without its last scalar where more follows, which then begins the next word.
struct WordScan {
    let bytes: UnsafeBufferPointer<UInt8>
    let end: Int
    private let classes = ScalarClasses.shared

    init(bytes: UnsafeBufferPointer<UInt8>, end: Int) {
        self.bytes = bytes
        self.end = end
    }

    private static let solid = ScalarClasses.letter | ScalarClasses.number | ScalarClasses.space

    @inline(__always)
    private func set(at place: Int) -> (set: ScalarClasses.Set, length: Int) {
        let (scalar, length) = decodeScalar(bytes, at: place)
        return (classes[scalar] & WordScan.solid, length)
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
    mutating func gpt2(from start: Int) -> Int {
        if bytes[start] == 0x27, let contraction = contractionEnd(from: start, ignoresCase: false) {
            return contraction
        }
        let word = bytes[start] == 0x20 && start + 1 < end ? start + 1 : start
        let first = set(at: word)
        if first.set != ScalarClasses.space { return runEnd(first.set, from: word + first.length) }
        return spaceEnd(from: start)
    }

    /// The same with contractions in any case, one mark of any kind before letters, digits in groups and line ends apart.
    mutating func gpt4(from start: Int, digits: Int) -> Int {
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

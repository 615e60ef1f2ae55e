/// A lower-case word on its way to its stem, a letter a byte.
///
/// Letters are those of Latin-1; others stand as numbers of 0x80 to 0x9F, which no word has, and no algorithm knows. Capitals mark letters that an
/// algorithm wants to tell from their small ones.
struct StemWord {
    var letters: [UInt8] = []
    /// Where the regions begin in which suffixes are looked for: positions in `letters`, at its end where there is none.
    var rv = 0
    var r1 = 0
    var r2 = 0
    /// The letters beyond Latin-1 by their numbers.
    private(set) var foreign: [Unicode.Scalar] = []

    /// Takes a word of lower-case UTF-8.
    ///
    /// - Returns: False for one with too many different letters beyond Latin-1, which is of no language here.
    mutating func take(_ bytes: [UInt8]) -> Bool {
        letters.removeAll(keepingCapacity: true)
        foreign.removeAll(keepingCapacity: true)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                letters.append(byte)
                index += 1
            } else if byte == 0xC3, index + 1 < bytes.count {
                letters.append(bytes[index + 1] | 0xC0)
                index += 2
            } else {
                return takeAll(String(decoding: bytes, as: UTF8.self).unicodeScalars)
            }
        }
        return true
    }

    private mutating func takeAll(_ scalars: String.UnicodeScalarView) -> Bool {
        letters.removeAll(keepingCapacity: true)
        for scalar in scalars {
            if scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) {
                letters.append(UInt8(scalar.value))
            } else {
                let number = foreign.firstIndex(of: scalar) ?? foreign.count
                if number == 0x20 { return false }
                if number == foreign.count { foreign.append(scalar) }
                letters.append(UInt8(0x80 + number))
            }
        }
        return true
    }

    /// Appends the letters without accents as UTF-8.
    func writeFolded(to bytes: inout [UInt8]) {
        for letter in letters {
            if (0x80..<0xA0).contains(letter) {
                bytes += Folding.folded(Array(String(foreign[Int(letter - 0x80)]).utf8))
            } else {
                Folding.append(letter, to: &bytes)
            }
        }
    }
}

// MARK: - Ends

extension StemWord {
    var count: Int { letters.count }

    /// - Parameter suffix: Letters of ASCII.
    func ends(_ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard letters.count >= length else { return false }
        return suffix.withUTF8Buffer { letters[(letters.count - length)...].elementsEqual($0) }
    }

    /// Whether so many letters at the end lie in a region.
    func isIn(_ region: Int, last length: Int) -> Bool { letters.count - length >= region }

    /// The letter before so many at the end; 0 where there is none.
    func letter(before length: Int) -> UInt8 {
        letters.count > length ? letters[letters.count - length - 1] : 0
    }

    mutating func drop(_ length: Int) { letters.removeLast(length) }

    /// - Parameter text: Letters of ASCII.
    mutating func replace(last length: Int, by text: StaticString) {
        letters.removeLast(length)
        text.withUTF8Buffer { letters.append(contentsOf: $0) }
    }

    /// Drops a suffix that lies in a region.
    ///
    /// - Returns: Whether it was there.
    @discardableResult
    mutating func drop(_ suffix: StaticString, in region: Int) -> Bool {
        guard ends(suffix), isIn(region, last: suffix.utf8CodeUnitCount) else { return false }
        letters.removeLast(suffix.utf8CodeUnitCount)
        return true
    }

    /// Drops the first of some suffixes that lies in a region; none is the end of another.
    mutating func dropAny(_ suffixes: [StaticString], in region: Int) {
        for suffix in suffixes where drop(suffix, in: region) { return }
    }
}

// MARK: - Regions

extension StemWord {
    /// R1 begins after the first consonant behind a vowel, R2 after the first consonant behind a vowel in R1.
    mutating func markRegions(_ vowels: LetterSet) {
        r1 = after(consonantBehindVowelFrom: 0, vowels)
        r2 = after(consonantBehindVowelFrom: r1, vowels)
    }

    /// The position behind the first consonant that follows a vowel.
    func after(consonantBehindVowelFrom start: Int, _ vowels: LetterSet) -> Int {
        guard let vowel = letters[start...].firstIndex(where: vowels.contains),
            let consonant = letters[vowel...].firstIndex(where: { !vowels.contains($0) })
        else { return letters.count }
        return consonant + 1
    }

    /// RV as Spanish, Italian and Portuguese have it: after the next vowel where the second letter is a consonant, after the next
    /// consonant where the first two are vowels, else after the third letter.
    mutating func markVerbRegion(_ vowels: LetterSet) {
        rv = letters.count
        guard letters.count > 2 else { return }
        if !vowels.contains(letters[1]) {
            if let vowel = letters[2...].firstIndex(where: vowels.contains) { rv = vowel + 1 }
        } else if vowels.contains(letters[0]) {
            if let consonant = letters[2...].firstIndex(where: { !vowels.contains($0) }) { rv = consonant + 1 }
        } else {
            rv = 3
        }
    }

    /// Makes capitals, which are no vowels, of letters between vowels.
    mutating func capitalize(_ marked: LetterSet, between vowels: LetterSet) {
        for index in letters.indices.dropFirst().dropLast()
        where marked.contains(letters[index]) && vowels.contains(letters[index - 1])
            && vowels.contains(letters[index + 1])
        {
            letters[index] &= 0xDF
        }
    }

    /// Makes small letters of the capitals.
    mutating func lowercase() {
        for index in letters.indices where letters[index] >= 0x41 && letters[index] <= 0x5A { letters[index] |= 0x20 }
    }

    /// Replaces single letters.
    mutating func map(_ letters: [(from: UInt8, to: UInt8)]) {
        for index in self.letters.indices {
            if let pair = letters.first(where: { $0.from == self.letters[index] }) { self.letters[index] = pair.to }
        }
    }
}

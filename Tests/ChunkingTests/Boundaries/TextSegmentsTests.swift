import Chunking
import TestSupport
import Testing

private func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).debugDescription }

private func strings(_ text: String, by unit: TextSegments.Unit) -> [String] {
    let bytes = Array(text.utf8)
    return TextSegments(of: bytes, by: unit).map { String(decoding: bytes[$0], as: UTF8.self) }
}

@Test(arguments: TextSegments.Unit.allCases)
func segmentsFollowOneAnotherAndBeginAtScalars(unit: TextSegments.Unit) {
    for seed in UInt64(1)...2000 {
        let bytes = BoundaryTexts.random(seed: seed, parts: Int(seed % 60))
        var end = 0
        for segment in TextSegments(of: bytes, by: unit) {
            #expect(segment.lowerBound == end && !segment.isEmpty, "seed \(seed)")
            end = segment.upperBound
            #expect(end == bytes.count || bytes[end] & 0xC0 != 0x80, "seed \(seed): \(end) lies inside a scalar")
        }
        #expect(end == bytes.count, "seed \(seed)")
    }
}

@Test(arguments: TextSegments.Unit.allCases)
func aPositionGivesTheSameAnswerAsPassingThroughTheText(unit: TextSegments.Unit) {
    for seed in UInt64(1)...1500 {
        let bytes = BoundaryTexts.random(seed: seed, parts: Int(seed % 40) + 1)
        let segments = TextSegments(of: bytes, by: unit)
        let boundaries = [0] + segments.map(\.upperBound)
        let told = (0...bytes.count).filter { segments.isBoundary(at: $0) }
        guard told == boundaries else {
            Issue.record("seed \(seed), \(unit): \(shown(bytes)) at \(boundaries), by position \(told)")
            continue
        }
        for position in -1...bytes.count + 1 {
            let before = segments.boundary(before: position)
            let after = segments.boundary(after: position)
            #expect(before == boundaries.last { $0 < position }, "seed \(seed), before \(position)")
            #expect(after == boundaries.first { $0 > position }, "seed \(seed), after \(position)")
        }
    }
}

@Test(arguments: TextSegments.Unit.allCases)
func aRangeIsDividedAsIfItWereTheWholeText(unit: TextSegments.Unit) {
    for seed in UInt64(1)...500 {
        let (left, middle, right) = (
            BoundaryTexts.random(seed: seed, parts: 5), BoundaryTexts.random(seed: seed + 1_000_000, parts: 20),
            BoundaryTexts.random(seed: seed + 2_000_000, parts: 5)
        )
        let range = left.count..<left.count + middle.count
        let within = TextSegments(of: left + middle + right, by: unit, in: range)
        let alone = TextSegments(of: middle, by: unit)
        #expect(
            within.map { $0.lowerBound - left.count..<$0.upperBound - left.count } == Array(alone),
            "seed \(seed), \(unit): \(shown(middle)) between \(shown(left)) and \(shown(right))")
        #expect(
            range.allSatisfy { within.isBoundary(at: $0) == alone.isBoundary(at: $0 - left.count) }, "seed \(seed)")
    }
}

@Test(arguments: TextSegments.Unit.allCases)
func textsBehindAnEmptyLineAreDividedAsIfAlone(unit: TextSegments.Unit) {
    // Nothing joins across an empty line, so the segments of a concatenation are those of its parts.
    for seed in UInt64(1)...500 {
        let left = Array("x".utf8) + BoundaryTexts.random(seed: seed, parts: 12) + Array("x\n\n".utf8)
        let right = Array("Word".utf8) + BoundaryTexts.random(seed: seed + 1_000_000, parts: 12)
        let whole = Array(TextSegments(of: left + right, by: unit))
        let parts =
            Array(TextSegments(of: left, by: unit))
            + TextSegments(of: right, by: unit).map { $0.lowerBound + left.count..<$0.upperBound + left.count }
        #expect(whole == parts, "seed \(seed), \(unit): \(shown(left)) and \(shown(right))")
    }
}

// The standard library may have a later version of Unicode than the tables. Later ones know conjuncts of Burmese, Khmer
// and others too; the texts hold none.
@Test func clustersAreTheCharactersOfTheStandardLibrary() {
    var differences: [String] = []
    for seed in UInt64(1)...3000 {
        let bytes = BoundaryTexts.random(seed: seed, parts: Int(seed % 50) + 1)
        var ends: [Int] = []
        for character in String(decoding: bytes, as: UTF8.self) {
            ends.append((ends.last ?? 0) + character.utf8.count)
        }
        let own = TextSegments(of: bytes, by: .grapheme).map(\.upperBound)
        if own != ends { differences.append("seed \(seed): \(shown(bytes)), \(own), not \(ends)") }
    }
    #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(5))")
}

@Test func anyTwoScalarsPartAsInTheStandardLibrary() {
    // Every scalar of the tables' version beside one of each kind.
    let partners: [Unicode.Scalar] = ["a", "\u{301}", "\u{200D}", "\u{600}", "\u{903}", "ᄀ", "ᅡ", "ᆨ", "🇯", "👩", "क"]
    var different: Set<UInt32> = []
    for value in UInt32(0x20)...0x323AF {
        guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 15, age != (15, 1)
        else { continue }
        for partner in partners {
            for pair in [[scalar, partner], [partner, scalar]] {
                var text = String.UnicodeScalarView()
                text.append(contentsOf: pair)
                let string = String(text)
                if TextSegments(of: Array(string.utf8), by: .grapheme).map(\.count) != string.map(\.utf8.count) {
                    different.insert(value)
                }
            }
        }
    }
    different.remove(0x11A3A)  // a mark that Unicode 16 made a prefix
    let names = different.sorted().map { String($0, radix: 16) }
    #expect(different.isEmpty, "\(names.count): \(names.prefix(60))")
}

@Test func aTextIsDividedIntoWhatAReaderSees() {
    #expect(strings("e\u{301}👩‍👩‍👧‍👦🇯🇵🇩🇪\r\nक्षि", by: .grapheme) == ["e\u{301}", "👩‍👩‍👧‍👦", "🇯🇵", "🇩🇪", "\r\n", "क्षि"])
    #expect(
        strings("The \"quick\" can't pay 3.14 €.", by: .word)
            == ["The", " ", "\"", "quick", "\"", " ", "can't", " ", "pay", " ", "3.14", " ", "€", "."])
    #expect(strings("", by: .word).isEmpty)
    #expect(strings("Dr. Li came. He left.", by: .sentence) == ["Dr. Li came. ", "He left."])
    #expect(strings("Dr. Li came. He left.", by: .unicodeSentence) == ["Dr. ", "Li came. ", "He left."])
    #expect(strings("One line\nand more. End\n\nNext", by: .sentence) == ["One line\nand more. ", "End\n\n", "Next"])
    #expect(strings("One line\nand more.", by: .sentenceOrLine) == ["One line\n", "and more."])
}

@Test func illFormedBytesGiveSegmentsWithinTheText() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
        let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            [0xF4, 0xFF, 0xE3, 0x81, 0xC2, 0x20, 0x2E, 0x41, 0x80].randomElement(using: &generator) ?? UInt8(0)
        }
        for unit in TextSegments.Unit.allCases {
            let segments = TextSegments(of: bytes, by: unit)
            #expect(segments.reduce(0) { $1.lowerBound == $0 ? $1.upperBound : -1 } == bytes.count)
            for position in 0...bytes.count { _ = segments.isBoundary(at: position) }
        }
    }
}

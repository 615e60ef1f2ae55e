/// What a BERT tokenizer does with each Unicode scalar, as the reference implementation does it.
///
/// The sets are data, not calls to the standard library's Unicode properties: those move with the toolchain, while
/// ids must stay what the model was trained on.
package enum CharacterTables {
    /// Unicode white space as the reference splits at it; the controls among it are removed by cleaning.
    static let whiteSpace: [Range<UInt32>] = ranges(whiteSpaceData) + [0x0B..<0x0D, 0x85..<0x86]
    static let removed: [Range<UInt32>] = ranges(removedData)
    static let ideographs: [Range<UInt32>] = ranges(ideographData)
    static let punctuation: [Range<UInt32>] = ranges(punctuationData)
    static let marks: [Range<UInt32>] = ranges(markData)

    /// The canonical combining classes other than 0: decomposition sorts a run of marks by them.
    static let combiningClasses: [UInt32: UInt32] = {
        var numbers = Numbers(combiningData)
        var classes: [UInt32: UInt32] = [:]
        var end: UInt32 = 0
        while let gap = numbers.next(), let length = numbers.next(), let combiningClass = numbers.next() {
            for value in end + gap..<end + gap + length { classes[value] = combiningClass }
            end += gap + length
        }
        return classes
    }()

    /// The scalars that remain of one when it is decomposed and its marks are dropped.
    static let stripped: [UInt32: [UInt32]] = mapping(shifts: strippedData, sequences: strippedSequenceData)
    static let lowered: [UInt32: [UInt32]] = mapping(shifts: loweredData, sequences: loweredSequenceData)

    /// A Hangul syllable's two or three jamo (Unicode Standard, section 3.12); nil for other scalars.
    static func jamo(of value: UInt32) -> [UInt32]? {
        guard (0xAC00..<0xD7A4).contains(value) else { return nil }
        let index = value - 0xAC00
        let tail = index % 28
        let pair = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
        return tail == 0 ? pair : pair + [0x11A7 + tail]
    }

    private static func ranges(_ data: StaticString) -> [Range<UInt32>] {
        var numbers = Numbers(data)
        var ranges: [Range<UInt32>] = []
        var end: UInt32 = 0
        while let gap = numbers.next(), let length = numbers.next() {
            ranges.append(end + gap..<end + gap + length)
            end += gap + length
        }
        return ranges
    }

    private static func mapping(shifts: StaticString, sequences: StaticString) -> [UInt32: [UInt32]] {
        var mapping: [UInt32: [UInt32]] = [:]
        var numbers = Numbers(shifts)
        var value: UInt32 = 0
        while let gap = numbers.next(), let count = numbers.next(), let stride = numbers.next(),
            let shift = numbers.next()
        {
            value += gap
            for _ in 0..<count {
                mapping[value] = [shift % 2 == 0 ? value + shift / 2 : value - shift / 2 - 1]
                value += stride
            }
            value += 1
            value -= stride
        }
        numbers = Numbers(sequences)
        value = 0
        while let gap = numbers.next(), let count = numbers.next() {
            value += gap
            mapping[value] = (0..<count).compactMap { _ in numbers.next() }
            value += 1
        }
        return mapping
    }

    /// Numbers in base 36 with blanks between.
    private struct Numbers: IteratorProtocol {
        private let data: StaticString
        private var position = 0

        init(_ data: StaticString) {
            self.data = data
        }

        mutating func next() -> UInt32? {
            guard position < data.utf8CodeUnitCount else { return nil }
            var number: UInt32 = 0
            while position < data.utf8CodeUnitCount {
                let byte = data.utf8Start[position]
                position += 1
                if byte == 0x20 { break }
                number = number * 36 + UInt32(byte < 0x3A ? byte - 0x30 : byte - 0x61 + 10)
            }
            return number
        }
    }
}

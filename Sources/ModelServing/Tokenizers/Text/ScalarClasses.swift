import UnicodeForms

/// Which sets each Unicode scalar is in, by one look-up in a table of two levels.
///
/// The sets are data recorded from the reference, not calls to the standard library's Unicode properties: those move
/// with the toolchain, while ids must stay what the model was trained on.
struct ScalarClasses: Sendable {
    static let shared = ScalarClasses()

    typealias Set = UInt16
    /// `\p{L}`, `\p{N}` and `\s` of a regular expression.
    static let letter: Set = 1 << 0
    static let number: Set = 1 << 1
    static let space: Set = 1 << 2
    /// `\w` of the Whitespace splitter.
    static let word: Set = 1 << 3
    /// White space as the standard library of the reference has it.
    static let blank: Set = 1 << 4
    static let numeric: Set = 1 << 5
    static let punctuation: Set = 1 << 6
    static let accent: Set = 1 << 7
    /// What continues a grapheme cluster, begins one with the next scalar, or is one alone.
    static let extending: Set = 1 << 8
    static let prepending: Set = 1 << 9
    static let control: Set = 1 << 10
    /// Decomposed, ordered or composed by our tables and not by the reference's older ones.
    static let later: Set = 1 << 11
    /// Letters that are not small, and letters that are not capital: those of scripts without case and marks are both.
    static let upper: Set = 1 << 12
    static let lower: Set = 1 << 13

    private var pages = [UInt16](repeating: 0, count: 0x110000 >> 7)
    private var sets = [Set](repeating: 0, count: 128)

    private init() {
        add(Self.letterData, Self.letter)
        add(Self.numberData, Self.number)
        add(Self.spaceData, Self.space)
        add(Self.wordData, Self.word)
        add(Self.blankData, Self.blank)
        add(Self.numericData, Self.numeric)
        add(Self.punctuationData, Self.punctuation)
        add(Self.accentData, Self.accent)
        add(Self.extendingData, Self.extending)
        add(Self.prependingData, Self.prepending)
        add(Self.controlData, Self.control)
        add(Self.laterData, Self.later)
        add(Self.upperData, Self.upper)
        add(Self.lowerData, Self.lower)
    }

    @inline(__always)
    subscript(_ scalar: UInt32) -> Set {
        pages.withUnsafeBufferPointer { pages in
            sets.withUnsafeBufferPointer { $0[Int(pages[Int(scalar >> 7)]) << 7 | Int(scalar & 0x7F)] }
        }
    }

    private mutating func add(_ data: StaticString, _ set: Set) {
        for value in NumberList.runs(data).joined() {
            let page = Int(value >> 7)
            if pages[page] == 0 {
                pages[page] = UInt16(sets.count >> 7)
                sets.append(contentsOf: repeatElement(0, count: 128))
            }
            sets[Int(pages[page]) << 7 | Int(value & 0x7F)] |= set
        }
    }
}

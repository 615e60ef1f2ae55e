/// How likely the languages of one script have the commonest trigrams of letters.
struct LanguageProfiles: Sendable {
    static let latin = LanguageProfiles(languages: latinLanguages, data: latinData)
    static let cyrillic = LanguageProfiles(languages: cyrillicLanguages, data: cyrillicData)

    /// The costs by language, a byte each, with room for more languages.
    typealias Row = SIMD4<UInt64>

    /// BCP 47, in the order of the costs.
    let languages: [String]
    /// The trigrams in a hash table with open addresses, at least twice as large as they need: three letters of 16 bits and
    /// the place of the costs; 0 where a slot is free.
    private var slots: [UInt64]
    /// The places of the costs of trigrams of ASCII, by the low five bits of each letter; 0 where one is not known.
    private var plainPlaces = [UInt16](repeating: 0, count: 1 << 15)
    /// How unlikely each trigram is in each language, in steps of 1 / 2.4 bits; nothing in the first place.
    private var rows: [Row] = [.zero]
    private let shift: UInt64

    static let stepsPerBit = 2.4
    /// A digit of base 36.
    static let mostCost = 35
    private static let mostLanguages = Row.scalarCount * 8

    private init(languages: String, data: StaticString) {
        let languages = languages.split(separator: " ").map(String.init)
        let text = data.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        let trigrams = text.split(separator: " ").map { Array($0.unicodeScalars) }.filter {
            $0.count == 3 + languages.count && languages.count <= Self.mostLanguages
        }
        let bits = Int.bitWidth - (2 * trigrams.count).leadingZeroBitCount
        self.languages = languages
        shift = UInt64(64 - bits)
        slots = [UInt64](repeating: 0, count: 1 << bits)
        for trigram in trigrams {
            let letters = (trigram[0].value, trigram[1].value, trigram[2].value)
            let key = Self.key(letters.0, letters.1, letters.2)
            slots[slot(of: key)] = key << 16 | UInt64(rows.count)
            if letters.0 | letters.1 | letters.2 < 0x80 {
                plainPlaces[Self.plain(letters.0, letters.1, letters.2)] = UInt16(truncatingIfNeeded: rows.count)
            }
            var row = Row.zero
            for (language, digit) in trigram.dropFirst(3).enumerated() {
                let cost = digit.value < 0x61 ? digit.value - 0x30 : digit.value - 0x61 + 10
                row[language / 8] |= UInt64(cost) << UInt64(language % 8 * 8)
            }
            rows.append(row)
        }
    }

    /// What stands for the beginning and the end of a word.
    static let edge: UInt32 = 0x5F

    @inline(__always)
    private static func key(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> UInt64 {
        UInt64(a) << 32 | UInt64(b) << 16 | UInt64(c)
    }

    /// Where a trigram is or would be.
    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        // By the golden ratio, as Knuth has it.
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while slots[slot] != 0, slots[slot] >> 16 != key { slot = (slot &+ 1) & (slots.count &- 1) }
        return slot
    }

    @inline(__always)
    private static func plain(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> Int {
        Int(truncatingIfNeeded: (a & 31) << 10 | (b & 31) << 5 | c & 31)
    }

    /// A trigram's cost in each language, which is 0 where it is not known.
    ///
    /// The letters are small ones below U+10000, as all of these scripts' are.
    @inline(__always)
    func costs(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> (row: Row, isKnown: Bool) {
        let place =
            a | b | c < 0x80
            ? Int(plainPlaces[Self.plain(a, b, c)])
            : Int(truncatingIfNeeded: slots[slot(of: Self.key(a, b, c))] & 0xFFFF)
        return (rows[place], place != 0)
    }
}

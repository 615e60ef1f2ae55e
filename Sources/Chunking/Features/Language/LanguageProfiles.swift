/// How likely the languages of one script have the commonest trigrams of letters.
struct LanguageProfiles: Sendable {
    static let latin = LanguageProfiles(languages: latinLanguages, data: latinData)
    static let cyrillic = LanguageProfiles(languages: cyrillicLanguages, data: cyrillicData)

    /// BCP 47, in the order of the costs.
    let languages: [String]
    /// By trigram: how unlikely it is in each language, in steps of 1 / 2.4 bits.
    private var costs: [UInt64: [UInt8]] = [:]

    static let stepsPerBit = 2.4

    private init(languages: String, data: StaticString) {
        self.languages = languages.split(separator: " ").map(String.init)
        let text = data.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        for row in text.split(separator: " ") {
            let scalars = Array(row.unicodeScalars)
            guard scalars.count == 3 + self.languages.count else { continue }
            let key = Self.key(scalars[0].value, scalars[1].value, scalars[2].value)
            costs[key] = scalars.dropFirst(3).map {
                UInt8(truncatingIfNeeded: $0.value < 0x61 ? $0.value - 0x30 : $0.value - 0x61 + 10)
            }
        }
    }

    /// What stands for the beginning and the end of a word.
    static let edge: UInt32 = 0x5F

    static func key(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> UInt64 {
        UInt64(a) << 42 | UInt64(b) << 21 | UInt64(c)
    }

    /// Adds a word's trigrams to each language's cost.
    ///
    /// - Returns: How many of them are known.
    func add(_ word: [UInt32], to total: inout [Int]) -> Int {
        var known = 0
        var (a, b) = (Self.edge, word.first ?? Self.edge)
        for index in 1...max(word.count, 1) {
            let c = index < word.count ? word[index] : Self.edge
            if let row = costs[Self.key(a, b, c)] {
                for i in row.indices { total[i] += Int(row[i]) }
                known += 1
            }
            (a, b) = (b, c)
        }
        return known
    }
}

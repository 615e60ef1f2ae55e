/// Adds up the costs of a text's trigrams, all languages at once.
struct TrigramCosts {
    private let profiles: LanguageProfiles
    /// Of the last trigrams, in bytes.
    private var recent: LanguageProfiles.Row = .zero
    private var recentCount = 0
    /// Of those before, in 16 bits: of the languages in even places, and of the others.
    private var even: LanguageProfiles.Row = .zero
    private var odd: LanguageProfiles.Row = .zero
    private var spreadCount = 0
    /// Of all before those.
    private var earlier: [Int]
    private var known = 0
    /// The last two letters of the open word.
    private var open: (UInt32, UInt32)?

    /// So many trigrams' costs a byte always holds, and so many bytes 16 bits.
    private static let mostRecent = Int(UInt8.max) / LanguageProfiles.mostCost
    private static let mostSpread = Int(UInt16.max) / Int(UInt8.max)

    init(profiles: LanguageProfiles) {
        self.profiles = profiles
        earlier = [Int](repeating: 0, count: profiles.languages.count)
    }

    /// - Parameter letter: A small one.
    @inline(__always)
    mutating func add(_ letter: UInt32) {
        guard let (a, b) = open else {
            open = (LanguageProfiles.edge, letter)
            return
        }
        add(a, b, letter)
        open = (b, letter)
    }

    @inline(__always)
    mutating func endWord() {
        guard let (a, b) = open else { return }
        add(a, b, LanguageProfiles.edge)
        open = nil
    }

    @inline(__always)
    private mutating func add(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
        let (row, isKnown) = profiles.costs(a, b, c)
        recent &+= row
        recentCount &+= 1
        known &+= isKnown ? 1 : 0
        if recentCount == Self.mostRecent { spread() }
    }

    private mutating func spread() {
        let bytes = LanguageProfiles.Row(repeating: 0x00FF_00FF_00FF_00FF)
        even &+= recent & bytes
        odd &+= (recent &>> 8) & bytes
        (recent, recentCount) = (.zero, 0)
        spreadCount += 1
        if spreadCount == Self.mostSpread { flush() }
    }

    private mutating func flush() {
        for language in earlier.indices {
            let words = language % 2 == 0 ? even : odd
            let place = UInt64(language % 8 / 2 * 16)
            earlier[language] += Int(words[language / 8] >> place & 0xFFFF)
        }
        (even, odd, spreadCount) = (.zero, .zero, 0)
    }

    /// By language, and how many trigrams were known.
    mutating func finish() -> (costs: [Int], known: Int) {
        endWord()
        spread()
        flush()
        return (earlier, known)
    }
}

/// The tables of a normaliser's options folded into one look-up per scalar.
///
/// Two levels: most of Unicode's 4,352 pages of 256 scalars share the page on which a scalar stands for itself.
struct CharacterActions: Sendable {
    /// What becomes of a scalar: in the low 21 bits the scalar that remains, or the place of several; above them a
    /// flag.
    enum Action {
        static let removed: UInt32 = 1 << 31
        static let space: UInt32 = 1 << 30
        /// A word of its own: punctuation, or an ideograph.
        static let isolated: UInt32 = 1 << 29
        static let sequence: UInt32 = 1 << 28
        /// A mark that decomposition may move among its neighbours.
        static let combining: UInt32 = 1 << 27
        /// Removed as an accent, after decomposition; other removed scalars are gone before it.
        static let accent: UInt32 = 1 << 26
        static let value: UInt32 = (1 << 21) - 1
    }

    private var pages: [UInt16]
    private var actions: [UInt32]
    /// Each sequence: its length, then its scalars with their flags.
    private(set) var sequences: [UInt32] = []

    private static let identity: UInt32 = .max

    init(_ options: NormalizerOptions) {
        // Page 0 of `actions` is the shared one.
        pages = [UInt16](repeating: 0, count: 0x110000 / 256)
        actions = [UInt32](repeating: CharacterActions.identity, count: 256)
        set(CharacterTables.whiteSpace, to: Action.space)
        if options.cleansText { set(CharacterTables.removed, to: Action.removed) }
        if options.stripsAccents {
            for range in CharacterTables.marks {
                for value in range where isIdentity(value) { set(value, to: Action.removed | Action.accent) }
            }
        }
        // Punctuation is judged by what a scalar became: U+037E, the Greek question mark, becomes a semicolon.
        let punctuation = Set(CharacterTables.punctuation.joined())
        for value in punctuation where isIdentity(value) { set(value, to: value | Action.isolated) }
        var changed = Set<UInt32>()
        if options.lowercases { changed.formUnion(CharacterTables.lowered.keys) }
        if options.stripsAccents { changed.formUnion(CharacterTables.stripped.keys) }
        for value in changed where action(at: value) & (Action.removed | Action.space) == 0 || isIdentity(value) {
            let scalars = CharacterActions.normalized(value, options)
            set(value, toScalars: scalars.map { punctuation.contains($0) ? $0 | Action.isolated : $0 })
        }
        if options.stripsAccents {
            for value in UInt32(0xAC00)..<0xD7A4 {
                if let jamo = CharacterTables.jamo(of: value) { set(value, toScalars: jamo) }
            }
        }
        if options.stripsAccents {
            for value in CharacterTables.combiningClasses.keys where self[value] & Action.sequence == 0 {
                set(value, to: self[value] | Action.combining)
            }
        }
        // Ideographs are set apart before they are normalised.
        if options.isolatesIdeographs {
            for range in CharacterTables.ideographs {
                for value in range { set(value, to: self[value] | Action.isolated) }
            }
        }
    }

    /// The action on a scalar.
    @inline(__always)
    subscript(_ value: UInt32) -> UInt32 {
        let action = actions.withUnsafeBufferPointer { actions in
            pages.withUnsafeBufferPointer { pages in
                actions[Int(pages[Int(value >> 8)]) << 8 | Int(value & 255)]
            }
        }
        return action == CharacterActions.identity ? value : action
    }

    private func action(at value: UInt32) -> UInt32 {
        actions[Int(pages[Int(value >> 8)]) << 8 | Int(value & 255)]
    }

    private func isIdentity(_ value: UInt32) -> Bool {
        action(at: value) == CharacterActions.identity
    }

    /// The scalars that remain of one: accents off, then lower case, which is the reference's order.
    private static func normalized(_ value: UInt32, _ options: NormalizerOptions) -> [UInt32] {
        let letters = options.stripsAccents ? CharacterTables.stripped[value] ?? [value] : [value]
        return options.lowercases ? letters.flatMap { CharacterTables.lowered[$0] ?? [$0] } : letters
    }

    private mutating func set(_ value: UInt32, toScalars scalars: [UInt32]) {
        if scalars.count == 1 {
            set(value, to: scalars[0])
        } else {
            set(value, to: Action.sequence | UInt32(sequences.count))
            sequences.append(UInt32(scalars.count))
            sequences.append(contentsOf: scalars)
        }
    }

    private mutating func set(_ ranges: [Range<UInt32>], to action: UInt32) {
        for range in ranges {
            for value in range { set(value, to: action) }
        }
    }

    private mutating func set(_ value: UInt32, to action: UInt32) {
        let page = Int(value >> 8)
        if pages[page] == 0 {
            pages[page] = UInt16(actions.count / 256)
            actions.append(contentsOf: repeatElement(CharacterActions.identity, count: 256))
        }
        actions[Int(pages[page]) << 8 | Int(value & 255)] = action
    }
}

/// The switches of BERT's normaliser, as `tokenizer.json` or `tokenizer_config.json` has them.
struct NormalizerOptions: Sendable, Hashable {
    /// Controls out, white space to blanks.
    var cleansText = true
    /// Ideographs are words of their own.
    var isolatesIdeographs = true
    var stripsAccents = true
    var lowercases = true
}

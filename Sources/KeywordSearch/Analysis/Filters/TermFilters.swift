/// What an analyzer of choices does to each word of a text: elision, stop words, stem, synonyms.
///
/// Immutable, and made once for an analyzer and all its copies.
final class TermFilters: Sendable {
    private let language: KeywordLanguage
    private let stems: Bool
    private let elided: Set<[UInt8]>
    /// Folded words.
    private let stopWords: Set<[UInt8]>
    private let unstemmed: Set<[UInt8]>
    private let synonyms: Synonyms?
    private let unspaced: UnspacedWords

    convenience init(_ choices: AnalyzerChoices) {
        // Entries are what the analyzer without them makes of them.
        let plain = TermFilters(choices, synonyms: nil)
        if choices.synonyms.isEmpty {
            self.init(choices, synonyms: nil)
        } else {
            self.init(choices, synonyms: Synonyms(choices.synonyms.map { $0.map(plain.mainTerms) }))
        }
    }

    private init(_ choices: AnalyzerChoices, synonyms: Synonyms?) {
        language = choices.language
        stems = choices.stemming == .snowball
        elided = Set(choices.language.elided)
        let unspaced = UnspacedWords(
            words: choices.dictionary, breaker: choices.wordBreaker, keepsCharacters: choices.characters == .kept)
        self.unspaced = unspaced
        func folded(_ entries: [String]) -> Set<[UInt8]> {
            Set(entries.flatMap { Self.foldedWords($0, choices.language, unspaced) })
        }
        stopWords =
            switch choices.stopWords {
            case .none: []
            case .standard: folded(choices.language.stopWords)
            case .words(let words): folded(words)
            }
        unstemmed = folded(choices.dictionary)
        self.synonyms = synonyms
    }

    /// An entry's words, folded and not stemmed.
    private static func foldedWords(
        _ entry: String, _ language: KeywordLanguage, _ unspaced: UnspacedWords
    ) -> [[UInt8]] {
        var entry = entry
        var words: [[UInt8]] = []
        entry.withUTF8 { bytes in
            func keep(_ word: inout [UInt8], _ kind: WordSegmenter.Kind, _ range: Range<Int>) -> Bool {
                if !kind.isColocated { words.append(word) }
                return true
            }
            if language == .code {
                CodeSegmenter(unspaced: unspaced).forEachWord(in: bytes, keep)
            } else {
                WordSegmenter(form: .folded, unspaced: unspaced).forEachWord(in: bytes, keep)
            }
        }
        return words
    }

    /// An entry's terms, as a document has them one after another.
    private func mainTerms(_ entry: String) -> [[UInt8]] {
        var entry = entry
        var terms: [[UInt8]] = []
        entry.withUTF8 { bytes in
            forEachTerm(in: bytes) { term, kind, _ in if !kind.isColocated { terms.append(term) } }
        }
        return terms
    }

    func forEachTerm(
        in bytes: UnsafeBufferPointer<UInt8>, _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void
    ) {
        var pass = Pass(filters: self, text: bytes)
        func filter(_ word: inout [UInt8], _ kind: WordSegmenter.Kind, _ range: Range<Int>) -> Bool {
            pass.filter(&word, kind, range, body)
            return true
        }
        if language == .code {
            CodeSegmenter(unspaced: unspaced).forEachWord(in: bytes, filter)
        } else {
            let form: WordSegmenter.Form = language.keepsAccents ? .accented : .folded
            WordSegmenter(form: form, unspaced: unspaced).forEachWord(in: bytes, filter)
        }
    }

    /// One text's words on their way to terms.
    private struct Pass {
        let filters: TermFilters
        let text: UnsafeBufferPointer<UInt8>
        private var english = EnglishStemmer()
        private var stem = StemWord()
        /// A word without accents.
        private var folded: [UInt8] = []
        /// The last terms, as many as the longest phrase of the synonyms has.
        private var recent: [(term: [UInt8], start: Int)] = []

        init(filters: TermFilters, text: UnsafeBufferPointer<UInt8>) {
            self.filters = filters
            self.text = text
        }

        mutating func filter(
            _ word: inout [UInt8], _ kind: WordSegmenter.Kind, _ range: Range<Int>,
            _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void
        ) {
            var range = range
            if kind.isStemmed, !filters.elided.isEmpty { removeElision(&word, &range) }
            guard filters.language.keepsAccents, kind.isSpaced else {
                if isLeftOut(word, kind) { return }
                if isStemmed(word, kind) { english.stem(&word) }
                return emit(&word, kind, range, body)
            }
            stem.writeFolded(word, to: &folded)
            if isLeftOut(folded, kind) { return }
            let hasAccents = folded != word
            guard isStemmed(folded, kind) else {
                swap(&word, &folded)
                return emit(&word, kind, range, body)
            }
            stem.replace(&word, filters.language)
            if hasAccents { stem.replace(&folded, filters.language) }
            let isSpeltOtherwise = hasAccents && folded != word
            emit(&word, kind, range, body)
            if isSpeltOtherwise { body(folded, .spelling, range) }
        }

        private func isLeftOut(_ folded: [UInt8], _ kind: WordSegmenter.Kind) -> Bool {
            kind.isWhole && filters.stopWords.contains(folded)
        }

        private func isStemmed(_ folded: [UInt8], _ kind: WordSegmenter.Kind) -> Bool {
            kind.isStemmed && filters.stems && !filters.unstemmed.contains(folded)
        }

        /// "l'homme" is "homme".
        private func removeElision(_ word: inout [UInt8], _ range: inout Range<Int>) {
            guard let apostrophe = word.firstIndex(of: 0x27), apostrophe + 1 < word.count,
                filters.elided.contains(Array(word[..<apostrophe]))
            else { return }
            word.removeFirst(apostrophe + 1)
            var start = range.lowerBound
            while start < range.upperBound, text[start] != 0x27, text[start] != 0xE2 { start += 1 }
            start += start < range.upperBound && text[start] == 0xE2 ? 3 : 1
            if start < range.upperBound { range = start..<range.upperBound }
        }

        private mutating func emit(
            _ term: inout [UInt8], _ kind: WordSegmenter.Kind, _ range: Range<Int>,
            _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void
        ) {
            guard !term.isEmpty else { return }
            guard let synonyms = filters.synonyms else { return body(term, kind, range) }
            if kind.isWhole, let target = synonyms.terms[term] { term = target }
            body(term, kind, range)
            guard synonyms.longestPhrase > 0, !kind.isColocated else { return }
            recent.append((term, range.lowerBound))
            if recent.count > synonyms.longestPhrase { recent.removeFirst() }
            let terms = recent.map(\.term)
            for first in terms.indices.dropLast() {
                if let target = synonyms.phrases[Synonyms.key(terms[first...])] {
                    body(target, .synonym, recent[first].start..<range.upperBound)
                }
            }
        }
    }
}

extension StemWord {
    /// Writes a lower-case word without accents.
    fileprivate mutating func writeFolded(_ word: [UInt8], to folded: inout [UInt8]) {
        folded.removeAll(keepingCapacity: true)
        if !word.contains(where: { $0 >= 0x80 }) {
            folded += word
        } else if take(word) {
            writeFolded(to: &folded)
        } else {
            folded = Folding.folded(word)
        }
    }

    /// Replaces a lower-case word by its stem without accents.
    fileprivate mutating func replace(_ word: inout [UInt8], _ language: KeywordLanguage) {
        guard take(word) else {
            word = Folding.folded(word)
            return
        }
        language.stem(&self)
        word.removeAll(keepingCapacity: true)
        writeFolded(to: &word)
    }
}

extension WordSegmenter.Kind {
    /// Whether it is of a script with spaces, which has accents.
    fileprivate var isSpaced: Bool {
        switch self {
        case .word, .compound, .part, .name: true
        case .pair, .lone, .last, .character, .known, .spelling, .synonym: false
        }
    }

    /// Whether it is a word, and not a piece of a script without spaces.
    fileprivate var isWhole: Bool {
        switch self {
        case .word, .compound, .part, .name, .known, .lone: true
        case .pair, .last, .character, .spelling, .synonym: false
        }
    }
}

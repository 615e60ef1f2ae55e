/// Words that people write for a term.
///
/// A dictionary holds stems ("retriev"), which nobody searches for. A form is a word that the analysis takes for the term: the stem with the end
/// of what was written ("retreival" ends in "al"), or with one of the language's common endings; the nearest one to what was written is it.
struct WordForms {
    private let analyzer: KeywordAnalyzer
    /// What was written, folded.
    private let written: String
    /// Where its stem parts from it, and what follows on both.
    private let writtenEnd: String
    private let stemEnd: String

    /// Endings that English stemming takes off.
    private static let endings = [
        "", "e", "s", "y", "es", "ed", "er", "ers", "ing", "ly", "al", "ally", "ion", "ions", "ation", "ations", "able",
        "ity", "ness",
        "ment", "ments", "ive", "ic", "ical", "ies", "ied",
    ]

    init(_ written: String, stem: String, analyzer: KeywordAnalyzer) {
        self.analyzer = analyzer
        self.written = written
        let shared = written.commonPrefix(with: stem)
        writtenEnd = String(written.dropFirst(shared))
        stemEnd = String(stem.dropFirst(shared))
    }

    /// The nearest word to what was written that the analysis takes for a term, with its edits; nil where none is near enough.
    func nearest(of term: String, within automaton: EditAutomaton) -> (word: String, edits: Int)? {
        var bases = [term]
        if !stemEnd.isEmpty, term.hasSuffix(stemEnd) { bases.append(String(term.dropLast(stemEnd.count))) }
        if term.hasSuffix("i") { bases.append(String(term.dropLast())) }
        var best: (word: String, edits: Int)?
        for base in bases {
            for ending in [writtenEnd] + Self.endings {
                let word = base + ending
                guard let edits = automaton.distance(to: Array(word.utf8)), edits < best?.edits ?? .max,
                    isForm(word, of: term)
                else { continue }
                best = (word, edits)
            }
        }
        return best
    }

    /// Whether the analysis takes a word for a term and nothing else.
    private func isForm(_ word: String, of term: String) -> Bool { analyzer.terms(in: word) == [term] }
}

extension String {
    /// How many characters two words begin with alike.
    fileprivate func commonPrefix(with other: String) -> Int {
        zip(self, other).prefix { $0 == $1 }.count
    }
}

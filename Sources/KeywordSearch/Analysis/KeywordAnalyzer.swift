/// Turns text into the terms that a keyword index holds: by default folded words, English ones as stems.
///
/// Documents and queries pass the same analysis; an index is stamped with the analyzer's ``name`` and ``version`` and made anew when they
/// change. Terms hold no language of their own: English stemming applies to words of ASCII letters, and words of other
/// scripts stay whole or, where the script has no spaces, become pairs of characters.
public struct KeywordAnalyzer: Sendable, Hashable {
    /// Grows whenever the same text gives other terms.
    public static let version = 1

    /// `english` or `whitespace`; grows in later versions.
    public let name: String

    /// Folded words, English ones as stems.
    public init() { name = "english" }

    private init(name: String) { self.name = name }

    /// What stands between white space, as it is: for text whose analysis is done elsewhere.
    public static let whitespace = KeywordAnalyzer(name: "whitespace")

    /// The analyzer of a name and version; nil for one that this library does not have.
    init?(name: String, version: Int) {
        guard version == Self.version, ["english", "whitespace"].contains(name) else { return nil }
        self.name = name
    }

    /// The terms of a document, in its order.
    public func terms(in text: String) -> [String] {
        var terms: [String] = []
        forEachTerm(in: text) { term, _, _ in terms.append(String(decoding: term, as: UTF8.self)) }
        return terms
    }

    /// The stem of one lower-case English word.
    package static func stem(_ word: String) -> String { EnglishStemmer.stem(word) }

    /// Calls back with each term, its kind and the bytes of the text it came from.
    func forEachTerm(in text: String, _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            if name == "whitespace" { return Self.forEachPart(of: bytes, body) }
            var stemmer = EnglishStemmer()
            WordSegmenter.forEachWord(in: bytes) { word, kind, range in
                if kind.isStemmed { stemmer.stem(&word) }
                body(word, kind, range)
                return true
            }
        }
    }

    private static func forEachPart(
        of bytes: UnsafeBufferPointer<UInt8>, _ body: ([UInt8], WordSegmenter.Kind, Range<Int>) -> Void
    ) {
        var start = 0
        var word: [UInt8] = []
        for end in 0...bytes.count where end == bytes.count || bytes[end] <= 0x20 {
            if end > start {
                word.removeAll(keepingCapacity: true)
                word.append(contentsOf: bytes[start..<end])
                body(word, .word, start..<end)
            }
            start = end + 1
        }
    }
}

extension WordSegmenter.Kind {
    package var isStemmed: Bool {
        switch self {
        case .word, .part: true
        case .compound, .pair, .lone, .last: false
        }
    }

    /// Whether the term adds nothing to its document's length.
    package var isColocated: Bool {
        switch self {
        case .part, .last: true
        case .word, .compound, .pair, .lone: false
        }
    }
}

/// Divides a text that comes in pieces into sentences, each with the white space and markers behind it.
///
/// Where it divides depends on the text alone. A line's end ends a sentence; so do `。！？` at once, and `.!?` before
/// white space unless a small letter follows, or an abbreviation or a single letter stands before the full stop.
struct SentenceStream {
    private var held: [Unicode.Scalar] = []
    /// Behind the terminator and what closes behind it; nil while the sentence goes on.
    private var end: Int?
    private var isInMarker = false

    /// The sentences that are complete now.
    mutating func add(_ text: String) -> [String] {
        text.unicodeScalars.compactMap { add($0) }
    }

    /// What is left.
    mutating func finish() -> String? {
        defer { (held, end, isInMarker) = ([], nil, false) }
        return held.isEmpty ? nil : Self.string(held)
    }

    private mutating func add(_ scalar: Unicode.Scalar) -> String? {
        if end != nil, let sentence = sentence(before: scalar) {
            held.append(scalar)
            open(scalar)
            return sentence
        }
        held.append(scalar)
        if scalar.isLineBreak { return take() }
        open(scalar)
        return nil
    }

    private mutating func open(_ scalar: Unicode.Scalar) {
        if ".!?。！？".unicodeScalars.contains(scalar), !isInMarker { end = held.count }
    }

    /// The sentence that has ended before `next`; nil if it goes on, or may still have a marker of its own.
    private mutating func sentence(before next: Unicode.Scalar) -> String? {
        if isInMarker {
            isInMarker = next != "]" && next != "】" && next != "］"
            return nil
        }
        if next == "[" || next == "【" || next == "［" {
            isInMarker = true
            return nil
        }
        if next.properties.isWhitespace || "\"')”’»」』）.!?。！？]】］".unicodeScalars.contains(next) { return nil }
        guard let end else { return nil }
        let isWide = "。！？".unicodeScalars.contains(held[end - 1])
        let hasSpace = held[end...].contains { $0.properties.isWhitespace }
        if isWide || hasSpace && !next.properties.isLowercase && !isAbbreviation(endingAt: end) { return take() }
        self.end = nil
        return nil
    }

    private mutating func take() -> String {
        defer { (held, end, isInMarker) = ([], nil, false) }
        return Self.string(held)
    }

    /// A single letter, or one of few words, before a full stop.
    private func isAbbreviation(endingAt end: Int) -> Bool {
        guard held[end - 1] == "." else { return false }
        let word = held[..<(end - 1)].reversed().prefix { $0.isWordPart || $0 == "." }.reversed()
        if word.count == 1, let letter = word.first { return letter.properties.isAlphabetic }
        return Self.abbreviations.contains(Self.string(Array(word)).lowercased())
    }

    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "dr", "mr", "mrs", "ms", "prof", "no", "fig", "vs", "cf", "z.b", "d.h", "bzw", "nr", "st",
    ]

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

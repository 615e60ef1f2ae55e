/// Cleansing steps one after another: between parsing and chunking, and only where somebody asks for it.
///
///     let cleanser = Cleanser([ControlCharacterRemoval(), LigatureExpansion(), Dehyphenation(), WhitespaceCleanup()])
///     let document = cleanser.clean(try parsers.parse(source))
///     let chunks = try chunker.chunks(of: document)   // text is the source's, content is clean
///
/// Steps may stand in any order; each sees what those before it left. What a step removes counts as markup from then
/// on: it is in the text of the chunks around it and not in their content. A size counts the source's text, so an
/// expanding step (a ligature, NFKC) can make a content longer than its text.
public struct Cleanser: Sendable {
    public let steps: [any CleansingStep]

    public init(_ steps: [any CleansingStep]) {
        self.steps = steps
    }

    /// For text that was extracted from pages: everything that print adds for the eye is taken away.
    public static let print = Cleanser([
        PageFurnitureRemoval(), ControlCharacterRemoval(), LigatureExpansion(), Dehyphenation(), BulletUnification(),
        WhitespaceCleanup(), UnicodeNormalization(.nfc),
    ])

    /// The steps' names and parameters, in order.
    public var identity: String {
        steps.map(\.identity).joined(separator: ", ")
    }

    /// - Complexity: O(steps · document).
    public func clean(_ document: ParsedDocument) -> ParsedDocument {
        steps.reduce(document) { $1.clean($0) }
    }
}

/// Turns a source into blocks with exact places.
///
/// A parser of one's own uses a ``DocumentBuilder`` and is made known through a ``ParserRegistry``. It takes time
/// linear in the input and gives the same document for the same bytes.
public protocol DocumentParser: Sendable {
    /// - Throws: ``DocumentError/unreadable(path:reason:)`` if the source cannot be understood at all; the parsers of
    ///   this module find some reading of every text.
    func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument
}

/// Turns a file that is no text into a document whose source is the text that was extracted from it.
///
/// All offsets count the extracted text; blocks tell their page. A parser of this kind may take long and can be
/// cancelled.
public protocol BinaryDocumentParser: Sendable {
    func parse(path: String, data: [UInt8]) async throws(DocumentError) -> ParsedDocument
}

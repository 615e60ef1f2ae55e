/// Where documents come from: a folder, a file of records, pages of the web, a database, or a connector of your own.
///
/// An ingest lists what is there and then reads, one after another, the documents that may have changed. A connector says
/// what it knows without reading by ``SourceFile/revision``, and what it knows afterwards by ``SourceContent/revision``.
///
///     struct Inbox: DocumentSource {
///         let identity = "inbox"
///         let mail: MailStore
///
///         func listing() async throws -> SourceListing {
///             SourceListing(files: try await mail.all().map { SourceFile(path: $0.id, type: "txt", revision: $0.tag) })
///         }
///
///         func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
///             let message = try await mail.message(file.path)
///             return .content(SourceContent(bytes: Array(message.body.utf8), revision: message.tag))
///         }
///     }
public protocol DocumentSource: Sendable {
    /// Names the source for ever: documents are told apart by it and their path, and those of one source that are not
    /// listed any more are removed, while other sources' stay.
    var identity: String { get }

    /// What is there now.
    ///
    /// - Throws: If the source as a whole cannot be listed; nothing is changed then. What concerns single documents
    ///   belongs into the listing.
    func listing() async throws -> SourceListing

    /// What a document holds.
    ///
    /// - Parameter revision: The one that the last reading gave, so that a source that can tell need not send the same
    ///   again; nil where the content is wanted whatever it is.
    /// - Throws: ``FileProblem``, or any other error, for what concerns this document: it stays as it is and is read
    ///   again by the next ingest. ``IngestError``, ``StoreError`` and `CancellationError` end the ingest.
    func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading
}

/// What came of reading a document.
public enum SourceReading: Sendable {
    case content(SourceContent)
    /// It is what it was at the revision that was given.
    case unchanged
    /// It is listed, and is not there any more.
    case missing
}

import Foundation
import Synchronization

/// A source under a three-level name, with its files listed as a table.
///
/// ``refresh(options:)`` brings the table to what the source holds; an ingest does so first. A file whose size and times are
/// those of the last time is not read; one whose times alone are others is hashed and goes no further. Several collections
/// may take in one volume; each file is hashed once for all of them.
///
///     let handbook = try store.createVolume("docs.handbook", source: FolderSource(folder))
///     try await collection.ingest(handbook)
///     let large = try handbook.files.rows(where: Column("size") > 1_000_000)
public final class Volume: DocumentSource {
    public let name: ObjectName
    /// `/Volumes/catalog/schema/name`, as it was when the volume was made.
    public let identity: String
    public let source: any DocumentSource
    /// One row a file: `path`, `size` (bytes), `modified`, `hash` (SHA-256), `type` (the path's extension), `revision`.
    public let files: Table

    private let store: Store
    private let refreshes = TurnQueue()
    /// The files as the source listed them last, by path.
    private let listed = Mutex<[Value: SourceFile]>([:])

    init(
        _ name: ObjectName, _ definition: VolumeDefinition, source: any DocumentSource, files: Table,
        store: Store
    ) {
        self.name = name
        identity = definition.identity
        self.source = source
        self.files = files
        self.store = store
    }

    static let schema = TableSchema(
        columns: [
            .text("path"), .integer("size"), .timestamp("modified", isNullable: true), .text("hash"),
            .text("type"),
            .text("revision", isNullable: true),
        ], primaryKey: "path")

    /// Brings ``files`` to what the source holds.
    ///
    /// - Throws: ``IngestError``, ``StoreError``, `CancellationError`; what was hashed before is kept.
    @discardableResult
    public func refresh(options: IngestOptions = IngestOptions()) async throws -> VolumeReport {
        try await refreshes.run {
            let listing = try await self.source.listing()
            var pass = try VolumePass(
                store: self.store, source: self.source, files: self.files, identity: self.identity,
                listing: listing,
                options: options)
            try await pass.run()
            let failed = Set(pass.report.problems.map { Value.text($0.path) })
            let files = Dictionary(
                listing.files.map { (Value.text($0.path), $0) }.filter { !failed.contains($0.0) }
            ) { _, last in last }
            self.listed.withLock { $0 = files }
            return pass.report
        }
    }

    // MARK: - DocumentSource

    public func listing() async throws -> SourceListing {
        // Whether so many files may be gone is the ingest's to ask, of its own documents.
        let report = try await refresh(options: IngestOptions(allowsEmptySource: true))
        let listed = listed.withLock { $0 }
        let files = try files.rows(orderedBy: [.ascending("path")]).compactMap { row -> SourceFile? in
            guard var file = listed[row["path"] ?? .null], let hash = row["hash"]?.textValue else {
                return nil
            }
            file.revision = Self.revision(hash: hash, of: file)
            return file
        }
        return SourceListing(files: files, problems: report.problems)
    }

    public func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        guard let own = listed.withLock({ $0[.text(file.path)] }) else { return .missing }
        guard case .content(var content) = try await source.read(own, since: nil) else {
            return .missing
        }
        content.revision = Self.revision(hash: DocumentTable.hash(content.bytes), of: own)
        return .content(content)
    }

    private static func revision(hash: String, of file: SourceFile) -> String {
        guard let metadata = DocumentFields.json(file.metadata) else { return "sha256:\(hash)" }
        return "sha256:\(hash)+\(DocumentTable.hash(Data(metadata.utf8)))"
    }
}

/// What a refresh of a volume found.
///
/// Each file that was seen counts once: as added, changed, moved, unchanged, or in ``problems``.
public struct VolumeReport: Sendable, Hashable, Codable {
    public var seen = 0
    public var added = 0
    public var changed = 0
    /// Files whose content was known under a path that is gone.
    public var moved = 0
    public var unchanged = 0
    public var deleted = 0
    /// Files that were read, since their times did not tell that they are the same.
    public var hashed = 0
    /// What could not be read, by path; known files among them stay in the table.
    public var problems: [FileProblem] = []

    public init() {}
}

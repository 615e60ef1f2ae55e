public import Foundation

/// The files of a folder and of the folders in it.
///
/// Names that begin with a dot are passed over. A link is followed where it leads out of the folder, each place once;
/// what lies inside is listed where it lies. Files that cannot be read become problems of the listing.
///
/// A file whose size, times and number are those of its last reading is not read again, unless it had changed so shortly
/// before that a second change could hide in the clock's grain. The time of the entry is among them, so that a tool that
/// sets back the time of modification does not hide a change; setting it costs no more than reading the file once.
public struct FolderSource: DocumentSource {
    public let folder: URL
    public let identity: String
    /// Larger files are refused; a file is read, parsed and chunked in memory.
    public let maximumBytes: Int

    /// - Parameters:
    ///   - identity: nil for the folder's absolute path; name it to keep the documents when the folder moves.
    ///   - maximumBytes: 64 MiB unless stated.
    public init(_ folder: URL, identity: String? = nil, maximumBytes: Int = 64 << 20) {
        self.folder = folder
        self.identity = identity ?? folder.standardizedFileURL.resolvingSymlinksInPath().path
        self.maximumBytes = maximumBytes
    }

    /// - Throws: ``IngestError``: `folderNotFound`, `folderUnreadable`; `CancellationError`.
    public func listing() async throws -> SourceListing {
        guard let status = try? FileStatus(folder.path), status.kind == .folder else {
            throw IngestError.folderNotFound(folder.path)
        }
        var walk = FolderWalk(root: folder.resolvingSymlinksInPath(), maximumBytes: maximumBytes)
        let listing = try walk.run()
        guard let after = try? FileStatus(folder.path), after.place == status.place else {
            throw IngestError.folderUnreadable(folder.path, reason: "it was replaced while it was listed")
        }
        return listing
    }

    public func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        let item = folder.appendingPathComponent(file.path)
        // An editor may be writing it just now; one that always is, is a problem.
        for _ in 0..<Self.attempts {
            try Task.checkCancellation()
            if let content = try whole(item, path: file.path) { return .content(content) }
        }
        throw FileProblem(
            path: file.path, reason: "it changed each of \(Self.attempts) times while it was read")
    }

    private static let attempts = 3

    /// - Returns: nil if the file changed meanwhile.
    private func whole(_ item: URL, path: String) throws(FileProblem) -> SourceContent? {
        do {
            let before = try FileStatus(item.path)
            guard before.kind == .file else { throw FileProblem(path: path, reason: "it is no file that can be read") }
            if let problem = FolderWalk.refusal(of: path, size: before.size, maximumBytes: maximumBytes) {
                throw problem
            }
            let checked = Date()
            let bytes = [UInt8](try Data(contentsOf: item))
            let after = try FileStatus(item.path)
            guard before.revision == after.revision, bytes.count == after.size else { return nil }
            return SourceContent(
                bytes: bytes, revision: after.isSettled(at: checked) ? after.revision : nil, modified: after.modified)
        } catch let problem as FileProblem {
            throw problem
        } catch {
            throw .unreadable(path, error)
        }
    }
}

public import Foundation

/// The files of a folder and of the folders in it.
///
/// Names that begin with a dot are passed over. A link is followed where it leads out of the folder, each place once;
/// what lies inside is listed where it lies. Files that cannot be read become problems of the listing.
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

    public func listing() throws -> SourceListing {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue
        else {
            throw IngestError.folderNotFound(folder.path)
        }
        var walk = FolderWalk(root: folder.resolvingSymlinksInPath(), maximumBytes: maximumBytes)
        return try walk.run()
    }

    public func bytes(of file: SourceFile) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: folder.appendingPathComponent(file.path)))
        } catch {
            throw FileProblem.unreadable(file.path, error)
        }
    }
}

/// One pass over a folder.
private struct FolderWalk {
    let root: URL
    let maximumBytes: Int
    private var files: [SourceFile] = []
    private var problems: [FileProblem] = []
    /// Links to folders outside, followed after all else.
    private var links: [(path: String, target: URL)] = []
    private var visited: Set<String> = []

    init(root: URL, maximumBytes: Int) {
        self.root = root
        self.maximumBytes = maximumBytes
    }

    mutating func run() throws -> SourceListing {
        do {
            try list(root, at: "")
        } catch {
            throw IngestError.folderUnreadable(root.path, reason: FileProblem.reason(error))
        }
        while !links.isEmpty {
            let link = links.removeFirst()
            visit(link.target, at: link.path)
        }
        return SourceListing(
            files: files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
            problems: problems.sorted { $0.path < $1.path })
    }

    private mutating func visit(_ folder: URL, at path: String) {
        do {
            try list(folder, at: path)
        } catch {
            problems.append(.unreadable(path, error))
        }
    }

    private mutating func list(_ folder: URL, at path: String) throws {
        guard visited.insert(folder.resolvingSymlinksInPath().path).inserted else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where !name.hasPrefix(".")
        {
            take(folder.appendingPathComponent(name), at: path.isEmpty ? name : "\(path)/\(name)")
        }
    }

    private mutating func take(_ item: URL, at path: String) {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: item.path)
        } catch {
            problems.append(.unreadable(path, error))
            return
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeDirectory?: visit(item, at: path)
        case .typeRegular?: add(path, attributes)
        case .typeSymbolicLink?: follow(item, at: path)
        default: problems.append(FileProblem(path: path, reason: "it is no file that can be read"))
        }
    }

    private mutating func add(_ path: String, _ attributes: [FileAttributeKey: Any]) {
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        guard size <= maximumBytes else {
            problems.append(
                FileProblem(path: path, reason: "it has \(size) bytes, and \(maximumBytes) are the most; split it"))
            return
        }
        files.append(
            SourceFile(path: path, size: size, modified: attributes[.modificationDate] as? Date ?? .distantPast))
    }

    private mutating func follow(_ item: URL, at path: String) {
        let target = item.resolvingSymlinksInPath()
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isDirectory) else {
            problems.append(FileProblem(path: path, reason: "it is a link that leads nowhere"))
            return
        }
        if target.path == root.path || target.path.hasPrefix(root.path + "/") { return }
        if isDirectory.boolValue {
            // A folder around this one would list this one again.
            if !root.path.hasPrefix(target.path == "/" ? "/" : target.path + "/") { links.append((path, target)) }
        } else if let attributes = try? FileManager.default.attributesOfItem(atPath: target.path) {
            add(path, attributes)
        }
    }
}

extension FileProblem: Error {
    static func unreadable(_ path: String, _ error: any Error) -> FileProblem {
        FileProblem(path: path, reason: "it cannot be read: \(reason(error))")
    }

    /// What the system says, without the path that is named already.
    static func reason(_ error: any Error) -> String {
        let error = error as NSError
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError { return cause.localizedDescription }
        return error.localizedDescription
    }
}

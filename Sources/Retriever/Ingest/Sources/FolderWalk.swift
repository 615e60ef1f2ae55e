import Foundation

/// One pass over a folder.
struct FolderWalk {
    let root: URL
    let maximumBytes: Int
    private var files: [SourceFile] = []
    private var problems: [FileProblem] = []
    /// Links to folders outside, followed after all else.
    private var links: [(path: String, target: URL)] = []
    /// As values, which differ where the bytes do.
    private var visited: Set<Value> = []

    init(root: URL, maximumBytes: Int) {
        self.root = root
        self.maximumBytes = maximumBytes
    }

    mutating func run() throws -> SourceListing {
        do {
            try list(root, at: "")
        } catch let error as CancellationError {
            throw error
        } catch {
            throw IngestError.folderUnreadable(root.path, reason: FileProblem.reason(error))
        }
        while !links.isEmpty {
            let link = links.removeFirst()
            try visit(link.target, at: link.path)
        }
        return SourceListing(
            files: files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
            problems: problems.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
    }

    private mutating func visit(_ folder: URL, at path: String) throws {
        do {
            try list(folder, at: path)
        } catch let error as CancellationError {
            throw error
        } catch {
            problems.append(.unreadable(path, error, phase: .listing))
        }
    }

    private mutating func list(_ folder: URL, at path: String) throws {
        try Task.checkCancellation()
        guard visited.insert(.text(folder.resolvingSymlinksInPath().path)).inserted else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where !name.hasPrefix(".")
        {
            try take(folder.appendingPathComponent(name), at: path.isEmpty ? name : "\(path)/\(name)")
        }
    }

    private mutating func take(_ item: URL, at path: String) throws {
        let status: FileStatus
        do {
            status = try FileStatus(item.path, followingLinks: false)
        } catch {
            problems.append(.unreadable(path, error, phase: .listing))
            return
        }
        switch status.kind {
        case .folder: try visit(item, at: path)
        case .file: add(path, status)
        case .link: follow(item, at: path)
        case .other: refuse(path, "it is no file that can be read")
        }
    }

    private mutating func refuse(_ path: String, _ reason: String) {
        problems.append(FileProblem(path: path, phase: .listing, reason: reason))
    }

    private mutating func add(_ path: String, _ status: FileStatus) {
        if let problem = Self.refusal(of: path, size: status.size, maximumBytes: maximumBytes) {
            problems.append(problem)
            return
        }
        files.append(
            SourceFile(path: path, size: status.size, modified: status.modified, revision: status.revision))
    }

    static func refusal(of path: String, size: Int, maximumBytes: Int) -> FileProblem? {
        guard size > maximumBytes else { return nil }
        return FileProblem(
            path: path, phase: .listing, reason: "it has \(size) bytes, and \(maximumBytes) are the most; split it")
    }

    private mutating func follow(_ item: URL, at path: String) {
        let target = item.resolvingSymlinksInPath()
        guard let status = try? FileStatus(target.path) else {
            return refuse(path, "it is a link that leads nowhere")
        }
        if target.path == root.path || target.path.hasPrefix(root.path + "/") { return }
        switch status.kind {
        case .folder:
            // A folder around this one would list this one again.
            if !root.path.hasPrefix(target.path == "/" ? "/" : target.path + "/") { links.append((path, target)) }
        case .file: add(path, status)
        case .link, .other: refuse(path, "it is a link to what is no file")
        }
    }
}

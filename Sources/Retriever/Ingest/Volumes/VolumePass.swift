import Foundation

/// One refresh of a volume's table.
struct VolumePass {
    let store: Store
    let source: any DocumentSource
    let files: Table
    let identity: String
    let listing: SourceListing
    let options: IngestOptions
    var report = VolumeReport()
    private var known: [Value: Row] = [:]
    /// Rows whose files are gone, by content; some may only have moved.
    private var gone: [Value: [Row]] = [:]
    private var waiting: [Row] = []

    /// A commit costs a sync of the disk; what a kill loses is hashed again.
    private static let batchSize = 256

    init(
        store: Store, source: any DocumentSource, files: Table, identity: String,
        listing: SourceListing,
        options: IngestOptions
    ) throws {
        self.store = store
        self.source = source
        self.files = files
        self.identity = identity
        self.listing = listing
        self.options = options
        for row in try files.rows() { known[row["path"] ?? .null] = row }
        let present = Set(listing.files.map { Value.text($0.path) })
        for (path, row) in known where !present.contains(path) && !listing.isUnknown(path) {
            gone[row["hash"] ?? .null, default: []].append(row)
        }
        report.seen = listing.files.count
        report.problems = listing.problems
    }

    mutating func run() async throws {
        if listing.files.isEmpty, listing.problems.isEmpty, !known.isEmpty, !options.allowsEmptySource {
            throw IngestError.sourceEmpty(identity, documents: known.count)
        }
        for file in listing.files {
            try Task.checkCancellation()
            try await take(file)
            if waiting.count >= Self.batchSize { try commit(removing: []) }
            await Task.yield()
        }
        let removed = gone.values.joined().compactMap { $0["path"] }
        if let limit = options.maximumRemovals, removed.count > limit {
            throw IngestError.tooManyRemovals(identity, removals: removed.count, limit: limit)
        }
        report.deleted = removed.count
        try commit(removing: removed)
    }

    private mutating func take(_ file: SourceFile) async throws {
        let row = known[.text(file.path)]
        if let row, let revision = file.revision, row["revision"] == .text(revision) {
            report.unchanged += 1
            return
        }
        report.hashed += 1
        let content: SourceContent
        do {
            guard case .content(let read) = try await source.read(file, since: nil) else {
                report.seen -= 1
                if let row { gone[row["hash"] ?? .null, default: []].append(row) }
                return
            }
            content = read
        } catch let error where error is CancellationError || Task.isCancelled {
            throw CancellationError()
        } catch let error where error is IngestError || error is StoreError {
            throw error
        } catch {
            report.problems.append(error as? FileProblem ?? .unreadable(file.path, error))
            return
        }
        let hash = Value.text(DocumentTable.hash(content.bytes))
        let modified = (content.modified ?? file.modified).map { Value.timestamp($0) } ?? .null
        waiting.append([
            "path": .text(file.path), "size": .integer(Int64(content.bytes.count)),
            "modified": ColumnType.timestamp.refusal(of: modified) == nil ? modified : .null,
            "hash": hash,
            "type": .text(content.type ?? file.type ?? ""), "revision": content.revision.value,
        ])
        if let row {
            if row["hash"] == hash { report.unchanged += 1 } else { report.changed += 1 }
        } else if let old = gone[hash]?.popLast() {
            report.moved += 1
            try commit(removing: old["path"].map { [$0] } ?? [])
        } else {
            report.added += 1
        }
    }

    private mutating func commit(removing paths: [Value]) throws {
        let rows = waiting
        waiting = []
        let files = files
        try store.write { transaction in
            try transaction.delete(keys: paths, from: files)
            try transaction.merge(rows, into: files)
        }
    }
}

extension SourceListing {
    /// Whether a path is one that could not be listed, or under one: then nobody knows whether it is gone.
    func isUnknown(_ path: Value) -> Bool {
        guard let path = path.textValue?.utf8 else { return true }
        return problems.contains { problem in
            path.starts(with: problem.path.utf8)
                && (path.count == problem.path.utf8.count
                    || path.dropFirst(problem.path.utf8.count).first == UInt8(ascii: "/"))
        }
    }
}

import Chunking
import Foundation
import ModelServing

/// One ingest of one source, up to the tables.
struct IngestPass {
    let collection: DocumentCollection
    let source: any DocumentSource
    let listing: SourceListing
    let options: IngestOptions
    /// What made the chunks; documents with another are processed again.
    let processing: String
    /// What made the rows' columns for metadata; documents with another are read again.
    let fields: String
    var report = IngestReport()
    /// The source's documents as they are in the table, by path.
    private var known: [Value: Row] = [:]
    /// Documents that are gone, by content; some may only have moved.
    private var gone: [Value: [Row]] = [:]
    /// The source's errors as they are in the table, by path.
    private var errors: [Value: Row] = [:]
    /// Paths whose errors still stand.
    private var failing: Set<Value> = []
    /// How many listed documents turned out to be missing.
    private var missing = 0

    init(
        collection: DocumentCollection, source: any DocumentSource, listing: SourceListing, options: IngestOptions
    ) throws {
        self.collection = collection
        self.source = source
        self.listing = listing
        self.options = options
        processing = collection.processing.identity
        fields = collection.fields.identity
        let isOfSource = Column("source") == source.identity
        for row in try collection.documents.rows(where: isOfSource) { known[row["path"] ?? .null] = row }
        for row in try collection.errors.rows(where: isOfSource) { errors[row["path"] ?? .null] = row }
        let present = Set(listing.files.map { Value.text($0.path) })
        for (path, row) in known where !present.contains(path) && !listing.isUnknown(path) {
            gone[row["hash"] ?? .null, default: []].append(row)
        }
        report.seen = listing.files.count
    }

    mutating func run(_ progress: @Sendable (IngestProgress) -> Void) async throws {
        try checkEmpty(listed: listing.files.count)
        try note(listing.problems)
        for (index, file) in listing.files.enumerated() {
            try Task.checkCancellation()
            try await take(file)
            progress(
                IngestProgress(
                    phase: .reading, completed: index + 1, total: listing.files.count, path: file.path))
            await Task.yield()
        }
        try checkEmpty(listed: listing.files.count - missing)
        try checkRemovals()
        for row in gone.values.joined() {
            try Task.checkCancellation()
            try remove(row)
            report.deleted += 1
        }
        try clearErrors()
    }

    /// - Parameter listed: How many documents the source has, as far as is known.
    private func checkEmpty(listed: Int) throws {
        // What cannot be listed is no sign of an empty source; its documents stay anyway.
        if listed == 0, listing.problems.isEmpty, !known.isEmpty, !options.allowsEmptySource {
            throw IngestError.sourceEmpty(source.identity, documents: known.count)
        }
    }

    /// When all were looked at, and it is known which have only moved.
    private func checkRemovals() throws {
        let removals = gone.values.reduce(0) { $0 + $1.count }
        if let limit = options.maximumRemovals, removals > limit {
            throw IngestError.tooManyRemovals(source.identity, removals: removals, limit: limit)
        }
    }

    // MARK: - One document

    private mutating func take(_ file: SourceFile) async throws {
        guard !file.path.utf8.contains(0) else {
            let path = file.path.replacing("\0", with: "\u{2400}")
            return try fail(FileProblem(path: path, phase: .listing, reason: "its path holds U+0000"))
        }
        let row = known[.text(file.path)]
        if let type = file.type, !reads(type) { return try refuse(file, row, type: type) }
        let isCurrent =
            row?["processing"]?.textValue == processing && row?["fields"]?.textValue == fields
            && !(options.retriesErrors && row?["problem"] != .null)
        if let row, isCurrent, let revision = file.revision, row["revision"] == .text(revision) {
            keepMisfits(of: file)
            return try keep(row, file)
        }
        switch try await read(file, since: isCurrent ? row?["revision"]?.textValue : nil) {
        case .content(let content)?: try await take(content, of: file, row)
        case .unchanged?:
            keepMisfits(of: file)
            if let row { try keep(row, file) }
        case .missing?:
            missing += 1
            report.seen -= 1
            if let row { gone[row["hash"] ?? .null, default: []].append(row) }
        case nil: break
        }
    }

    /// - Returns: nil if it cannot be read now. What is there stays: it may be readable again tomorrow.
    private mutating func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading? {
        report.readCalls += 1
        do {
            return try await source.read(file, since: revision)
        } catch let error where error is CancellationError || Task.isCancelled {
            throw CancellationError()
        } catch let error where error is IngestError || error is StoreError {
            throw error
        } catch {
            var problem = error as? FileProblem ?? .unreadable(file.path, error)
            problem.path = file.path
            try fail(problem)
            return nil
        }
    }

    private mutating func take(_ content: SourceContent, of file: SourceFile, _ row: Row?) async throws {
        let type = content.type ?? file.type ?? ""
        guard reads(type) else { return try refuse(file, row, type: type) }
        var (document, misfits) = documentRow(content, of: file, type: type)
        let isKnown = row?["hash"] == document["hash"] && row?["type"] == document["type"]
        if file.modified == nil && content.modified == nil, isKnown { document["modified"] = row?["modified"] }
        let isProcessed =
            row?["processing"]?.textValue == processing && !(options.retriesErrors && row?["problem"] != .null)
        if let row, isProcessed, isKnown {
            for column in ["title", "chunks", "problem"] { document[column] = row[column] }
            try touch(row, document)
            try keep(document, file)
        } else if row == nil, let old = takeGone(document) {
            try move(old, to: document)
            if let problem = old["problem"]?.textValue {
                try fail(FileProblem(path: file.path, phase: .parsing, reason: problem))
            } else {
                report.moved += 1
            }
        } else {
            try await process(content, document, isNew: row == nil)
        }
        if !misfits.isEmpty {
            try fail(FileProblem(path: file.path, phase: .metadata, reason: misfits.joined(separator: "; ")))
        }
    }

    private func reads(_ type: String) -> Bool {
        collection.processing.parsers.reads("x.\(type)")
    }

    private func documentRow(
        _ content: SourceContent, of file: SourceFile, type: String
    ) -> (row: Row, misfits: [String]) {
        let now = Date()
        let metadata = file.metadata.merging(content.metadata) { _, read in read }
        let (values, misfits) = collection.fields.values(of: metadata)
        let modified = content.modified ?? file.modified ?? now
        var row: Row = [
            "id": .text(DocumentTable.id(source: source.identity, path: file.path)), "source": .text(source.identity),
            "path": .text(file.path), "type": .text(type), "size": .integer(Int64(content.bytes.count)),
            "modified": .real(modified.timeIntervalSince1970), "hash": .text(DocumentTable.hash(content.bytes)),
            "title": .null, "chunks": 0, "processing": .text(processing), "fields": .text(fields),
            "checked": .real(now.timeIntervalSince1970), "problem": .null, "revision": content.revision.value,
            "content_type": content.contentType.value,
            "metadata": DocumentFields.json(metadata).map { .json($0) } ?? .null,
        ]
        row.values.merge(values) { own, _ in own }
        return (row, misfits)
    }

    private mutating func keep(_ row: Row, _ file: SourceFile) throws {
        let path = Value.text(file.path)
        guard row["problem"] == .null else {
            let phase = errors[path]?["phase"]?.textValue.flatMap { FileProblem.Phase(rawValue: $0) } ?? .parsing
            let problem = FileProblem(
                path: file.path, phase: phase, reason: row["problem"]?.textValue ?? "")
            // It is not tried again, so its time and attempts stay.
            if errors[path] == nil { return try fail(problem) }
            failing.insert(path)
            report.problems.append(problem)
            return
        }
        report.unchanged += 1
    }

    /// A document that is not read keeps its error of metadata.
    private mutating func keepMisfits(of file: SourceFile) {
        let path = Value.text(file.path)
        guard let error = errors[path], error["phase"] == .text(FileProblem.Phase.metadata.rawValue) else { return }
        failing.insert(path)
        report.problems.append(
            FileProblem(path: file.path, phase: .metadata, reason: error["error"]?.textValue ?? ""))
    }

    /// A file that is no document any more takes its chunks with it.
    private mutating func refuse(_ file: SourceFile, _ row: Row?, type: String) throws {
        let kind = type.isEmpty ? "files without an extension" : "files of type \"\(type)\""
        try fail(FileProblem(path: file.path, phase: .parsing, reason: "no parser reads \(kind)"))
        guard let row else { return }
        try remove(row)
        report.deleted += 1
    }

    private mutating func process(_ content: SourceContent, _ document: Row, isNew: Bool) async throws {
        let path = document["path"]?.textValue ?? ""
        do {
            report.parseCalls += 1
            let made = try await DocumentRows(collection: collection, document: document).make(content)
            try replace(made.document, chunks: made.chunks)
            if isNew { report.added += 1 } else { report.changed += 1 }
        } catch let failure as DocumentFailure {
            if failure.isLasting {
                var document = document
                document["problem"] = .text(failure.reason)
                try replace(document, chunks: [])
            }
            try fail(FileProblem(path: path, phase: failure.phase, reason: failure.reason))
        }
    }

    // MARK: - Moved files

    private mutating func takeGone(_ document: Row) -> Row? {
        let hash = document["hash"] ?? .null
        guard
            let position = gone[hash]?.firstIndex(where: {
                $0["type"] == document["type"] && $0["processing"]?.textValue == processing
            })
        else { return nil }
        return gone[hash]?.remove(at: position)
    }

    // MARK: - Errors

    private mutating func note(_ problems: [FileProblem]) throws {
        var rows: [Value: Row] = [:]
        for problem in problems {
            let path = Value.text(problem.path)
            let attempts = errors[path]?["attempts"]?.integerValue ?? 0
            rows[path] = ErrorTable.row(problem, source: source.identity, attempts: attempts + 1)
            failing.insert(path)
        }
        try collection.errors.merge(Array(rows.values))
        errors.merge(rows) { _, new in new }
        report.problems += problems
    }

    private mutating func fail(_ problem: FileProblem) throws {
        var problem = problem
        problem.reason = problem.reason.replacing("\0", with: "\u{2400}")
        try note([problem])
    }

    /// Forgets the errors of documents that are taken in now, or gone; those of chunks without a vector are the index's.
    private mutating func clearErrors() throws {
        let over = errors.filter {
            !failing.contains($0.key) && $0.value["phase"] != .text(FileProblem.Phase.embedding.rawValue)
        }
        try collection.errors.delete(keys: over.values.compactMap { $0["id"] })
        for path in over.keys { errors[path] = nil }
    }

    /// Keeps the errors of chunks that have no usable vector, and forgets those of chunks that have one now.
    mutating func note(refused: [RefusedRow]) throws {
        var problems: [FileProblem] = []
        for row in refused {
            guard let chunk = try collection.chunks.row(key: row.key, columns: ["path", "source"]),
                chunk["source"] == .text(source.identity), let path = chunk["path"]?.textValue
            else { continue }
            if problems.contains(where: { Value.text($0.path) == .text(path) }) { continue }
            problems.append(
                FileProblem(path: path, phase: .embedding, reason: "a chunk has no usable vector: \(row.reason)"))
        }
        let paths = Set(problems.map { Value.text($0.path) })
        let over = errors.filter {
            $0.value["phase"] == .text(FileProblem.Phase.embedding.rawValue) && !paths.contains($0.key)
        }
        try collection.errors.delete(keys: over.values.compactMap { $0["id"] })
        try note(problems)
    }
}

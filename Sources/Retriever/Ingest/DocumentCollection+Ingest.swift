import Chunking
import Crypto
import Foundation

extension DocumentCollection {
    /// Takes in what a source holds now, and brings the index up to date.
    ///
    /// A file whose size and time of change are those of the last ingest counts as unchanged and is not read, unless it
    /// had changed within two seconds of being read, when a second change could hide in the clock's grain; otherwise
    /// its SHA-256 decides. (A tool that changes a file and then sets back its time goes unnoticed.) A document's
    /// chunks are replaced in one commit. What was done before an error or a cancellation stays done, and the next
    /// ingest goes on from there.
    /// - Parameter progress: Called after each file and each batch of texts, on no particular thread.
    /// - Throws: ``IngestError``, ``StoreError``, ``IndexError``, what the model throws, `CancellationError`. Files that
    ///   cannot be taken in do not throw; they are in the report.
    public func ingest(
        _ source: any DocumentSource, progress: @Sendable (IngestProgress) -> Void = { _ in }
    ) async throws -> IngestReport {
        try await ingests.run {
            var pass = try IngestPass(collection: self, source: source)
            try await pass.run(progress)
            let synced = try await self.index.sync { sync in
                progress(IngestProgress(phase: .embedding, completed: sync.embedded, total: sync.toEmbed))
            }
            var report = pass.report
            report.embeddingCalls = synced.embeddedTexts
            report.chunks = try self.chunks.count()
            report.problems += synced.refused.map {
                FileProblem(path: $0.key.textValue ?? "", reason: "a chunk has no usable vector: \($0.reason)")
            }
            return report
        }
    }

    /// Removes a source's documents with their chunks, and brings the index up to date.
    ///
    /// - Returns: How many documents were removed.
    public func remove(source identity: String) async throws -> Int {
        try await ingests.run {
            let ids = try self.documents.rows(where: Column("source") == identity, columns: ["id"])
                .compactMap { $0["id"]?.textValue }
            try self.store.write { transaction in
                for id in ids {
                    try transaction.delete(where: Column("document") == id, from: self.chunks)
                }
                try transaction.delete(keys: ids, from: self.documents)
            }
            try await self.index.sync()
            return ids.count
        }
    }
}

/// One ingest of one source, up to the tables.
private struct IngestPass {
    let collection: DocumentCollection
    let source: any DocumentSource
    let listing: SourceListing
    var report = IngestReport()
    /// The source's documents as they are in the table, by path.
    private var known: [String: Row] = [:]
    /// Documents whose files are gone, by content; some may only have moved.
    private var gone: [String: [Row]] = [:]
    /// What made the chunks; documents with another are processed again.
    private let processing: String

    init(collection: DocumentCollection, source: any DocumentSource) throws {
        self.collection = collection
        self.source = source
        processing = collection.processing.identity
        listing = try source.listing()
        for row in try collection.documents.rows(where: Column("source") == source.identity) {
            known[row["path"]?.textValue ?? ""] = row
        }
        let present = Set(listing.files.map(\.path))
        for (path, row) in known where !present.contains(path) && !isUnknown(path) {
            gone[row["hash"]?.textValue ?? "", default: []].append(row)
        }
        report.seen = listing.files.count
        report.problems = listing.problems
    }

    /// Whether a path is one that could not be listed, or under one: then nobody knows whether it is gone.
    private func isUnknown(_ path: String) -> Bool {
        listing.problems.contains { path == $0.path || path.hasPrefix($0.path + "/") }
    }

    mutating func run(_ progress: @Sendable (IngestProgress) -> Void) async throws {
        for (index, file) in listing.files.enumerated() {
            try Task.checkCancellation()
            try await take(file)
            progress(IngestProgress(phase: .reading, completed: index + 1, total: listing.files.count))
            await Task.yield()
        }
        for row in gone.values.joined() {
            try remove(row)
            report.deleted += 1
        }
    }

    // MARK: - One file

    private mutating func take(_ file: SourceFile) async throws {
        let row = known[file.path]
        guard collection.processing.parsers.reads(file.path) else {
            let kind = file.type.isEmpty ? "files without an extension" : "files of type \"\(file.type)\""
            return try refuse(file, row, "no parser reads \(kind)")
        }
        let isProcessed = row?["processing"]?.textValue == processing
        if let row, isProcessed, isUntouched(file, row) { return keep(row, file) }

        let checked = Date()
        let bytes: [UInt8]
        do {
            bytes = try source.bytes(of: file)
        } catch {
            // What is there stays: the file may be readable again tomorrow.
            report.problems.append(error as? FileProblem ?? .unreadable(file.path, error))
            return
        }
        let hash = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        var document: Row = [
            "id": .text(documentID(file.path)), "source": .text(source.identity), "path": .text(file.path),
            "type": .text(file.type), "size": .integer(Int64(file.size)),
            "modified": .real(file.modified.timeIntervalSince1970), "hash": .text(hash), "title": .null, "chunks": 0,
            "processing": .text(processing), "checked": .real(checked.timeIntervalSince1970), "problem": .null,
        ]
        if let row, isProcessed, row["hash"]?.textValue == hash {
            for column in ["title", "chunks", "problem"] { document[column] = row[column] }
            try collection.documents.merge([document])
            return keep(row, file)
        }
        if row == nil, let old = takeGone(hash, type: file.type) { return try move(old, to: document) }
        try await process(bytes, file, document, isNew: row == nil)
    }

    private func documentID(_ path: String) -> String { "\(source.identity)/\(path)" }

    private func isUntouched(_ file: SourceFile, _ row: Row) -> Bool {
        guard let modified = row["modified"]?.realValue, let checked = row["checked"]?.realValue else { return false }
        return row["size"]?.integerValue == Int64(file.size) && modified == file.modified.timeIntervalSince1970
            && modified < checked - 2
    }

    private mutating func keep(_ row: Row, _ file: SourceFile) {
        if let problem = row["problem"]?.textValue {
            report.problems.append(FileProblem(path: file.path, reason: problem))
        } else {
            report.unchanged += 1
        }
    }

    /// A file that is no document any more takes its chunks with it.
    private mutating func refuse(_ file: SourceFile, _ row: Row?, _ reason: String) throws {
        report.problems.append(FileProblem(path: file.path, reason: reason))
        guard let row else { return }
        try remove(row)
        report.deleted += 1
    }

    private mutating func process(_ bytes: [UInt8], _ file: SourceFile, _ document: Row, isNew: Bool) async throws {
        var document = document
        var rows: [Row] = []
        var problem: String?
        do {
            report.parseCalls += 1
            let parsed = try await collection.processing.parsers.parse(path: file.path, data: bytes)
            rows = try await chunkRows(parsed, of: &document)
        } catch let error as DocumentError {
            if error.isCancellation { throw CancellationError() }
            problem = error.description
            if error.mayPass {
                // What is there stays, and the next ingest tries again.
                report.problems.append(FileProblem(path: file.path, reason: error.description))
                return
            }
        } catch let error as ChunkingError {
            problem = error.description
        }
        document["problem"] = problem.map { .text($0) } ?? .null
        document["chunks"] = .integer(Int64(rows.count))
        try replace(document, chunks: rows)
        if let problem {
            report.problems.append(FileProblem(path: file.path, reason: problem))
        } else if isNew {
            report.added += 1
        } else {
            report.changed += 1
        }
    }

    // MARK: - Chunks

    /// - Parameter document: Its title becomes the cleansed one.
    private func chunkRows(_ parsed: ParsedDocument, of document: inout Row) async throws -> [Row] {
        let processing = collection.processing
        let id = document["id"]?.textValue ?? ""
        let parsed = processing.cleanser?.clean(parsed) ?? parsed
        document["title"] = parsed.title.map { .text($0) } ?? .null
        let chunks = try await processing.chunker.chunks(of: parsed)
        let contents = chunks.map { processing.content.text(parsed.title, $0) }
        let vectors = try await processing.late?.vectors(for: chunks, of: parsed, texts: contents)
        let features = processing.features?.features(of: chunks, in: parsed, id: id)
        var ids = ChunkIDs(document: id)
        return chunks.enumerated().map { [document] index, chunk in
            ChunkTable.row(
                chunk, id: ids.next(for: chunk), content: contents[index],
                vector: vectors?[index], features: features?[index], of: document)
        }
    }

    /// The document with its chunks, in one commit; chunks that stay the same do not appear in the feed.
    private func replace(_ document: Row, chunks rows: [Row]) throws {
        let collection = collection
        let id = document["id"]?.textValue ?? ""
        try collection.store.write { transaction in
            let staying = Set(rows.compactMap { $0["id"] })
            let old = try transaction.rows(in: collection.chunks, where: Column("document") == id, columns: ["id"])
            let dropped = old.compactMap { $0["id"] }.filter { !staying.contains($0) }
            try transaction.delete(keys: dropped, from: collection.chunks)
            try transaction.merge(rows, into: collection.chunks)
            try transaction.merge([document], into: collection.documents)
        }
    }

    private func remove(_ document: Row) throws {
        let collection = collection
        guard let id = document["id"]?.textValue else { return }
        try collection.store.write { transaction in
            try transaction.delete(where: Column("document") == id, from: collection.chunks)
            try transaction.delete(keys: [id], from: collection.documents)
        }
    }

    // MARK: - Moved files

    private mutating func takeGone(_ hash: String, type: String) -> Row? {
        guard
            let position = gone[hash]?.firstIndex(where: {
                $0["type"]?.textValue == type && $0["processing"]?.textValue == processing
            })
        else { return nil }
        return gone[hash]?.remove(at: position)
    }

    /// The chunks of a file that was moved are taken over unparsed, under ids of the new path.
    private mutating func move(_ old: Row, to document: Row) throws {
        var document = document
        for column in ["title", "chunks", "problem"] { document[column] = old[column] }
        let moved = document
        let collection = collection
        try collection.store.write { transaction in
            var ids = ChunkIDs(document: moved["id"]?.textValue ?? "")
            let oldID = old["id"]?.textValue ?? ""
            let rows = try transaction.rows(
                in: collection.chunks, where: Column("document") == oldID, orderedBy: [.ascending("ordinal")]
            ).map { row in
                var row = row
                let headings = try JSONDecoder().decode(
                    [String].self, from: Data((row["headings"]?.textValue ?? "[]").utf8))
                row["id"] = .text(ids.next(headings: headings, text: row["text"]?.textValue ?? ""))
                row["document"] = moved["id"]
                row["path"] = moved["path"]
                return row
            }
            try transaction.delete(where: Column("document") == oldID, from: collection.chunks)
            try transaction.delete(keys: [oldID], from: collection.documents)
            try transaction.merge(rows, into: collection.chunks)
            try transaction.merge([moved], into: collection.documents)
        }
        if let problem = moved["problem"]?.textValue {
            report.problems.append(FileProblem(path: moved["path"]?.textValue ?? "", reason: problem))
        } else {
            report.moved += 1
        }
    }
}

extension ParserRegistry {
    fileprivate func reads(_ path: String) -> Bool {
        parser(forPath: path) != nil || binaryParser(forPath: path) != nil
    }
}

extension DocumentError {
    fileprivate var isCancellation: Bool {
        if case .cancelled = self { true } else { false }
    }

    /// Whether the same file may be readable another time.
    fileprivate var mayPass: Bool {
        switch self {
        case .missingTool, .timedOut: true
        default: false
        }
    }
}

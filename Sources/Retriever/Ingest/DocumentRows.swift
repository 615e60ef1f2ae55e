import Chunking
import ModelServing

/// Why a document did not become chunks; others may.
struct DocumentFailure: Error {
    var phase: FileProblem.Phase
    var reason: String
    /// Whether the same bytes fail again, so that they need not be tried again before they change.
    var isLasting: Bool
}

/// A document's bytes made rows: parsed, cleansed, chunked.
struct DocumentRows {
    let collection: DocumentCollection
    let document: Row

    private var processing: DocumentProcessing { collection.processing }

    /// - Returns: The document, with its title, and its chunks.
    /// - Throws: ``DocumentFailure``; `CancellationError`, and `ModelError`, which would meet the other documents too.
    func make(_ content: SourceContent) async throws -> (document: Row, chunks: [Row]) {
        let parsed = try await parse(content)
        do {
            return try await chunk(parsed)
        } catch let error as ChunkingError {
            throw DocumentFailure(phase: .chunking, reason: error.description, isLasting: true)
        } catch let error as ModelError {
            throw error
        } catch {
            if error is CancellationError || Task.isCancelled { throw CancellationError() }
            throw DocumentFailure(phase: .chunking, reason: "\(error)", isLasting: false)
        }
    }

    private func parse(_ content: SourceContent) async throws -> ParsedDocument {
        let path = document["path"]?.textValue ?? ""
        let type = document["type"]?.textValue ?? ""
        // A source may know the type of a document whose path has none.
        let named = SourceFile.type(ofPath: path) == type ? path : "\(path).\(type)"
        do {
            return try await processing.parsers.parse(path: named, data: content.bytes, encoding: content.encoding)
        } catch {
            if error.isCancellation || Task.isCancelled { throw CancellationError() }
            throw DocumentFailure(phase: .parsing, reason: error.description, isLasting: !error.mayPass)
        }
    }

    private func chunk(_ parsed: ParsedDocument) async throws -> (document: Row, chunks: [Row]) {
        let id = document["id"]?.textValue ?? ""
        let parsed = processing.cleanser?.clean(parsed) ?? parsed
        var document = document
        document["title"] = parsed.title.map { .text($0) } ?? .null
        let chunks = try await processing.chunker.chunks(of: parsed)
        let contents = chunks.map { processing.content.text(parsed.title, $0) }
        let vectors = try await processing.late?.vectors(for: chunks, of: parsed, texts: contents)
        let features = processing.features?.features(of: chunks, in: parsed, id: id)
        let inherited = ChunkTable.inherited(from: document, fields: collection.fields)
        var ids = ChunkIDs(document: id)
        let rows = chunks.enumerated().map { [document] index, chunk in
            ChunkTable.row(
                chunk, id: ids.next(for: chunk), content: contents[index],
                vector: vectors?[index], features: features?[index], of: document, inherited: inherited)
        }
        return (document, rows)
    }
}

extension ParserRegistry {
    func reads(_ path: String) -> Bool {
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

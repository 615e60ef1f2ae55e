public import Foundation
import GRDB
public import ModelServing

/// Where a chunk comes from, and what it is found by: from the document to the vector.
public struct ChunkLineage: Sendable, Hashable, Codable {
    /// The document that a chunk was cut from, as it is in the collection now.
    public struct Document: Sendable, Hashable, Codable {
        /// The identity of the source that has it.
        public let source: String
        public let path: String
        /// Of its content, SHA-256 in hexadecimal digits.
        public let hash: String
        /// As the source says.
        public let modified: Date?
    }

    /// What vector search finds a chunk by.
    public struct Vector: Sendable, Hashable, Codable {
        public let index: ObjectName
        /// The version of the chunk table that the index shows.
        public let indexVersion: Int64
        public let model: EmbeddingModelIdentity
        /// Of the text that was embedded, SHA-256 in hexadecimal digits; nil for a vector that came with the chunk.
        public let textHash: String?
    }

    public let chunkID: String
    public let table: ObjectName
    /// The chunk's row; as it last was, where it is gone.
    public let row: Row
    /// The table's version that made it as it is.
    public let version: Int64
    /// The table's version that removed it; nil for a chunk that is there.
    public let removedIn: Int64?
    /// nil if the document is gone.
    public let document: Document?
    /// nil if no vector finds it.
    public let vector: Vector?
}

extension DocumentCollection {
    /// Where a chunk comes from, and what it is found by; of a chunk that is gone as well, while a version has it that a
    /// vacuum has not removed.
    ///
    /// - Returns: nil for a chunk that no version has.
    public func lineage(ofChunk id: String) throws -> ChunkLineage? {
        try withIndexErrors {
            try store.database.read { database in
                let reader = try TableReader(database, name: chunks.name, layout: chunks.layout)
                guard let image = try reader.lastImage(key: .text(id)) else { return nil }
                return ChunkLineage(
                    chunkID: id, table: reader.name, row: image.row, version: image.from, removedIn: image.to,
                    document: try document(image.row["document"], database), vector: try vector(id, database))
            }
        }
    }

    private func document(_ id: Value?, _ database: Database) throws -> ChunkLineage.Document? {
        let reader = try TableReader(database, name: documents.name, layout: documents.layout)
        guard let id, let row = try reader.row(key: id) else { return nil }
        return ChunkLineage.Document(
            source: row["source"]?.textValue ?? "", path: row["path"]?.textValue ?? "",
            hash: row["hash"]?.textValue ?? "",
            modified: row["modified"]?.realValue.map { Date(timeIntervalSince1970: $0) })
    }

    private func vector(_ id: String, _ database: Database) throws -> ChunkLineage.Vector? {
        let generation = index.generation
        let (layout, entry) = (generation.layout, generation.entry)
        let row = try GRDB.Row.fetchOne(
            database,
            sql: """
                SELECT e.hash, r._embedding FROM \(layout.rows) r LEFT JOIN tessera_embeddings e ON e.id = r._embedding
                WHERE r.\(layout.key) = ? AND \(layout.hasVector("r."))
                """, arguments: [id])
        guard let row, let model = entry.model else { return nil }
        let hash: Data? = row[0]
        return ChunkLineage.Vector(
            index: entry.name, indexVersion: try IndexCatalog(database: database).state(of: entry).cursor, model: model,
            textHash: hash.map { Hexadecimal.text($0) })
    }
}

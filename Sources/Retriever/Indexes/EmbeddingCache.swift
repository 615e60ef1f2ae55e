import Crypto
import Foundation
import GRDB
import ModelServing
import VectorCore

/// Vectors by model and text: what was embedded once is never embedded again, whatever row it stands in.
///
/// The rows of an index name their vectors here, so that each is kept once.
struct EmbeddingCache {
    let database: Database
    let modelID: Int64
    let dimension: Int

    static func prepare(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS tessera_embedding_models (
                    id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE
                ) STRICT;
                CREATE TABLE IF NOT EXISTS tessera_embeddings (
                    id INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL, hash BLOB NOT NULL,
                    vector BLOB NOT NULL, UNIQUE (model, hash)
                ) STRICT;
                """)
    }

    /// The model's number; a write transaction gives one to a model that has none.
    static func modelID(_ identity: EmbeddingModelIdentity, in database: Database) throws -> Int64 {
        let text = try IndexCatalog.json(identity)
        let sql = "SELECT id FROM tessera_embedding_models WHERE identity = ?"
        if let id = try Int64.fetchOne(database, sql: sql, arguments: [text]) { return id }
        try database.execute(sql: "INSERT INTO tessera_embedding_models (identity) VALUES (?)", arguments: [text])
        return database.lastInsertedRowID
    }

    static func hash(of text: String) -> Data {
        Data(SHA256.hash(data: Data(text.utf8)))
    }

    /// The number of a text's vector, if there is one.
    func id(of hash: Data) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: "SELECT id FROM tessera_embeddings WHERE model = ? AND hash = ?")
        return try Int64.fetchOne(statement, arguments: [modelID, hash])
    }

    /// Keeps a vector; the one that is there already stays.
    func insert(_ vector: some Collection<Float>, for hash: Data) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO tessera_embeddings (model, hash, vector) VALUES (?, ?, ?)")
        try statement.execute(arguments: [modelID, hash, VectorBytes.encode(Array(vector))])
    }
}

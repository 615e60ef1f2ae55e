import Foundation
import GRDB
import VectorCore

/// Reads the rows' vectors in the order of their ids.
struct VectorReader {
    let database: Database
    let layout: IndexLayout
    let dimension: Int

    /// - Returns: nil when there are no more.
    func batch(after id: Int64, size: Int) throws -> (vectors: Matrix, ids: [Int64], lastID: Int64)? {
        let statement = try database.cachedStatement(
            sql: """
                \(layout.vectorRows("r._id")) WHERE r._id > ? AND \(layout.hasVector("r.")) ORDER BY r._id LIMIT ?
                """)
        let cursor = try GRDB.Row.fetchCursor(statement, arguments: [id, size])
        var vectors = Matrix(columns: dimension)
        var ids: [Int64] = []
        while let row = try cursor.next() {
            try vectors.append(try vector(row[1]))
            ids.append(row[0])
        }
        return ids.last.map { (vectors, ids, $0) }
    }

    /// The vectors of some rows; those that have none are left out.
    func vectors(of ids: [Int64]) throws -> [Int64: [Float]] {
        let statement = try database.cachedStatement(
            sql: "\(layout.vectorRows("r._id")) WHERE r._id = ? AND \(layout.hasVector("r."))")
        var vectors: [Int64: [Float]] = [:]
        for id in ids {
            guard let row = try GRDB.Row.fetchOne(statement, arguments: [id]) else { continue }
            vectors[id] = try vector(row[1])
        }
        return vectors
    }

    private func vector(_ stored: DatabaseValue) throws(StoreError) -> [Float] {
        if let bytes = Data.fromDatabaseValue(stored), let vector = VectorBytes.decode(bytes, dimension: dimension) {
            return vector
        }
        throw StoreError(.damaged, "a vector of index_\(layout.id) cannot be read; restore the store from a copy")
    }
}

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
            guard let bytes = Data.fromDatabaseValue(row[1]),
                let vector = VectorBytes.decode(bytes, dimension: dimension)
            else {
                throw StoreError(
                    .damaged, "a vector of index_\(layout.id) cannot be read; restore the store from a copy")
            }
            try vectors.append(vector)
            ids.append(row[0])
        }
        return ids.last.map { (vectors, ids, $0) }
    }
}

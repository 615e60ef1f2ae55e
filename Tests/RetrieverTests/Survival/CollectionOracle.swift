import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing

/// Whether a document collection is what its folder says, by making another one of the same folder.
struct CollectionOracle {
    let place: StoreWorkplace

    /// What must be so at any moment, also in the middle of an ingest.
    func checkAsFound(_ context: Comment) throws {
        let documents = try place.collection.documents.rows()
        let chunks = Dictionary(grouping: try place.collection.chunks.rows()) { $0["document"] ?? .null }
        for document in documents {
            let own = chunks[document.id] ?? []
            #expect(document["chunks"] == .integer(Int64(own.count)), context)
            let ordinals = own.compactMap { $0["ordinal"]?.integerValue }.sorted()
            #expect(ordinals == Array(0..<Int64(own.count)), context)
        }
        #expect(Set(chunks.keys).isSubset(of: documents.map(\.id)), context)
    }

    /// Ingests, and compares with what a new collection takes from the folder.
    func checkAfterIngest(_ context: Comment) async throws {
        let report = try await place.collection.ingest(place.source, options: IngestOptions(allowsEmptySource: true))
        #expect(report.problems.isEmpty, context)
        let folder = try TemporaryFolder()
        let store = try Store(at: folder.url)
        let fresh = try StoreWorkplace.collection(in: store)
        _ = try await fresh.ingest(place.source, options: IngestOptions(allowsEmptySource: true))
        let (found, expected) = (try contents(place.collection), try contents(fresh))
        #expect(found == expected, "\(context): \(found.symmetricDifference(expected))")
        let query = "red fox 東京"
        for mode in [RetrievalOptions.Mode.vector, .keyword] {
            let options = RetrievalOptions(mode: mode, k: 500)
            #expect(
                Set(try await place.collection.search(query, options: options).map(\.id))
                    == Set(try await fresh.search(query, options: options).map(\.id)), context)
        }
        try store.close()
    }

    /// Rows without the moments at which they were looked at, or at which their content was last another (a file that was
    /// written anew with what it held keeps its chunks as they are), and without the mark of their last reading, which a
    /// file gets when it has lain still for a while.
    private func contents(_ collection: DocumentCollection) throws -> Set<Row> {
        var rows = try collection.documents.rows() + collection.chunks.rows()
        for index in rows.indices {
            for column in ["checked", "modified", "revision"] { rows[index][column] = nil }
        }
        return Set(rows)
    }
}

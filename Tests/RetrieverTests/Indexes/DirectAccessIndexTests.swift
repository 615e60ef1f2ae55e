import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct DirectAccessIndexTests {
    private static let schema = TableSchema(
        columns: [.text("id"), .vector("vector", dimension: 6), .integer("group", isNullable: true)], primaryKey: "id")
    private static let definition = IndexDefinition(vectorColumn: "vector")
    private let limits = IndexLimits(flat: 30, recent: 6)
    private let folder: VectorStore

    init() throws { folder = try VectorStore() }

    private func make() throws -> DirectAccessIndex {
        try folder.store.createDirectAccessIndex(
            "direct", schema: Self.schema, definition: Self.definition, limits: limits)
    }

    private func row(_ id: String, _ vector: [Float], group: Int64? = nil) -> Row {
        ["id": .text(id), "vector": .vector(vector), "group": group.value]
    }

    /// What was acknowledged is found at once, what was deleted never again: beside moves between the parts, graphs that
    /// are made and repaired, files that are written, damaged and removed, and reopenings.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func itIsADictionary(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var index = try make()
        var rows: [String: Row] = [:]
        for step in 0..<80 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0...2:
                let ids = Set(
                    (0..<Int.random(in: 1...7, using: &random)).map { _ in "k\(Int.random(in: 0..<70, using: &random))"
                    })
                let new = ids.sorted().map { id in
                    row(id, VectorRows.vector(6, using: &random), group: Int64.random(in: 0..<3, using: &random))
                }
                try await index.upsert(new)
                for row in new { rows[row["id"]?.textValue ?? ""] = row }
            case 3:
                let ids = (0..<10).map { _ in "k\(Int.random(in: 0..<70, using: &random))" }
                try await index.delete(keys: ids)
                for id in ids { rows[id] = nil }
            case 4:
                try await index.delete(where: Column("group") == 2)
                rows = rows.filter { $0.value["group"] != 2 }
            case 5:
                try index.checkpoint()
            default:
                if Bool.random(using: &random), let file = folder.indexFiles.first {
                    try Data(contentsOf: file).dropLast(5).write(to: file)
                }
                try folder.reopen()
                index = try folder.store.directAccessIndex("direct", limits: limits)
            }
            let vectors = rows.mapValues { row in
                if case .vector(let vector)? = row["vector"] { vector } else { [Float]() }
            }
            let query = VectorRows.vector(6, using: &random)
            let hits = try index.search(vector: query, options: .init(k: 100))
            #expect(
                hits.map(\.key.textValue) == VectorRows.nearest(query, k: 100, in: vectors),
                "seed \(seed), step \(step)")
            for hit in hits { #expect(hit.row == rows[hit.key.textValue ?? ""]) }
        }
        #expect(try index.status().lag == 0 && index.status().state == .online)
        #expect(try folder.store.check().isEmpty)
    }

    /// Commits come faster here than the rows of the filter are found, and each makes what was found out of date.
    @Test func aSearchWithAFilterIsNotOvertakenForEver() async throws {
        let index = try folder.store.createDirectAccessIndex(
            "direct", schema: Self.schema, definition: Self.definition, limits: IndexLimits(flat: 50_000))
        let filter = try Filter(parsing: "group >= 0 AND id LIKE '%7%'")
        var random = SeededGenerator(seed: 1)
        for start in stride(from: 0, to: 20_000, by: 5_000) {
            try await index.upsert(
                (start..<start + 5_000).map { row("\($0)", VectorRows.vector(6, using: &random), group: Int64($0)) })
        }
        let writing = Task {
            var commits = 0
            let end = ContinuousClock.now + .seconds(20)
            while !Task.isCancelled, ContinuousClock.now < end {
                let vector = Value.vector([1, 0, 0, 0, 0, Float(commits)])
                guard (try? await index.upsert([["id": "0", "vector": vector, "group": 0]])) != nil else { break }
                commits += 1
            }
            return commits
        }
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        for _ in 0..<3 {
            let hits = try index.search(vector: [1, 0, 0, 0, 0, 0], options: .init(k: 10, filter: filter))
            #expect(hits.count == 10)
        }
        #expect(ContinuousClock.now - start < .seconds(10))
        writing.cancel()
        #expect(await writing.value > 3)
    }

    @Test func aScanGoesThroughTheKeysInTheirOrder() async throws {
        let index = try make()
        let ids = (0..<25).map { "key \(String(format: "%02d", $0))" }
        try await index.upsert(ids.shuffled().map { row($0, [1, 0, 0, 0, 0, 0]) })
        var seen: [String] = []
        var last: Value?
        while true {
            let page = try index.scan(after: last, limit: 4, columns: ["id"])
            guard let key = page.last?["id"] else { break }
            seen += page.compactMap { $0["id"]?.textValue }
            last = key
        }
        #expect(seen == ids)
    }

    @Test func aWriteThatIsRefusedChangesNothing() async throws {
        let index = try make()
        try await index.upsert([row("a", [1, 0, 0, 0, 0, 0])])
        let error = await #expect(throws: IndexError.self) {
            try await index.upsert([row("b", [0, 1, 0, 0, 0, 0]), row("c", [0, 0, 0, 0, 0, 0])])
        }
        #expect(error?.code == .invalidVector && error?.description.contains("c") == true)
        for vector in [[1, 2, 3], [.nan, 0, 0, 0, 0, 0]] as [[Float]] {
            await #expect(throws: StoreError.self) {
                try await index.upsert([row("b", [0, 1, 0, 0, 0, 0]), row("c", vector)])
            }
        }
        #expect(try index.scan().count == 1)
        #expect(try index.search(vector: [0, 1, 0, 0, 0, 0]).map(\.key) == ["a"])
    }

    @Test func anEqualWriteMakesNoVersionAndADirectOneIsTakenUpWithTheNext() async throws {
        let index = try make()
        try await index.upsert([row("a", [1, 0, 0, 0, 0, 0])])
        let version = try index.rows.version
        #expect(try await index.upsert([row("a", [1, 0, 0, 0, 0, 0])]).unchanged == 1)
        #expect(try index.rows.version == version && index.status().lag == 0)
        // Somebody wrote to the rows without the index.
        try index.rows.merge([row("b", [0, 1, 0, 0, 0, 0])])
        #expect(try index.status().state == .onlinePendingUpdate)
        try await index.upsert([row("a", [1, 0, 0, 0, 0, 0])])
        #expect(try index.search(vector: [0, 1, 0, 0, 0, 0], options: .init(k: 1)).map(\.key) == ["b"])
        #expect(try index.status().lag == 0)
    }

    @Test func twoOpeningsSeeEachOthersWrites() async throws {
        let index = try make()
        let other = try folder.another().directAccessIndex("direct", limits: limits)
        for step in 0..<20 {
            let (writer, reader) = step % 2 == 0 ? (index, other) : (other, index)
            try await writer.upsert([row("k\(step)", [1, Float(step), 0, 0, 0, 0])])
            try await writer.delete(keys: ["k\(step - 3)"])
            let found = try reader.search(vector: [1, 0, 0, 0, 0, 0]).compactMap(\.key.textValue)
            #expect(Set(found) == Set((max(0, step - 2)...step).map { "k\($0)" }))
        }
    }

    @Test func theRowsGoWithTheIndex() async throws {
        let index = try make()
        try await index.upsert([row("a", [1, 0, 0, 0, 0, 0])])
        try index.checkpoint()
        #expect(throws: IndexError.self) { try folder.store.index("direct") }
        #expect(throws: IndexError.self) { try make() }
        try folder.store.dropIndex("direct")
        #expect(try folder.store.tables().isEmpty && folder.indexFiles.isEmpty)
        let again = try make()
        #expect(try again.search(vector: [1, 0, 0, 0, 0, 0]).isEmpty && again.scan().isEmpty)
    }
}

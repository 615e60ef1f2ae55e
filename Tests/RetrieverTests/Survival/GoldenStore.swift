import Chunking
import Foundation
import GRDB
import ModelServing
import Retriever
import TestSupport
import VectorCore

/// A store with something of everything that its format can hold, and its archive among the fixtures.
///
/// The archive holds `store`, as a killed process leaves it: with a log beside the database; `docs`, the folder that its
/// document collection was made of; and `record.json`, what the version that wrote it read from it.
enum GoldenStore {
    static let queries = ["red fox", "whale in the river", "how to install", "東京の猫"]

    static func model(_ identity: EmbeddingModelIdentity) -> any EmbeddingModel {
        HashingEmbeddingModel(name: identity.name, version: identity.version, dimension: identity.dimension)
    }

    static let embedder = HashingEmbeddingModel(dimension: 16)

    static func collection(in store: Store) throws -> DocumentCollection {
        try DocumentCollection(
            in: store, name: "lab.docs", model: embedder, chunker: StructureChunker(size: .characters(80), overlap: 0))
    }

    static func source(_ folder: URL) -> FolderSource { FolderSource(folder, identity: "golden") }

    /// A column of every type that format 1 has.
    static let everyType = TableSchema(
        columns: [
            .text("id"), .integer("page", isNullable: true), .real("score", isNullable: true),
            .boolean("isDraft", isNullable: true), .text("note", isNullable: true),
            .timestamp("time", isNullable: true), .blob("bytes", isNullable: true),
            .vector("embedding", dimension: 3, isNullable: true),
        ], primaryKey: "id")

    /// And those that format 2 has beside them.
    static let laterTypes = TableSchema(
        columns: [
            .integer("id"), .date("day", isNullable: true), .array("tags", of: .text, isNullable: true),
            .map("counts", of: .integer, isNullable: true), .json("extra", isNullable: true),
        ], primaryKey: "id")

    private static let notes = TableSchema(
        columns: [
            .integer("id"), .text("title", isNullable: true), .text("body", isNullable: true), .integer("group"),
            .vector("own", dimension: 16, isNullable: true),
        ], primaryKey: "id")

    // MARK: - Making one

    /// Fills a folder with `store`, `docs` and `record.json`.
    static func make(in folder: URL) async throws {
        let place = folder.appendingPathComponent("making")
        let docs = folder.appendingPathComponent("docs")
        let store = try Store(at: place)
        try fillTables(store)
        try await fillIndexes(store)
        try await fillCollection(store, docs)
        // What follows stays in the log.
        try await store.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        let pages = try store.table("pages")
        try pages.merge([["id": "in the log", "page": 12], ["id": "r3", "note": "changed in the log"]])
        try pages.delete(keys: ["r4"])
        try FileManager.default.copyItem(at: place, to: folder.appendingPathComponent("store"))
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("store/store.sqlite-shm"))
        try await StoreRecord(of: store, queries: queries, model: model)
            .write(to: folder.appendingPathComponent("record.json"))
        try store.close()
        try FileManager.default.removeItem(at: place)
    }

    private static func fillTables(_ store: Store) throws {
        var random = SeededGenerator(seed: 71)
        let pages = try store.createTable("pages", schema: everyType)
        try pages.insert((0..<12).map { ["id": .text("r\($0)"), "page": .integer(Int64($0)), "score": 0.25] })
        for _ in 0..<8 {
            try pages.merge(RandomRows.rows(1...6, using: &random))
            try pages.delete(keys: [RandomRows.key(using: &random)])
        }
        try pages.update(where: Column("page") > 8, set: ["note": "updated", "isDraft": true])
        try store.createTable("gone", schema: everyType).insert([["id": "a"]])
        try store.dropTable("gone")
        let later = try store.createTable("later", schema: laterTypes)
        try later.insert([
            [
                "id": 1, "day": CalendarDate("2024-02-29").map { Value.date($0) } ?? .null,
                "tags": .array(["a", "日本"]),
                "counts": .map(["x": 1, "y": -2]), "extra": .json(#"{"a": [1, null]}"#),
            ], ["id": 2],
        ])
        try later.merge([["id": 2, "tags": .array([]), "counts": .map([:])]])
        let numbers = try store.createTable(
            "lab.results.numbers",
            schema: TableSchema(columns: [.integer("id"), .real("value")], primaryKey: "id"))
        try store.write { transaction in
            try transaction.insert((0..<20).map { ["id": .integer($0), "value": 0.5] }, into: numbers)
            try transaction.delete(keys: ["r1"], from: pages)
        }
        try numbers.overwrite((5..<25).map { ["id": .integer($0), "value": .real($0 < 22 ? 0.5 : 1.5)] })
        try store.addColumns([.text("unit", isNullable: true)], to: "lab.results.numbers")
        try store.table("lab.results.numbers").merge([["id": 7, "value": 0.5, "unit": "m"]])
    }

    private static func fillIndexes(_ store: Store) async throws {
        var random = SeededGenerator(seed: 72)
        let words = ["red", "fox", "whale", "river", "install", "東京", "猫", "stone", "cloud", "blue"]
        let table = try store.createTable("notes", schema: notes)
        func row(_ id: Int64) -> Row {
            let body = (0..<4).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            return ["id": .integer(id), "title": id % 3 == 0 ? "A fox" : .null, "body": .text(body), "group": 1]
        }
        try table.insert((0..<40).map(row))
        // One without a text, one with a vector of its own, one with a vector that no index can take.
        try table.insert([
            ["id": 90, "title": "whale", "group": 2],
            ["id": 91, "body": "x", "group": 2, "own": .vector((0..<16).map { Float($0) })],
            ["id": 92, "body": "x", "group": 2, "own": .vector(Array(repeating: 0, count: 16))],
        ])
        let flat = try store.createIndex(
            "notes_flat", over: "notes",
            definition: IndexDefinition(
                embeddedColumn: "body", vectorColumn: "own",
                keywordColumns: [.init("title", weight: 2), .init("body")]), model: embedder)
        let graph = try store.createIndex(
            "notes_graph", over: "notes", definition: IndexDefinition(embeddedColumn: "body", metric: .squaredL2),
            model: embedder, limits: IndexLimits(flat: 24, recent: 6))
        for index in [flat, graph] { try await index.sync() }
        try table.merge((30..<50).map(row))
        try table.delete(keys: [Int64(2), 3, 90])
        for index in [flat, graph] { try await index.sync() }
        try graph.checkpoint()
        // The indexes are behind.
        try table.merge([row(60), row(5)])
    }

    private static func fillCollection(_ store: Store, _ docs: URL) async throws {
        try FileManager.default.createDirectory(at: docs, withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            let file = docs.appendingPathComponent(name)
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: file.path)
        }
        let collection = try collection(in: store)
        try write("# Guide\n\n## Installing\n\nHow to install the red fox. Then feed it.\n", "guide.md")
        try write("A whale swims in the river. 東京の猫は寝ている。", "notes.txt")
        try write("<html><title>Old</title><p>This page goes away.</p></html>", "old.html")
        _ = try await collection.ingest(source(docs))
        try FileManager.default.removeItem(at: docs.appendingPathComponent("old.html"))
        try write("# Guide\n\n## Installing\n\nHow to install the blue fox.\n\n## Use\n\nFeed it.\n", "guide.md")
        _ = try await collection.ingest(source(docs))
    }

    // MARK: - Archives

    /// A process of the system's `tar`.
    static func tar(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tar"] + arguments
        try process.run()
        process.waitUntilExit()
        struct Failed: Error { let status: Int32 }
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    }
}

import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing

/// Random operations on tables, an index over one and a collection, and on dictionaries; with reopening, lost files and
/// a vacuum in between.
@Suite struct StoreModelTests {
    private static let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

    /// 200 seeds in the long form.
    @Test(arguments: 0..<(StoreModelTests.isLong ? 200 : 6) as Range<UInt64>)
    func aStoreDoesWhatDictionariesDo(seed: UInt64) async throws {
        var random = SeededGenerator(seed: 500 + seed)
        let place = try StoreWorkplace(TestData.temporaryFolder())
        defer { try? FileManager.default.removeItem(at: place.folder) }
        var oracle = StoreOracle()
        for step in 0..<(Self.isLong ? 300 : 80) {
            let context: Comment = "seed \(seed), step \(step)"
            let operation = StoreRole.all.draw(&random)
            if case .reopen = operation, Bool.random(using: &random) {
                for folder in StoreFolder(place.folder).indexFolders { try FileManager.default.removeItem(at: folder) }
            }
            do {
                let version = try await place.perform(operation)
                oracle.follow([.begins(operation), .done(version: version)], context)
            } catch let error as StoreError where error.code == .duplicateKey {
                oracle.follow([.begins(operation), .refused(code: error.code.description)], context)
            }
            #expect(try place.notes.version == oracle.version, context)
            if step % 5 == 0 { try await check(place, oracle, using: &random, context) }
        }
        try await check(place, oracle, using: &random, "seed \(seed)")
        #expect(try place.store.check() == [], "seed \(seed)")
        try place.store.close()
    }

    private func check(
        _ place: StoreWorkplace, _ oracle: StoreOracle, using random: inout SeededGenerator, _ context: Comment
    ) async throws {
        #expect(try place.notes.rowsByNumber() == oracle.state.notes, context)
        #expect(try place.ledger.rowsByNumber() == oracle.state.ledger, context)
        let synced = try place.index.status().syncedVersion
        let rows = try #require(oracle.versions[synced], context)
        try await IndexOracle(model: StoreWorkplace.model, rows: rows)
            .check(place.index, [StoreRole.text(&random)], context)
        // Any version that a vacuum has left can be read.
        let oldest = try place.notes.oldestVersion
        let version = Int64.random(in: oldest...oracle.version, using: &random)
        if let past = oracle.versions[version] {
            #expect(Set(try place.notes.rows(at: version)) == Set(past.values), context)
        }
    }
}

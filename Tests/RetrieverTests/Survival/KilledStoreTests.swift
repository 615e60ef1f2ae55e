import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing

/// Processes that are killed at any moment of whatever they do to a store.
@Suite(.serialized) struct KilledStoreTests {
    private static let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

    /// A thousand kills in the long form.
    @Test func aKilledProcessLosesNothingThatWasAcknowledged() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let kills = Self.isLong ? 1_000 : 24
        let seed: UInt64 = 101
        var random = SeededGenerator(seed: seed)
        var oracle = StoreOracle()
        var replica: (version: Int64, rows: StoreOracle.Rows) = (0, [:])
        var inFlight: [String: Int] = [:]
        for kill in 0..<kills {
            let context: Comment = "kill \(kill), seed \(seed)"
            let process = try StoreProcess(folder, role: .all, seed: seed + UInt64(kill))
            // Some die while they open the store, most in the middle of their work.
            if kill % 8 != 0 { try process.waitUntilItWorks() }
            usleep(UInt32.random(in: 0..<250_000, using: &random))
            oracle.follow(try process.kill(), context)
            if let operation = oracle.inFlight { inFlight[operation.name, default: 0] += 1 }

            let place = try StoreWorkplace(folder)
            #expect(try place.store.check() == [], context)
            let found = StoreOracle.State(
                notes: try place.notes.rowsByNumber(), ledger: try place.ledger.rowsByNumber())
            let expected = oracle.possible
            try #require(expected.contains(found), context)
            #expect(try place.mirror.rowsByNumber() == found.ledger, context)
            oracle.take(found)
            #expect(try place.notes.version == oracle.version, context)
            try follow(place.notes, &replica, context)
            #expect(replica.rows == found.notes, context)
            try await checkIndex(place, &oracle, using: &random, context)
            let documents = CollectionOracle(place: place)
            try documents.checkAsFound(context)
            if kill % 4 == 3 { try await documents.checkAfterIngest(context) }
            try place.store.close()
            try StoreFolder(folder).check(context)
        }
        print(
            "\(kills) kills, \(inFlight.values.reduce(0, +)) in the middle of an operation "
                + "(\(inFlight.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))), "
                + "\(oracle.operations) operations acknowledged, version \(oracle.version), seed \(seed)")
        #expect(inFlight.values.reduce(0, +) > kills / 2)
        #expect(oracle.operations > kills)
    }

    /// The index before it is synced, and after.
    private func checkIndex(
        _ place: StoreWorkplace, _ oracle: inout StoreOracle, using random: inout SeededGenerator, _ context: Comment
    ) async throws {
        let queries = (0..<2).map { _ in StoreRole.text(&random) }
        let synced = try place.index.status().syncedVersion
        #expect(synced >= oracle.syncedVersion, context)
        let rows = try #require(oracle.versions[synced], context)
        try await IndexOracle(model: StoreWorkplace.model, rows: rows).check(place.index, queries, context)
        #expect(try await place.index.sync().version == oracle.version, context)
        try await IndexOracle(model: StoreWorkplace.model, rows: oracle.state.notes)
            .check(place.index, queries, context)
        oracle.forgetVersions(before: oracle.version)
    }

    /// Brings a copy to the table's version by its feed.
    private func follow(
        _ table: Table, _ replica: inout (version: Int64, rows: StoreOracle.Rows), _ context: Comment
    ) throws {
        for change in try table.changes(since: replica.version) {
            switch change.type {
            case .insert:
                #expect(replica.rows.updateValue(change.row, forKey: change.row.number) == nil, context)
            case .updatePostimage: replica.rows[change.row.number] = change.row
            case .updatePreimage: #expect(replica.rows[change.row.number] == change.row, context)
            case .delete: #expect(replica.rows.removeValue(forKey: change.row.number) == change.row, context)
            }
            replica.version = change.version
        }
        replica.version = try table.version
    }
}

extension StoreOperation {
    /// Without what it is done with.
    var name: String { String("\(self)".prefix { $0.isLetter }) }
}

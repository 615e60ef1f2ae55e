import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing
import VectorCore

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

    // MARK: - Two processes at once

    /// One writes, the other syncs, saves, ingests and reads; each is killed while the other goes on.
    @Test func aWriterAndAFollowerThatAreKilledDoNotDisturbEachOther() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let rounds = Self.isLong ? 150 : 4
        let seed: UInt64 = 3_000
        var random = SeededGenerator(seed: seed)
        var oracle = StoreOracle()
        var followed = 0
        try StoreWorkplace(folder).store.close()
        for round in 0..<rounds {
            let context: Comment = "round \(round), seed \(seed)"
            let writer = try StoreProcess(folder, role: .writer, seed: seed + UInt64(round))
            let follower = try StoreProcess(folder, role: .follower, seed: seed + UInt64(round))
            try writer.waitUntilItWorks()
            try follower.waitUntilItWorks()
            usleep(UInt32.random(in: 0..<200_000, using: &random))
            let isWriterFirst = Bool.random(using: &random)
            let first = try (isWriterFirst ? writer : follower).kill()
            usleep(UInt32.random(in: 0..<100_000, using: &random))
            #expect((isWriterFirst ? follower : writer).isRunning, context)
            let second = try (isWriterFirst ? follower : writer).kill()
            oracle.follow(isWriterFirst ? first : second, context)
            var follows = StoreOracle()
            follows.follow(isWriterFirst ? second : first, context)
            followed += follows.operations

            let place = try StoreWorkplace(folder)
            #expect(try place.store.check() == [], context)
            let found = StoreOracle.State(
                notes: try place.notes.rowsByNumber(), ledger: try place.ledger.rowsByNumber())
            try #require(oracle.possible.contains(found), context)
            #expect(try place.mirror.rowsByNumber() == found.ledger, context)
            oracle.take(found)
            #expect(try place.notes.version == oracle.version, context)
            #expect(try place.index.status().syncedVersion >= follows.syncedVersion, context)
            try await checkIndex(place, &oracle, using: &random, context)
            try CollectionOracle(place: place).checkAsFound(context)
            try place.store.close()
            try StoreFolder(folder).check(context)
        }
        print(
            "\(2 * rounds) kills of a writer and a follower at once, \(oracle.operations) and \(followed) operations, "
                + "version \(oracle.version), seed \(seed)")
        #expect(oracle.operations > 0 && followed > 0)
    }

    /// Each has keys of its own, and finds them as it left them.
    @Test func twoWritersThatAreKilledKeepTheirRows() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let rounds = Self.isLong ? 150 : 4
        let seed: UInt64 = 5_000
        var random = SeededGenerator(seed: seed)
        let roles: [StoreRole] = [.even, .odd]
        var oracles = [StoreOracle(), StoreOracle()]
        try StoreWorkplace(folder).store.close()
        for round in 0..<rounds {
            let context: Comment = "round \(round), seed \(seed)"
            let processes = try roles.map { try StoreProcess(folder, role: $0, seed: seed + UInt64(round)) }
            for process in processes { try process.waitUntilItWorks() }
            for (number, process) in processes.enumerated() {
                usleep(UInt32.random(in: 0..<150_000, using: &random))
                oracles[number].follow(try process.kill(), context)
            }
            let place = try StoreWorkplace(folder)
            #expect(try place.store.check() == [], context)
            let rows = try place.notes.rowsByNumber()
            for (number, role) in roles.enumerated() {
                let own = StoreOracle.State(notes: rows.filter { role.owns($0.key) })
                try #require(oracles[number].possible.contains(own), "\(role), \(context)")
                oracles[number].take(own)
            }
            try await place.index.sync()
            try await IndexOracle(model: StoreWorkplace.model, rows: rows)
                .check(place.index, [StoreRole.text(&random)], context)
            try place.store.close()
            try StoreFolder(folder).check(context)
        }
        print(
            "\(2 * rounds) kills of two writers at once, \(oracles.map(\.operations)) operations, seed \(seed)")
        // On a busy machine one of the two may come to little.
        let operations = oracles.map(\.operations)
        #expect(operations.allSatisfy { $0 > 0 } && operations.reduce(0, +) > 2 * rounds)
    }

    @Test func aWriterThatWaitsTooLongIsToldSoAndADeadOneHoldsNothing() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = try StoreWorkplace(folder, busyTimeout: 0.1)
        try place.notes.insert([["id": 1, "body": "fox", "group": 1]])
        let holder = try StoreProcess(folder, role: .holder, seed: 0)
        try holder.waitUntilItWorks()
        let error = #expect(throws: StoreError.self) { try place.notes.delete(keys: [Int64(1)]) }
        #expect(error?.code == .busy)
        #expect(try place.notes.rowsByNumber().keys.sorted() == [1], "reading does not wait")
        _ = try holder.kill()
        try place.notes.delete(keys: [Int64(1)])
        #expect(try place.notes.rowsByNumber().isEmpty && place.store.check() == [])
        try place.store.close()
    }

    /// Databases and files of indexes in the making whose processes are gone go, and those of the living stay.
    @Test func whatTheDeadLeaveIsRemovedOnOpeningAndWhatTheLivingHoldIsNot() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = try StoreWorkplace(folder)
        try place.index.checkpoint()
        try place.store.close()
        let store = place.store.folder
        let index = store.appendingPathComponent("indexes/index-1")
        try FileManager.default.createDirectory(at: index, withIntermediateDirectories: true)
        let drafts = [".store.sqlite-A", ".store.sqlite-A-journal"].map { store.appendingPathComponent($0) }
        let dead = index.appendingPathComponent("3.flat.0123456789abcdef.partial")
        for file in drafts + [dead] { try Data("left".utf8).write(to: file) }
        let living = index.appendingPathComponent("4.flat.0123456789abcdef.partial")
        let held = try PosixFileSystem().create(living.path)
        let lock = try #require(FolderLock(store))
        try Store(at: store).close()
        #expect(drafts.allSatisfy { FileManager.default.fileExists(atPath: $0.path) }, "somebody makes a store")
        #expect(!FileManager.default.fileExists(atPath: dead.path))
        #expect(FileManager.default.fileExists(atPath: living.path))
        withExtendedLifetime((lock, held)) {}
    }

    @Test func draftsOfTheDeadAreRemoved() throws {
        let folder = try TemporaryFolder()
        let drafts = [".store.sqlite-A", ".store.sqlite-A-journal"].map { folder.url.appendingPathComponent($0) }
        // Before there is a store, and beside one.
        for _ in 0..<2 {
            for draft in drafts { try Data("left".utf8).write(to: draft) }
            try Store(at: folder.url).close()
            #expect(!drafts.contains { FileManager.default.fileExists(atPath: $0.path) })
        }
    }

    // MARK: - Steps

    /// Brings a copy to the table's version by its feed.
    private func follow(
        _ table: Table, _ replica: inout (version: Int64, rows: StoreOracle.Rows), _ context: Comment
    ) throws {
        // A vacuum may have removed the versions since.
        if try table.oldestVersion > replica.version {
            replica = (try table.version, try table.rowsByNumber())
            return
        }
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

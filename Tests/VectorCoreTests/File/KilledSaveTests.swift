import Foundation
import TestSupport
import Testing
import VectorCore

/// Processes that are killed while they save, and that open what another one saves.
struct KilledSaveTests {
    private static let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

    /// The version of an index that `SaveLoop` saved; nil, and an issue, for one that is not whole.
    private func version(_ index: any VectorIndex, of count: Int) -> Int? {
        let own = index.ids.filter { $0 < 0 }
        guard let version = index.metadata["version"].flatMap({ Int($0) }), own == [-Int64(version)],
            index.count == count, (try? index.search([Float](repeating: 0.5, count: index.dimension), k: 3))?.count == 3
        else {
            Issue.record("version \(index.metadata) holds \(own) of \(index.count)")
            return nil
        }
        return version
    }

    private func start(_ kind: IndexUnderTest, _ file: URL) throws -> Int {
        let saved = try SavedIndex(kind, version: 1, count: 1500, dimension: 32)
        try saved.index.save(to: file, metadata: ["version": "1"])
        return saved.index.count
    }

    /// A thousand kills in the long form, over all kinds.
    @Test(arguments: IndexUnderTest.allCases)
    func aKilledSaveLosesNothingThatWasAcknowledged(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let count = try start(kind, file)
        let kinds = IndexUnderTest.allCases.count
        let kills = ((Self.isLong ? 1000 : 28) + kinds - 1) / kinds
        let seed: UInt64 = 61
        var random = SeededGenerator(seed: seed)
        var acknowledged = 1
        var leftPartial = 0
        for kill in 0..<kills {
            let process = try SavingProcess(file)
            // Some die while they start, most in one of the saves after the first.
            if kill % 8 != 0 { acknowledged = max(process.nextVersion() ?? 0, acknowledged) }
            usleep(UInt32.random(in: 0..<12_000, using: &random))
            let (last, complaint) = try process.kill()
            #expect(complaint.isEmpty, "kill \(kill), seed \(seed)")
            acknowledged = max(last ?? 0, acknowledged)
            let found = try #require(version(IndexFile.open(file), of: count), "kill \(kill), seed \(seed)")
            #expect(found >= acknowledged, "kill \(kill), seed \(seed)")
            acknowledged = found
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(names.count <= 2, "kill \(kill) left \(names)")
            leftPartial += names.count - 1
        }
        let (last, complaint) = try SavingProcess(file, saves: 1).end()
        #expect(last == acknowledged + 1 && complaint.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
        print("\(kind): \(kills) kills, \(leftPartial) in the middle of a save, version \(acknowledged), seed \(seed)")
        #expect(acknowledged > kills / 2)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func whoeverOpensWhileAnotherSavesFindsOneVersionWhole(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let count = try start(kind, file)
        let process = try SavingProcess(file)
        let end = Date.now.addingTimeInterval(Self.isLong ? 20 : 1)
        var newest = 1
        var versions: Set<Int> = []
        while Date.now < end {
            newest = max(process.nextVersion() ?? 0, newest)
            let summary = try IndexFile(file)
            let found = try #require(version(IndexFile.open(file), of: count))
            #expect(found >= newest && summary.count == count)
            newest = found
            versions.insert(found)
        }
        #expect(try process.kill().complaint.isEmpty)
        print("\(kind): \(versions.count) versions opened while they were saved, up to \(newest)")
        #expect(versions.count > 5)
    }

    /// Each clears up what killed savers left, and neither takes the other's file for that.
    @Test(arguments: IndexUnderTest.allCases)
    func twoProcessesThatSaveAtOnceDoNotDisturbEachOther(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let count = try start(kind, file)
        let saves = Self.isLong ? 1000 : 40
        let processes = try (0..<2).map { _ in try SavingProcess(file, saves: saves) }
        for process in processes {
            let (last, complaint) = try process.end()
            #expect(complaint.isEmpty && (last ?? 0) > saves)
        }
        #expect(version(try IndexFile.open(file), of: count) != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
    }
}

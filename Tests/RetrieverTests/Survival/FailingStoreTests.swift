import CFaultyFiles
import Foundation
import Retriever
import StoreLoop
import TestSupport
import Testing

/// A disk that fails at any operation of the database's files: a typed error with nothing changed, and nothing lost.
@Suite(.serialized) struct FailingStoreTests {
    /// How the disk fails.
    struct Fault: Sendable, CustomTestStringConvertible {
        let kind: faulty_kind
        let isForever: Bool
        var testDescription: String { "kind \(kind.rawValue), \(isForever ? "from then on" : "once")" }

        static let all = [faulty_device, faulty_full_disk, faulty_short_write].flatMap { kind in
            [false, true].map { Fault(kind: kind, isForever: $0) }
        }
    }

    private static let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil
    /// In the short form every so manieth operation fails, in the long one each.
    private static let stride = isLong ? 1 : 23

    /// What is done to the store while an operation fails.
    private static let script: [StoreOperation] = {
        func row(_ key: Int64, _ body: String) -> Row {
            ["id": .integer(key), "body": .text(body), "group": .integer(key % 8)]
        }
        return [
            .merge([row(1, "changed"), row(50, "new")]), .sync, .insert([row(60, "fox"), row(61, "whale")]),
            .delete([2, 3]), .all([row(70, "moss")], without: [4]), .query("fox"), .sync,
            .update(group: 5, body: "ember"), .overwrite((0..<12).map { row($0, "stone \($0)") }), .checkpoint, .read,
            .reopen, .merge([row(80, "last")]), .sync,
        ]
    }()

    init() throws { try #require(faulty_files_register() == 0) }

    /// A store as a killed process leaves it, so that opening it begins with a recovery.
    private func template() async throws -> (folder: URL, state: StoreOracle.State) {
        let place = try StoreWorkplace(TestData.temporaryFolder())
        var oracle = StoreOracle()
        var random = SeededGenerator(seed: 7)
        for _ in 0..<12 {
            let operation = StoreRole.writer.draw(&random)
            if case .reopen = operation { continue }
            do { _ = try await place.perform(operation) } catch let error as StoreError
                where error.code == .duplicateKey
            {
                continue
            }
            oracle.follow([.begins(operation), .done(version: nil)], "template")
        }
        try await place.index.sync()
        _ = try await place.perform(.merge([["id": 7, "body": "in the log", "group": 7]]))
        oracle.follow(
            [.begins(.merge([["id": 7, "body": "in the log", "group": 7]])), .done(version: nil)], "template")
        let copy = try TestData.temporaryFolder().appendingPathComponent("template")
        try FileManager.default.copyItem(at: place.folder, to: copy)
        try FileManager.default.removeItem(at: copy.appendingPathComponent("store/store.sqlite-shm"))
        try place.store.close()
        try FileManager.default.removeItem(at: place.folder)
        return (copy, oracle.state)
    }

    @Test(arguments: Fault.all)
    func anErrorAtAnyOperationIsTypedAndLosesNothing(fault: Fault) async throws {
        let (template, state) = try await template()
        defer { try? FileManager.default.removeItem(at: template.deletingLastPathComponent()) }
        var number: Int64 = 0
        var errors: [String: Int] = [:]
        while true {
            let folder = try TestData.temporaryFolder().appendingPathComponent("place")
            defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
            try FileManager.default.copyItem(at: template, to: folder)
            var run = FaultyRun(folder: folder, state: state)
            faulty_files_arm(folder.path, number, fault.isForever, fault.kind)
            await run.perform(Self.script, "operation \(number), \(fault.testDescription)")
            let counted = faulty_files_disarm()
            try await run.checkAfterwards("operation \(number), \(fault.testDescription)")
            for code in run.errors { errors[code, default: 0] += 1 }
            if counted <= number { break }
            number += Int64(Self.stride)
        }
        print(
            "\(fault.testDescription): each \(Self.stride)th of \(number) operations failed, "
                + "\(errors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
        #expect(number > 20 && !errors.isEmpty)
    }

    /// The folder has no store then, or a whole one, and can become one.
    @Test(arguments: Fault.all)
    func anErrorWhileAStoreIsMadeLeavesNoneOrAWholeOne(fault: Fault) throws {
        var number: Int64 = 0
        while true {
            let folder = try TemporaryFolder()
            let context: Comment = "operation \(number), \(fault.testDescription)"
            faulty_files_arm(folder.url.path, number, fault.isForever, fault.kind)
            do { try Store(at: folder.url).close() } catch {
                #expect(FaultyRun.machine.contains(error.code), "\(error), \(context)")
            }
            let counted = faulty_files_disarm()
            let store = try Store(at: folder.url)
            #expect(try store.tables().isEmpty && store.check() == [], context)
            try store.createTable("t", schema: StoreWorkplace.schema)
            try store.close()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
            #expect(Set(names).isSubset(of: StoreFolder.names), context)
            if counted <= number { break }
            number += Int64(Self.stride)
        }
        #expect(number > 10)
    }
}

/// One run of a script over a disk that fails, and what may be found after it.
private struct FaultyRun {
    static let machine: Set<StoreError.Code> = [
        .ioFailure, .diskFull, .cannotOpen, .readOnly, .damaged, .busy, .database,
    ]

    let folder: URL
    /// What was acknowledged.
    private(set) var state: StoreOracle.State
    /// With one of the operations that failed since, which a recovery may find whole: its last frame was written, not synced.
    private var perhaps: [StoreOracle.State] = []
    private(set) var errors: [String] = []

    init(folder: URL, state: StoreOracle.State) {
        self.folder = folder
        self.state = state
    }

    mutating func perform(_ script: [StoreOperation], _ context: Comment) async {
        var place: StoreWorkplace?
        for operation in script {
            var isOpen = false
            do {
                place = try place ?? StoreWorkplace(folder, busyTimeout: 0.2)
                isOpen = true
                _ = try await place?.perform(operation)
                let next = StoreOracle.after(operation, state)
                // What changes nothing writes nothing over what is left in the log.
                if next != state { perhaps = [] }
                state = next
            } catch let error as StoreError {
                #expect(Self.machine.contains(error.code), "\(error), \(operation.name), \(context)")
                errors.append(error.code.description)
                if isOpen, operation.isWrite { perhaps.append(StoreOracle.after(operation, state)) }
                if case .reopen = operation { place = nil }
            } catch {
                Issue.record("\(operation.name): \(error), \(context)")
            }
            if let place, let rows = try? place.notes.rowsByNumber() {
                #expect(rows == state.notes, "after \(operation.name), \(context)")
            }
        }
        try? place?.store.close()
    }

    func checkAfterwards(_ context: Comment) async throws {
        let place = try StoreWorkplace(folder)
        #expect(try place.store.check() == [], context)
        let found = StoreOracle.State(notes: try place.notes.rowsByNumber(), ledger: try place.ledger.rowsByNumber())
        #expect(found == state || perhaps.contains(found), context)
        #expect(try place.mirror.rowsByNumber() == found.ledger, context)
        try await place.index.sync()
        try await IndexOracle(model: StoreWorkplace.model, rows: found.notes).check(place.index, ["red fox"], context)
        try place.store.close()
    }
}

extension StoreOperation {
    fileprivate var isWrite: Bool {
        switch self {
        case .insert, .merge, .overwrite, .update, .delete, .deleteGroup, .all: true
        default: false
        }
    }
}

import Foundation
import Testing

struct DamageTests {
    @Test func aDamagedOrMissingIndexFileIsRebuilt() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let before = try await bench.search("crash safety", "--mode", "vector", "--json")
        let indexes = URL(fileURLWithPath: bench.store).appendingPathComponent("indexes")
        let files =
            (FileManager.default.enumerator(at: indexes, includingPropertiesForKeys: [.isRegularFileKey])?
            .allObjects as? [URL] ?? []).filter {
                (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
            }
        #expect(!files.isEmpty)
        for file in files {
            let whole = try Data(contentsOf: file)
            for kind in ["flipped", "truncated", "missing"] {
                switch kind {
                case "flipped":
                    var damaged = whole
                    for at in stride(from: 0, to: damaged.count, by: 997) { damaged[at] ^= 0xA5 }
                    try damaged.write(to: file)
                case "truncated": try whole.prefix(whole.count / 2).write(to: file)
                default: try? FileManager.default.removeItem(at: file)
                }
                let after = try await bench.search("crash safety", "--mode", "vector", "--json")
                #expect(after.status == 0, "\(kind) \(file.lastPathComponent): \(after)")
                #expect(after.output == before.output, "\(kind) \(file.lastPathComponent)")
            }
        }
    }

    @Test func aDamagedStoreIsRefusedWithAMessage() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let database = URL(fileURLWithPath: bench.store).appendingPathComponent("store.sqlite")
        try Data("this is no database, not by a long way, and never was".utf8).write(to: database)
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + suffix) }
        for arguments in [["search", "x"], ["ask", "x"], ["ingest", bench.documents.path]] {
            let run = try await Program.tessera.run([arguments[0], "--store", bench.store, arguments[1]])
            #expect(run.status != 0 && run.output.isEmpty, "\(run)")
            #expect(!run.errors.isEmpty && !run.errors.contains("Fatal error"), "\(run)")
        }
    }

    @Test func aStoreOfAnotherModelIsRefused() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let other = bench.folder.file("other-model")
        try FileManager.default.copyItem(at: Models.encoder, to: other)
        let weights = other.appendingPathComponent("model.safetensors")
        var bytes = try Data(contentsOf: weights)
        bytes[bytes.count - 2] ^= 0x01
        try bytes.write(to: weights)
        for arguments in [["search", "crash"], ["ask", "crash"], ["ingest", bench.documents.path]] {
            let run = try await Program.tessera.run(
                [arguments[0], "--store", bench.store, arguments[1], "--model", other.path])
            #expect(run.status != 0 && run.output.isEmpty, "\(run)")
            #expect(run.errors.contains("model"), "\(run)")
        }
        // And the store is as it was.
        #expect(try await bench.search("crash", "--json").status == 0)
    }
}

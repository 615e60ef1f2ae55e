import Foundation
import Retriever
import Testing

@Suite struct VolumeTests {
    @Test func aVolumeListsItsFilesAsATable() async throws {
        let fixture = try IngestFixture()
        try fixture.write("red foxes", to: "a.txt", modified: Date(timeIntervalSince1970: 1_000_000))
        try fixture.write("x", to: "deep/photo.PNG")
        let volume = try fixture.store.createVolume("docs.handbook", source: FolderSource(fixture.docs))
        #expect(volume.identity == "/Volumes/main/docs/handbook")
        var report = try await volume.refresh()
        #expect(report.seen == 2 && report.added == 2 && report.hashed == 2)
        let row = try #require(try volume.files.row(key: "a.txt"))
        #expect(row["size"] == 9 && row["type"] == "txt")
        #expect(row["modified"] == .timestamp(Date(timeIntervalSince1970: 1_000_000)))
        // sha256sum says so.
        #expect(row["hash"] == "2902e09ebedd18cd93611037f47282df2b0995bcd846225d176a1fa7e1c15a06")
        #expect(try volume.files.row(key: "deep/photo.PNG")?["type"] == "png")

        try await fixture.settle()
        _ = try await volume.refresh()
        report = try await volume.refresh()
        #expect(report.unchanged == 2 && report.hashed == 0)
        let version = try volume.files.version
        try fixture.reopen()
        let again = try fixture.store.volume("docs.handbook")
        report = try await again.refresh()
        #expect(report.unchanged == 2 && report.hashed == 0)
        #expect(try again.files.version == version)
    }

    @Test func changesAreNoticedAndCounted() async throws {
        let fixture = try IngestFixture()
        for name in ["a", "b", "c", "d"] { try fixture.write("Foxes like \(name).", to: "\(name).txt") }
        let volume = try fixture.store.createVolume("files", source: FolderSource(fixture.docs))
        _ = try await volume.refresh()
        try await fixture.settle()
        try fixture.write("Foxes like beer.", to: "b.txt")
        try FileManager.default.removeItem(at: fixture.file("c.txt"))
        try FileManager.default.createDirectory(
            at: fixture.file("deep"), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: fixture.file("d.txt"), to: fixture.file("deep/e.txt"))
        try fixture.write("new", to: "f.txt")
        let report = try await volume.refresh()
        #expect(report.changed == 1 && report.deleted == 1 && report.moved == 1 && report.added == 1)
        #expect(report.unchanged == 1 && report.seen == 4)
        let paths = try volume.files.rows(orderedBy: [.ascending("path")]).map { $0["path"] }
        #expect(paths == ["a.txt", "b.txt", "deep/e.txt", "f.txt"])
    }

    @Test func twoCollectionsHashAFileOnce() async throws {
        let fixture = try IngestFixture()
        for number in 0..<5 { try fixture.write("Note \(number) about foxes.", to: "\(number).txt") }
        try await fixture.settle()
        let volume = try fixture.store.createVolume("files", source: FolderSource(fixture.docs))
        _ = try await volume.refresh()
        var report = try await fixture.collection.ingest(volume)
        #expect(report.added == 5 && report.readCalls == 5)
        report = try await fixture.collection.ingest(volume)
        #expect(
            report.unchanged == 5 && report.readCalls == 0 && report.parseCalls == 0
                && report.embeddingCalls == 0)
        // Touched: hashed for the volume, and of no interest to collections.
        for number in 0..<5 {
            try fixture.touch("\(number).txt", modified: Date(timeIntervalSinceNow: -99))
        }
        report = try await fixture.collection.ingest(volume)
        #expect(report.unchanged == 5 && report.readCalls == 0)
        report = try await fixture.collection("other").ingest(volume)
        #expect(report.added == 5 && report.embeddingCalls == 0)
    }

    @Test func anUnmountedDiskLeavesTheTableAlone() async throws {
        let fixture = try IngestFixture()
        try fixture.write("red foxes", to: "a.txt")
        let volume = try fixture.store.createVolume("files", source: FolderSource(fixture.docs))
        _ = try await volume.refresh()
        _ = try await fixture.collection.ingest(volume)
        try FileManager.default.removeItem(at: fixture.file("a.txt"))
        await #expect(throws: IngestError.sourceEmpty(volume.identity, documents: 1)) {
            try await volume.refresh()
        }
        await #expect(throws: IngestError.sourceEmpty(volume.identity, documents: 1)) {
            try await fixture.collection.ingest(volume)
        }
        try FileManager.default.removeItem(at: fixture.docs)
        await #expect(throws: IngestError.self) { try await volume.refresh() }
        #expect(try fixture.collection.chunks.count() == 1)
    }

    @Test func volumesAreKnownByTheirNames() async throws {
        let fixture = try IngestFixture()
        let store = fixture.store
        #expect(throws: StoreError.self) { try store.volume("none") }
        let volume = try store.createVolume(
            "files", source: FolderSource(fixture.docs), comment: "Ours")
        #expect(try store.object("files").comment == "Ours")
        #expect(throws: StoreError.self) {
            try store.createVolume("FILES", source: FolderSource(fixture.docs))
        }
        let memory = MemorySource(
            identity: "memory", documents: [.init(path: "a.txt", text: "red foxes")])
        #expect(try await store.createVolume("other", source: memory).refresh().added == 1)
        #expect(throws: IngestError.self) { try store.volume("other") }
        #expect(throws: IngestError.self) {
            try store.volume("other", source: FolderSource(fixture.docs))
        }
        #expect(try await store.volume("other", source: memory).refresh().unchanged == 1)
        #expect(try store.objects(kind: .volume).map(\.name) == ["files", "other"])

        // Names change, and documents go on.
        try fixture.write("red foxes", to: "a.txt")
        _ = try await fixture.collection.ingest(volume)
        let lineage = try store.lineage(of: "files", kind: .volume).downstream.map(\.target.name)
        #expect(lineage == ["docs_documents", "docs_chunks", "docs_index"])
        try store.rename("files", kind: .volume, to: "docs.handbook")
        try store.rename("files_files", to: "docs.handbook_list")
        let renamed = try store.volume("docs.handbook")
        #expect(renamed.identity == volume.identity)
        #expect(try await fixture.collection.ingest(renamed).unchanged == 1)
        try store.dropVolume("docs.handbook")
        #expect(try store.objects(kind: .volume).map(\.name) == ["other"])
        #expect(try !store.tableExists("docs.handbook_list"))
        _ = try store.createVolume("files", source: FolderSource(fixture.docs))
    }
}

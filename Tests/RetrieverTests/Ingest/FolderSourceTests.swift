import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct FolderSourceTests {
    private func write(_ text: String, to path: String, in folder: URL) throws {
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test func itListsWhatLiesBelow() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in ["b.md", "a/c.TXT", "a/d/e.html", ".hidden.md", ".git/config", "noextension", "ä/日本.md"] {
            try write(path, to: path, in: folder)
        }
        let listing = try await FolderSource(folder).listing()
        #expect(listing.files.map(\.path) == ["a/c.TXT", "a/d/e.html", "b.md", "noextension", "ä/日本.md"])
        #expect(listing.files.map(\.type) == ["txt", "html", "md", "", "md"])
        #expect(listing.files.map { $0.size ?? -1 } == listing.files.map(\.path.utf8.count))
        #expect(listing.problems.isEmpty)
        guard case .content(let content) = try await FolderSource(folder).read(listing.files[2], since: nil) else {
            Issue.record("no content")
            return
        }
        #expect(content.bytes == Array("b.md".utf8))
    }

    @Test func linksAreFollowedOutOfTheFolderOnceAndLoopsEnd() async throws {
        let folder = try TestData.temporaryFolder()
        let outside = try TestData.temporaryFolder()
        defer { for place in [folder, outside] { try? FileManager.default.removeItem(at: place) } }
        try write("in", to: "sub/in.md", in: folder)
        try write("out", to: "out.md", in: outside)
        func link(_ path: String, to target: URL) throws {
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent(path), withDestinationURL: target)
        }
        try link("sub/loop", to: folder)
        try link("again", to: folder.appendingPathComponent("sub"))
        try link("copy.md", to: folder.appendingPathComponent("sub/in.md"))
        try link("linked", to: outside)
        try link("twice", to: outside)
        try link("nowhere", to: outside.appendingPathComponent("missing"))
        try FileManager.default.createSymbolicLink(
            at: outside.appendingPathComponent("back"), withDestinationURL: folder)
        let listing = try await FolderSource(folder).listing()
        #expect(listing.files.map(\.path) == ["linked/out.md", "sub/in.md"])
        #expect(listing.problems.map(\.path) == ["nowhere"])
    }

    @Test func whatCannotBeTakenIsNamed() async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(String(repeating: "x", count: 100), to: "large.md", in: folder)
        try write("x", to: "small.md", in: folder)
        let listing = try await FolderSource(folder, maximumBytes: 99).listing()
        #expect(listing.files.map(\.path) == ["small.md"] && listing.problems.map(\.path) == ["large.md"])
        await #expect(throws: IngestError.self) {
            try await FolderSource(folder.appendingPathComponent("missing")).listing()
        }
        await #expect(throws: IngestError.self) {
            try await FolderSource(folder.appendingPathComponent("small.md")).listing()
        }
        let gone = SourceFile(path: "gone.md", size: 1, modified: Date())
        await #expect(throws: FileProblem.self) { try await FolderSource(folder).read(gone, since: nil) }
    }
}

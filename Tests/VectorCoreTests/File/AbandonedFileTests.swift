import Foundation
import TestSupport
import Testing
import VectorCore

/// What killed saves leave is cleared up by the next one, and nothing else is.
struct AbandonedFileTests {
    private let leftover = "index.0123456789abcdef.partial"

    private func save(_ folder: URL) throws {
        let index = try FlatIndex(dimension: 2, metric: .squaredL2)
        try index.save(to: folder.appendingPathComponent("index"))
    }

    @Test func theNextSaveRemovesAnAbandonedFile() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(count: 5).write(to: folder.appendingPathComponent(leftover))
        try save(folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
    }

    @Test func aFileThatIsBeingWrittenIsLeftAlone() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent(leftover).path
        do {
            let writer = try PosixFileSystem().create(path)
            try save(folder)
            #expect(FileManager.default.fileExists(atPath: path))
            try writer.synchronize()
        }
        try save(folder)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func filesOfOtherNamesAreLeftAlone() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let others = [
            "other.0123456789abcdef.partial", "index.0123456789abcdef", "index.2024.partial", "index.partial",
            "index.0123456789abcdeg.partial", "index.b.0123456789abcdef.partial", "0123456789abcdef.partial",
        ]
        for name in others { try Data().write(to: folder.appendingPathComponent(name)) }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(leftover), withIntermediateDirectories: false)
        try save(folder)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(left) == Set(others + ["index", leftover]))
    }

    /// Threads that save one index to one path and clear up after each other neither fail nor leave anything.
    @Test func savesAtOnceDoNotDisturbOneAnother() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do { for _ in 0..<100 { try save(folder) } } catch { Issue.record(error) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
        #expect(try IndexFile(folder.appendingPathComponent("index")).count == 0)
    }
}

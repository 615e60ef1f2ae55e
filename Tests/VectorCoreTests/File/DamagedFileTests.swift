import Foundation
import TestSupport
import Testing
import VectorCore

/// A damaged file is noticed wherever the damage is, and is never a crash.
struct DamagedFileTests {
    private func smallFile(_ kind: IndexUnderTest, _ file: URL) throws {
        var random = SeededGenerator(seed: 5)
        let index = try kind.make(3, .cosine)
        try index.add(random.matrix(14, 3), ids: (0..<14).map { $0 - 5 })
        index.remove([1, 2, 3])
        try index.save(to: file, metadata: ["model": "m"])
    }

    private func expectTypedError(_ kind: IndexUnderTest, _ file: URL, _ what: @autoclosure () -> String) {
        do {
            _ = try kind.open(file)
            Issue.record("\(kind) opened with \(what())")
        } catch {
            #expect(error is VectorIndexError)
        }
        // The summary reads less of it, but what it reads it must understand or refuse.
        _ = try? IndexFile(file)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func everyFlippedByteIsNoticed(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        try smallFile(kind, file)
        let whole = try Data(contentsOf: file)
        for position in whole.indices {
            for change: UInt8 in [1, 0x80, 0xFF] where position % 3 == 0 || change == 0xFF {
                var bytes = whole
                bytes[position] ^= change
                try bytes.write(to: file)
                expectTypedError(kind, file, "byte \(position) changed by \(change)")
            }
        }
        try whole.write(to: file)
        #expect(try kind.open(file).count == 11)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func everyTruncationAndAddedByteIsNoticed(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        try smallFile(kind, file)
        let whole = try Data(contentsOf: file)
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: file)
            expectTypedError(kind, file, "\(length) bytes of \(whole.count)")
        }
        try (whole + [0]).write(to: file)
        expectTypedError(kind, file, "a byte more")
        try Data(repeating: 0, count: 4096).write(to: file)
        expectTypedError(kind, file, "zeros")
    }

    @Test(arguments: IndexUnderTest.allCases)
    func missingFilesFoldersAndUnwritablePlacesAreTypedErrors(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        func code(_ body: () throws -> Void) -> VectorIndexError.Code? {
            do { try body() } catch { return (error as? VectorIndexError)?.code }
            return nil
        }
        #expect(code { _ = try kind.open(folder.appendingPathComponent("none")) } == .fileNotFound)
        #expect(code { _ = try kind.open(folder) } == .fileUnsupported)
        #expect(code { _ = try IndexFile.open(folder.appendingPathComponent("none")) } == .fileNotFound)
        let index = try kind.make(2, .squaredL2)
        #expect(code { try index.save(to: folder.appendingPathComponent("no/folder/index")) } != nil)
        #expect(code { try index.save(to: URL(fileURLWithPath: "/proc/index")) } != nil)
        try Data("some text that is long enough to hold a header, and a little more of it.".utf8)
            .write(to: folder.appendingPathComponent("text"))
        #expect(code { _ = try kind.open(folder.appendingPathComponent("text")) } == .fileUnsupported)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func aFailureAtAnyStepOfSavingLeavesTheOldFileAndNothingElse(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        try smallFile(kind, file)
        let old = try Data(contentsOf: file)
        var random = SeededGenerator(seed: 6)
        let index = try kind.make(64, .squaredL2)
        try index.add(random.matrix(1000, 64), ids: Array(0..<1000))
        var step = 0
        while true {
            let failing = FailingFileSystem(after: step)
            do throws(VectorIndexError) {
                if let flat = index as? FlatIndex { try flat.save(to: file, metadata: [:], fileSystem: failing) }
                if let lists = index as? IVFFlatIndex { try lists.save(to: file, metadata: [:], fileSystem: failing) }
                if let lists = index as? IVFPQIndex { try lists.save(to: file, metadata: [:], fileSystem: failing) }
                if let graph = index as? HNSWIndex { try graph.save(to: file, metadata: [:], fileSystem: failing) }
                break
            } catch {
                #expect(error.code == .ioFailure)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
                // Only when the folder's names could not be made durable is the new file there already.
                if try Data(contentsOf: file) != old { #expect(try kind.open(file).count == 1000) }
            }
            step += 1
        }
        #expect(step > 8)
        #expect(try kind.open(file).count == 1000)
    }
}

/// The system's files until so many operations are done; every later one finds the disk full.
private final class FailingFileSystem: FileSystem, @unchecked Sendable {
    private let real = PosixFileSystem()
    fileprivate var left: Int

    init(after operations: Int) { left = operations }

    fileprivate func count() throws(VectorIndexError) {
        left -= 1
        if left < 0 { throw VectorIndexError(.ioFailure, "no space left on device") }
    }

    func open(_ path: String) throws(VectorIndexError) -> any ReadableFile { try real.open(path) }

    func create(_ path: String) throws(VectorIndexError) -> any WritableFile {
        try count()
        return FailingFile(try real.create(path), self)
    }

    func rename(_ path: String, to other: String) throws(VectorIndexError) {
        try count()
        try real.rename(path, to: other)
    }

    func remove(_ path: String) { real.remove(path) }

    func synchronizeFolder(_ path: String) throws(VectorIndexError) {
        try count()
        try real.synchronizeFolder(path)
    }
}

private final class FailingFile: WritableFile {
    private let real: any WritableFile
    private let system: FailingFileSystem

    init(_ real: any WritableFile, _ system: FailingFileSystem) {
        self.real = real
        self.system = system
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(VectorIndexError) {
        try system.count()
        try real.write(bytes, at: offset)
    }

    func synchronize() throws(VectorIndexError) {
        try system.count()
        try real.synchronize()
    }
}

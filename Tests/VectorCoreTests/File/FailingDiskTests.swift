import Foundation
import TestSupport
import Testing
import VectorCore

/// An error of the disk at any operation is a typed error, and saves leave the old file as it was.
struct FailingDiskTests {
    private static let path = SavedIndex.path

    private func code(_ body: () throws -> Void) -> VectorIndexError.Code? {
        do { try body() } catch {
            #expect(error is VectorIndexError)
            return (error as? VectorIndexError)?.code
        }
        return nil
    }

    /// Once, and from then on: the folder may be left with a partial file when the disk refuses to remove it, until the
    /// next save.
    @Test(arguments: IndexUnderTest.allCases, FaultyFileSystem.Failure.allCases)
    func aFailureAtAnyOperationOfASaveLeavesTheOldFile(
        kind: IndexUnderTest, failure: FaultyFileSystem.Failure
    ) throws {
        let old = try SavedIndex(kind, version: 1)
        let new = try SavedIndex(kind, version: 2, count: 900, dimension: 64)
        let file = try old.file()
        let whole = try new.file()
        var operation = 0
        var failures = 0
        while true {
            let disk = MemoryDisk([Self.path: file])
            let faulty = FaultyFileSystem(disk, failing: operation, failure)
            let code = code { try new.index.save(to: Self.path, version: 2, on: faulty) }
            if !faulty.hasFailed { break }
            operation += 1
            let left = disk.files
            if code == nil {
                // Only to look for abandoned files may fail silently.
                #expect(failure == .once && left == [Self.path: whole], "operation \(operation)")
                continue
            }
            failures += 1
            #expect(code == .ioFailure, "operation \(operation)")
            // Only when the folder's names could not be made durable is the new file there already.
            #expect(left[Self.path] == file || left[Self.path] == whole, "operation \(operation)")
            #expect(left.count == 1 || (failure == .forever && left.count == 2), "operation \(operation)")
            try new.index.save(to: Self.path, version: 2, on: disk)
            #expect(disk.files == [Self.path: whole], "after operation \(operation)")
        }
        print("\(kind): \(failures) of a save's \(operation) operations failed, \(failure)")
        #expect(failures > 8 && failures >= operation - 1, "\(failures) of \(operation)")
    }

    @Test(arguments: IndexUnderTest.allCases, FaultyFileSystem.Failure.allCases)
    func aFailureAtAnyOperationOfOpeningIsATypedError(
        kind: IndexUnderTest, failure: FaultyFileSystem.Failure
    ) throws {
        let saved = try SavedIndex(kind, version: 1, count: 900, dimension: 64)
        let disk = MemoryDisk([Self.path: try saved.file()])
        let url = URL(fileURLWithPath: Self.path)
        for isSummary in [false, true] {
            var operation = 0
            while true {
                let faulty = FaultyFileSystem(disk, failing: operation, failure)
                let code = code {
                    if isSummary {
                        _ = try IndexFile(url, fileSystem: faulty)
                    } else {
                        _ = try IndexFile.open(url, fileSystem: faulty)
                    }
                }
                if !faulty.hasFailed { break }
                #expect(code == .ioFailure, "operation \(operation)")
                operation += 1
            }
            print("\(kind): each of \(operation) operations of opening failed, \(failure)")
            #expect(operation > (isSummary ? 4 : 8))
        }
    }

    // MARK: - The system's own files

    @Test(arguments: IndexUnderTest.allCases)
    func shortAndInterruptedCallsAreFinished(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("index").path
        let saved = try SavedIndex(kind, version: 1)
        let system = PosixFileSystem(calls: .hurried(bytes: 7))
        try saved.index.save(to: path, version: 1, on: system)
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == saved.file())
        let index = try IndexFile.open(URL(fileURLWithPath: path), fileSystem: system)
        #expect(try SavedIndex.Content(index) == saved.content)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func aFullDiskAtAnyCallOfASaveLeavesTheOldFileAndNothingElse(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let old = try SavedIndex(kind, version: 1)
        let new = try SavedIndex(kind, version: 2, count: 900, dimension: 64)
        try old.index.save(to: file.path, version: 1, on: PosixFileSystem())
        var call = 0
        while true {
            let counter = SystemCalls.Counter()
            let system = PosixFileSystem(calls: .failing(from: call, ENOSPC, counter: counter))
            let code = code { try new.index.save(to: file.path, version: 2, on: system) }
            if counter.value <= call { break }
            #expect(code == .ioFailure, "call \(call)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index"])
            // The last call makes the folder's names durable: the new file is in its place by then.
            let content = try SavedIndex.Content(IndexFile.open(file))
            #expect(content == old.content || content == new.content, "call \(call)")
            if content == new.content { try old.index.save(to: file.path, version: 1, on: PosixFileSystem()) }
            call += 1
        }
        #expect(call > 7)
        #expect(try SavedIndex.Content(IndexFile.open(file)) == new.content)
    }

    /// A file that is cut while it is being read, and a disk that fails then.
    @Test(arguments: IndexUnderTest.allCases)
    func anErrorOrAnEarlyEndAtAnyReadIsATypedError(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let saved = try SavedIndex(kind, version: 1, count: 900, dimension: 64)
        try saved.index.save(to: file.path, version: 1, on: PosixFileSystem())
        for (number, expected) in [(EIO, VectorIndexError.Code.ioFailure), (nil, .fileDamaged)] as [(Int32?, _)] {
            var call = 0
            while true {
                let counter = SystemCalls.Counter()
                let system = PosixFileSystem(calls: .failing(from: call, number, counter: counter))
                let code = code { _ = try IndexFile.open(file, fileSystem: system) }
                if counter.value <= call { break }
                #expect(code == expected, "call \(call)")
                call += 1
            }
            #expect(call >= 6)
        }
    }
}

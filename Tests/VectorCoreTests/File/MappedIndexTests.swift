import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing
import VectorCore

/// A mapped index is as good as one that was built: it answers the same, changes, grows and is saved.
struct MappedIndexTests {
    @Test(arguments: IndexUnderTest.allCases, FileChecking.allCases)
    func manyThreadsGetTheSameAnswersFromAFreshMap(kind: IndexUnderTest, checking: FileChecking) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        for _ in 0..<5 {
            let index = try kind.open(folder.appendingPathComponent("whole"), checking: checking)
            let wrong = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                let answers = try? MappedFile.answers(index, whole.queries)
                if answers != whole.answers { wrong.add(1, ordering: .relaxed) }
            }
            #expect(wrong.load(ordering: .relaxed) == 0)
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func manyThreadsAtADamagedMapGetErrorsOrAnswers(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 63)
        for _ in 0..<10 {
            var bytes = whole.bytes
            bytes[Int.random(in: 80_000..<bytes.count - 20_000, using: &random)] ^= 4
            try bytes.write(to: file)
            guard let index = try? kind.open(file, checking: .lazily) else { continue }
            let wrong = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                for row in 0..<whole.queries.rows {
                    let found = try? index.search(
                        Array(whole.queries[row: row]), k: 5, options: SearchOptions(efSearch: 20))
                    if let found, found != whole.answers[row][0] { wrong.add(1, ordering: .relaxed) }
                }
            }
            #expect(wrong.load(ordering: .relaxed) == 0)
        }
    }

    @Test(arguments: IndexUnderTest.allCases, FileChecking.allCases)
    func aMapIsChangedAndSavedOverItsOwnFileWhileAnotherLooksAtIt(
        kind: IndexUnderTest, checking: FileChecking
    ) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        let file = folder.appendingPathComponent("whole")
        let other = try kind.open(file, checking: checking)
        let index = try kind.open(file, checking: checking)
        var random = SeededGenerator(seed: 64)
        let rows = random.matrix(400, MappedFile.dimension)
        #expect(index.remove((0..<300).map { Int64($0 * 7) }) > 200)
        try index.add(rows, ids: (10_000..<10_400).map(Int64.init))
        try index.save(to: file)
        #expect(try Data(contentsOf: file) != whole.bytes)
        // The other one has the pages of the former file, which has no name any more.
        #expect(try MappedFile.answers(other, whole.queries) == whole.answers)
        let answers = try MappedFile.answers(index, whole.queries)
        for checking in FileChecking.allCases {
            let opened = try kind.open(file, checking: checking)
            #expect(opened.ids == index.ids && opened.count == index.count)
            #expect(try MappedFile.answers(opened, whole.queries) == answers)
            #expect(
                opened.contains(10_005) && !opened.contains(14)
                    && opened.vector(for: 10_005) == index.vector(for: 10_005))
        }
        try FileManager.default.removeItem(at: file)
        #expect(try MappedFile.answers(other, whole.queries) == whole.answers)
        if let graph = index as? HNSWIndex { #expect(graph.brokenInvariant == nil && graph.unreachableCount == 0) }
    }

    /// Rows of 8 KiB, of which 512 lie in a segment: the map ends within the second, and the index grows into the third.
    @Test(arguments: [IndexUnderTest.flat, .hnsw], FileChecking.allCases)
    func aMapGrowsPastItsLastSegment(kind: IndexUnderTest, checking: FileChecking) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 65)
        let (dimension, count) = (2048, 1100)
        let rows = random.matrix(count, dimension)
        func part(_ range: Range<Int>) -> Matrix {
            Matrix(
                rows: range.count, columns: dimension,
                values: Array(rows.values[range.lowerBound * dimension..<range.upperBound * dimension]))
        }
        let first = try kind.make(dimension, .innerProduct)
        try first.add(part(0..<600), ids: (0..<600).map(Int64.init))
        try first.save(to: file)
        let index = try kind.open(file, checking: checking)
        try index.add(part(600..<count), ids: (600..<Int64(count)).map { $0 })
        for id in 0..<count { #expect(index.vector(for: Int64(id)) == Array(rows[row: id])) }
        let query = random.vector(dimension)
        var oracle = OracleIndex(metric: .innerProduct)
        for id in 0..<count { oracle.vectors[Int64(id)] = Array(rows[row: id]) }
        let found = try index.search(query, k: 10, options: SearchOptions(efSearch: 400))
        #expect(oracle.recall(found, oracle.nearest(query, k: 10)) >= 0.9)
        try index.save(to: file)
        #expect(try kind.open(file).vector(for: 1099) == Array(rows[row: 1099]))
    }

    @Test func aLazilyOpenedGraphIsWhollyCheckedInTheEndAndThenLikeAnyOther() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(.hnswOverCodes, in: folder)
        let file = folder.appendingPathComponent("whole")
        let index = try HNSWIndex.open(file, checking: .lazily)
        #expect(index.isPartlyUnchecked)
        #expect(try MappedFile.answers(index, whole.queries) == whole.answers)
        // Searches alone get there, when they have met everything.
        for row in 0..<3000 {
            guard let vector = index.vector(for: Int64(row)) else { continue }
            _ = try index.search(vector, k: 1, options: SearchOptions(efSearch: 40))
        }
        #expect(!index.isPartlyUnchecked)
        #expect(try MappedFile.answers(index, whole.queries) == whole.answers)

        let other = try HNSWIndex.open(file, checking: .lazily)
        try other.save(to: file)
        #expect(!other.isPartlyUnchecked && other.brokenInvariant == nil)
        #expect(try !HNSWIndex.open(file).isPartlyUnchecked)
    }

    @Test(arguments: IndexUnderTest.allCases, FileChecking.allCases)
    func aFileSystemThatCannotMapIsRead(kind: IndexUnderTest, checking: FileChecking) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        let file = folder.appendingPathComponent("whole")
        func open() throws -> any VectorIndex {
            switch kind {
            case .ivfFlat, .ivfPQ, .ivfPQOfBytes:
                try IndexFile.open(file, checking: checking, fileSystem: UnmappableFileSystem())
            case .flat, .flatOverCodes, .flatOverBits:
                try FlatIndex.open(file, checking: checking, fileSystem: UnmappableFileSystem())
            default: try HNSWIndex.open(file, checking: checking, fileSystem: UnmappableFileSystem())
            }
        }
        #expect(try MappedFile.answers(open(), whole.queries) == whole.answers)
        var bytes = whole.bytes
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        #expect(throws: VectorIndexError.self) { try open() }
    }
}

/// The system's files, which can only be read.
private struct UnmappableFileSystem: FileSystem {
    private let real = PosixFileSystem()

    private final class File: ReadableFile {
        private let real: any ReadableFile
        init(_ real: any ReadableFile) { self.real = real }
        var length: Int { get throws(VectorIndexError) { try real.length } }
        func read(at offset: Int, into target: inout MutableRawSpan) throws(VectorIndexError) {
            try real.read(at: offset, into: &target)
        }
    }

    func open(_ path: String) throws(VectorIndexError) -> any ReadableFile { File(try real.open(path)) }
    func create(_ path: String) throws(VectorIndexError) -> any WritableFile { try real.create(path) }
    func rename(_ path: String, to other: String) throws(VectorIndexError) { try real.rename(path, to: other) }
    func remove(_ path: String) { real.remove(path) }
    func removeAbandoned(_ path: String) { real.removeAbandoned(path) }
    func names(in folder: String) -> [String] { real.names(in: folder) }
    func synchronizeFolder(_ path: String) throws(VectorIndexError) { try real.synchronizeFolder(path) }
}

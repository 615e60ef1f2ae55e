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

    /// - Parameter turn: Which way of checking has its turn: nothing of so small a file is left to be checked later.
    private func expectTypedError(
        _ kind: IndexUnderTest, _ file: URL, count: Int = 11, dimension: Int = 3,
        metadata: [String: String] = ["model": "m"],
        turn: Int = 0, _ what: @autoclosure () -> String
    ) {
        let checking = FileChecking.allCases[turn % 2]
        do {
            _ = try kind.open(file, checking: checking)
            Issue.record("\(kind) opened \(checking) with \(what())")
        } catch {
            #expect(error is VectorIndexError)
        }
        // The summary reads less of it, but what it reads it must understand or refuse.
        if let summary = try? IndexFile(file) {
            #expect(
                summary.count == count && summary.dimension == dimension && summary.metadata == metadata, "\(what())")
        }
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
                expectTypedError(kind, file, turn: position + Int(change), "byte \(position) changed by \(change)")
            }
        }
        print("\(kind): each of \(whole.count) bytes changed")
        try whole.write(to: file)
        #expect(try kind.open(file).count == 11)
    }

    /// The readers of earlier versions are as careful.
    @Test(arguments: IndexUnderTest.allCases)
    func flippedBytesOfAFormerVersionAreNoticed(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        let whole = try Data(contentsOf: try #require(GoldenFileTests.files(kind).first))
        for position in stride(from: 0, to: whole.count, by: 3) {
            var bytes = whole
            bytes[position] ^= 0x10
            try bytes.write(to: file)
            expectTypedError(
                kind, file, count: 23, dimension: 5, metadata: ["model": "golden", "table": "7"], turn: position,
                "byte \(position) changed")
        }
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
            expectTypedError(kind, file, turn: length, "\(length) bytes of \(whole.count)")
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
}

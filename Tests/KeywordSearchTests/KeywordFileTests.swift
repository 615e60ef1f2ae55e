import Foundation
import KeywordSearch
import TestSupport
import Testing
import VectorCore

@Suite struct KeywordFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keyword-\(UUID())")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    /// Several segments with deleted documents, and enough of each to be mapped.
    private func index(documents: Int, seed: UInt64) throws -> KeywordIndex {
        var texts = RandomTexts(seed: seed, vocabulary: 400)
        let index = try KeywordIndex(
            columns: [KeywordColumn("title", weight: 2), KeywordColumn("text", storesPositions: true)],
            analyzer: .whitespace)
        try index.add(texts.documents((0..<Int64(documents)).map { $0 * 3 }, columns: 2, length: 0...30))
        try index.upsert(texts.documents((0..<20).map { $0 * 7 }, columns: 2, length: 1...9))
        try index.remove(stride(from: 0, to: Int64(documents), by: 11))
        return index
    }

    private static let queries = ["w0 w1 w7", "w3", "w350 w20 w2", "w17 w399 w0 w0"]

    private static func answers(_ index: KeywordIndex) throws -> [[KeywordHit]] {
        try queries.map { try index.search($0, k: 15) }
    }

    @Test(arguments: FileChecking.allCases)
    func anOpenedIndexIsTheSavedOne(checking: FileChecking) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try index(documents: 4_000, seed: 1)
        let saved = file("index")
        try index.save(to: saved, metadata: ["model": "none", "ü": ""])
        let opened = try KeywordIndex.open(saved, checking: checking)
        #expect(opened.metadata == ["model": "none", "ü": ""])
        #expect(opened.columns == index.columns && opened.analyzer == index.analyzer)
        #expect(opened.ids == index.ids && opened.byteCount == index.byteCount)
        #expect(try Self.answers(opened) == Self.answers(index))

        // It is changed and saved over its own file like any other.
        var texts = RandomTexts(seed: 2, vocabulary: 400)
        let more = texts.documents(3_000..<3_100, columns: 2, length: 1...20)
        try index.upsert(more)
        try opened.upsert(more)
        try opened.save(to: saved)
        try opened.compact()
        #expect(try Self.answers(opened) == Self.answers(index))
        #expect(try Self.answers(KeywordIndex.open(saved, checking: checking)) == Self.answers(index))
    }

    @Test func anEmptyIndexIsSavedToo() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try KeywordIndex(columns: [KeywordColumn("text")])
        try index.save(to: file("empty"))
        let opened = try KeywordIndex.open(file("empty"))
        #expect(opened.count == 0)
        try opened.add([KeywordDocument(id: 1, "words")])
        #expect(try opened.search("word", k: 1).count == 1)
        try opened.upsert([KeywordDocument(id: .max, "last")])
        try opened.remove([1])
        try opened.save(to: file("empty"))
        #expect(try KeywordIndex.open(file("empty")).ids == [.max])
    }

    @Test func anotherFileIsRefused() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: VectorIndexError.self) { try KeywordIndex.open(file("none")) }
        try FlatIndex(dimension: 2, metric: .cosine).save(to: file("flat"), metadata: [:])
        #expect(throws: VectorIndexError.self) { try KeywordIndex.open(file("flat")) }
    }

    /// Whatever a damaged file does, it is an error or the right answer.
    private func check(_ bytes: [UInt8], _ expected: [[KeywordHit]], _ what: String) throws -> Bool {
        let damaged = file("damaged")
        try Data(bytes).write(to: damaged)
        var isNoticed = true
        for checking in FileChecking.allCases {
            do {
                let opened = try KeywordIndex.open(damaged, checking: checking)
                if checking == .onOpen { isNoticed = false }
                let answers = try Self.answers(opened)
                #expect(answers == expected, "\(what), \(checking)")
                try opened.compact()
                isNoticed = false
            } catch let error as VectorIndexError {
                #expect([.fileDamaged, .fileUnsupported].contains(error.code), "\(what): \(error)")
            }
        }
        return isNoticed
    }

    @Test func everyChangedByteIsNoticed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try index(documents: 60, seed: 3)
        try index.save(to: file("small"))
        let bytes = [UInt8](try Data(contentsOf: file("small")))
        let expected = try Self.answers(index)
        for place in stride(from: 0, to: bytes.count, by: 17) {
            var damaged = bytes
            damaged[place] ^= 1 << UInt8(place % 8)
            #expect(try check(damaged, expected, "byte \(place)"))
        }
        for length in stride(from: 0, to: bytes.count, by: 97) {
            #expect(try check(Array(bytes[..<length]), expected, "cut at \(length)"))
        }
    }

    @Test func everyZeroedPageIsNoticed() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let index = try index(documents: 9_000, seed: 4)
        try index.save(to: file("large"))
        let bytes = [UInt8](try Data(contentsOf: file("large")))
        let expected = try Self.answers(index)
        for start in stride(from: 0, to: bytes.count, by: 4_096) {
            let end = min(start + 4_096, bytes.count)
            var damaged = bytes
            for place in start..<end { damaged[place] = 0 }
            // Padding is zeros already.
            if damaged == bytes { continue }
            #expect(try check(damaged, expected, "page at \(start)"))
        }
    }
}

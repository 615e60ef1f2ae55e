import Chunking
import Foundation
import TestSupport
import Testing

private func record(_ generator: inout SeededGenerator) -> String {
    let words = TestTexts.random(seed: generator.next(), parts: Int.random(in: 0...120, using: &generator))
    let data = (try? JSONEncoder().encode(["title": "Record \(generator.next() % 1000)", "body": words])) ?? Data()
    return String(decoding: data, as: UTF8.self)
}

@Test func linesThatArriveInBlocksGiveTheSameChunks() throws {
    for seed in UInt64(1)...3 {
        var generator = SeededGenerator(seed: seed)
        var text = seed == 1 ? "\u{FEFF}" : ""
        while text.utf8.count < 2_500_000 {
            text += record(&generator) + ["\n", "\r\n", "\n\n", "\r"][Int(generator.next() % 4)]
        }
        let blocks = (0..<50).map { _ in Int.random(in: 1...200_000, using: &generator) }
        let document = try parsed(text, "a.jsonl")
        for chunker in try TestChunkers.plain(size: .characters(300), overlap: 40) {
            let stream = JSONLinesChunkStream(path: "a.jsonl", chunker: chunker)
            let parts = try streamed(stream, Array(text.utf8), blocks: blocks)
            let whole = try chunker.chunks(of: document)
            #expect(parts.count == whole.count && parts.count > 1000, "seed \(seed), \(chunker.identity)")
            #expect(!zip(parts, whole).contains { $0 != $1 }, "seed \(seed), \(chunker.identity)")
        }
    }
}

@Test func aFileOfOneLineAndNoneAtAllAreStreamed() throws {
    let chunker = try StructureChunker(size: .characters(100))
    for text in ["", "\n\n", #"{"title":"A","body":"Some text."}"#] {
        let document = try parsed(text, "a.jsonl")
        let stream = JSONLinesChunkStream(path: "a.jsonl", chunker: chunker)
        #expect(try streamed(stream, Array(text.utf8), blocks: [3]) == chunker.chunks(of: document))
    }
}

@Test func aFaultInALineIsNamedByItsPlaceInTheFile() throws {
    let lines = Array(String(repeating: #"{"a":"Some text of a line."}"# + "\n", count: 80_000).utf8)
    let chunker = try FixedSizeChunker(size: .characters(100))
    for (tail, error) in [
        (
            Array(#"{"a":}"#.utf8),
            DocumentError.malformed(path: "b", offset: lines.count + 5, reason: "expected a value")
        ),
        ([0x22, 0xFF, 0x22], .invalidUTF8(path: "b", offset: lines.count + 1)),
    ] {
        let stream = JSONLinesChunkStream(path: "b", chunker: chunker)
        #expect(throws: error) { try streamed(stream, lines + tail, blocks: [1 << 20]) }
    }
}

@Test func memoryIsFlatOverLines() throws {
    // 1 GB in the long form.
    let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil
    let line = #"{"id":7,"text":"Some words in a sentence, and some more of them."}"# + "\n"
    let block = Array(String(repeating: line, count: 15_000).utf8)
    var stream = JSONLinesChunkStream(path: "big.jsonl", chunker: try RecursiveChunker(size: .characters(1_000)))
    let rounds = isLong ? 1_020 : 12
    var count = 0
    var end = 0
    for _ in 0..<rounds {
        stream.append(block)
        #expect(stream.heldBytes < 4_000_000)
        while let chunk = try stream.next() { (count, end) = (count + 1, chunk.range.upperBound) }
    }
    stream.finish()
    while let chunk = try stream.next() { (count, end) = (count + 1, chunk.range.upperBound) }
    #expect(count == rounds * 15_000)
    #expect(end == rounds * block.count - 3)
}

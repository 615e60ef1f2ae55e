import Chunking
import Foundation
import TestSupport
import Testing

private func expectSame(_ text: String, _ label: String, parser: CSVParser, blocks: [Int], sizes: [(ChunkSize, Int)])
    throws
{
    let document = try parser.parse(source(text, "a.csv"))
    for (size, overlap) in sizes {
        let recursive = try RecursiveChunker(size: size, overlap: overlap)
        let fixed = try FixedSizeChunker(size: size, overlap: overlap)
        for (whole, stream) in [
            (try recursive.chunks(of: document), recursive.stream(path: "a.csv", table: parser)),
            (try fixed.chunks(of: document), fixed.stream(path: "a.csv", table: parser)),
        ] {
            let parts = try streamed(stream, Array(text.utf8), blocks: blocks)
            #expect(parts.count == whole.count, "\(label), \(size.limit)/\(overlap)")
            if let index = zip(parts, whole).enumerated().first(where: { $1.0 != $1.1 })?.offset {
                Issue.record(
                    "\(label), \(size.limit)/\(overlap): chunk \(index) is \(parts[index]), not \(whole[index])")
            }
        }
    }
}

private let cells = [
    "a", "word and more words", "\"quoted, with a delimiter\"", "\"two\nlines\"", "\"a \"\"quote\"\"\"", "", "\"\"",
    "日本語の文章。", "12.5",
    " spaced ", "x\"y", "\"\"\"\"",
]

private func table(bytes: Int, _ generator: inout SeededGenerator) -> String {
    var text = "id,name,\"long\ntitle\"\n"
    while text.utf8.count < bytes {
        let row = (0..<Int.random(in: 1...6, using: &generator)).map { _ in cells.randomElement(using: &generator) ?? ""
        }
        text += row.joined(separator: ",") + ["\n", "\r\n", "\n\n"][Int(generator.next() % 3)]
    }
    return text
}

/// Whether the long form of the tests was asked for.
private let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

@Test func tablesThatArriveInBlocksGiveTheSameChunks() throws {
    for seed in UInt64(1)...(isLong ? 5 : 1) {
        var generator = SeededGenerator(seed: seed)
        let text = table(bytes: 2_500_000, &generator)
        let blocks = (0..<50).map { _ in Int.random(in: 1...200_000, using: &generator) }
        let sizes: [(ChunkSize, Int)] = [
            (.characters(500), 100), (.characters(40), 30), (.tokens(64, WordTokenizer()), 16), (.words(60), 20),
        ]
        try expectSame(text, "seed \(seed)", parser: CSVParser(), blocks: blocks, sizes: sizes)
        let plain = CSVParser(delimiter: .comma, headerRows: 0)
        try expectSame(text, "seed \(seed), no header", parser: plain, blocks: blocks, sizes: [(.characters(300), 0)])
    }
}

@Test func shortAndBrokenTablesInSingleBytesGiveTheSameChunks() throws {
    for seed in UInt64(1)...30 {
        var generator = SeededGenerator(seed: seed)
        var text = table(bytes: 300, &generator)
        // A quote that nothing closes.
        if seed % 3 == 0 { text += "1,\"never closed\n2,3\n4,\"closed\"\n" }
        try expectSame(
            text, "seed \(seed)", parser: CSVParser(headerRows: Int(seed % 4)), blocks: [1],
            sizes: [(.characters(60), 10), (.words(9), 3)])
    }
    for text in ["", "\n", "a,b", "a,b\n", "a;b\n1;2"] {
        try expectSame(text, text, parser: CSVParser(), blocks: [1], sizes: [(.characters(60), 10)])
    }
}

@Test(arguments: [("1,2\n", 700_000), (",", 1_500_000), ("x", 1_500_000), ("\"a\"\"\n", 300_000), ("\n", 1_500_000)])
func awkwardTablesInBlocksGiveTheSameChunks(unit: String, count: Int) throws {
    let text = "first,second\n0,begin\n" + String(repeating: unit, count: count) + "\nend,\"last\""
    try expectSame(
        text, unit.debugDescription, parser: CSVParser(), blocks: [65_536], sizes: [(.characters(900), 100)])
}

@Test func memoryIsFlatOverATable() throws {
    // 1 GB in the long form.
    let block = Array(String(repeating: "7,Some words in a cell,\"and more, quoted\"\n", count: 22_000).utf8)
    var stream = try RecursiveChunker(size: .characters(1_000)).stream(path: "big.csv", table: CSVParser())
    stream.append(Array("id,first,second\n".utf8))
    let rounds = isLong ? 1_020 : 12
    var end = 0
    for _ in 0..<rounds {
        stream.append(block)
        #expect(stream.heldBytes < 4_000_000)
        while let chunk = try stream.next() {
            end = chunk.range.upperBound
            #expect(chunk.range.lowerBound == 0 || chunk.lead == "id\tfirst\tsecond\n")
        }
    }
    stream.finish()
    while let chunk = try stream.next() { end = chunk.range.upperBound }
    #expect(end > rounds * block.count)
}

import Chunking
import Foundation
import TestSupport
import Testing

private func expectSame(_ text: String, _ label: String, blocks: [Int], sizes: [(ChunkSize, Int)]) throws {
    let document = try parsed(text, "a.txt")
    for (size, overlap) in sizes {
        let fixed = try FixedSizeChunker(size: size, overlap: overlap)
        let recursive = try RecursiveChunker(size: size, overlap: overlap)
        let sentence = try SentenceChunker(size: size, overlap: overlap)
        let pairs = [
            (try fixed.chunks(of: document), fixed.stream(path: "a.txt")),
            (try recursive.chunks(of: document), recursive.stream(path: "a.txt")),
            (try sentence.chunks(of: document), sentence.stream(path: "a.txt")),
        ]
        for (whole, stream) in pairs {
            let parts = try streamed(stream, Array(text.utf8), blocks: blocks)
            #expect(parts.count == whole.count, "\(label), size \(size.limit), overlap \(overlap)")
            if let index = zip(parts, whole).enumerated().first(where: { $1.0 != $1.1 })?.offset {
                Issue.record(
                    "\(label), size \(size.limit), overlap \(overlap): chunk \(index) is \(parts[index].range), not \(whole[index].range)"
                )
            }
        }
    }
}

private let sizes: [(ChunkSize, Int)] = [
    (.characters(1_000), 200), (.characters(37), 30), (.tokens(64, WordTokenizer()), 16), (.words(100), 90),
]

@Test func aTextThatArrivesInBlocksGivesTheSameChunks() throws {
    // Long enough for several looks, which are a million bytes apart.
    for seed in UInt64(1)...2 {
        var generator = SeededGenerator(seed: seed)
        var text = ""
        while text.utf8.count < 2_500_000 {
            let part = TestTexts.random(seed: generator.next(), parts: 400)
            text += part
        }
        let blocks = (0..<50).map { _ in Int.random(in: 1...200_000, using: &generator) }
        try expectSame(text, "seed \(seed)", blocks: blocks, sizes: sizes)
    }
}

@Test(arguments: [
    ("x", 3_000_000), (" ", 3_000_000), ("。", 900_000), (") ", 1_500_000), ("e\u{301}", 900_000), ("ひら。", 300_000),
    (".\n", 1_400_000), ("\u{301}", 1_200_000), ("One more sentence.  \r\n", 150_000),
])
func awkwardTextsInBlocksGiveTheSameChunks(unit: String, count: Int) throws {
    let text = "Begin. " + String(repeating: unit, count: count) + " End"
    try expectSame(text, unit.debugDescription, blocks: [65_536], sizes: [(.characters(900), 100), (.words(80), 8)])
}

@Test func shortTextsInSingleBytesGiveTheSameChunks() throws {
    for seed in UInt64(1)...20 {
        try expectSame(
            "\u{FEFF}" + TestTexts.random(seed: seed, parts: 60), "seed \(seed)", blocks: [1], sizes: sizes)
    }
    try expectSame("", "empty", blocks: [1], sizes: sizes)
}

@Test func aFaultInAStreamIsNamedByItsPlaceInTheText() throws {
    let bytes = Array(String(repeating: "Some words. ", count: 300_000).utf8)
    var stream = try RecursiveChunker(size: .characters(500)).stream(path: "big.txt")
    stream.append(bytes)
    while try stream.next() != nil {}
    stream.append(bytes + [0xFF])
    stream.finish()
    #expect(throws: DocumentError.invalidUTF8(path: "big.txt", offset: bytes.count * 2)) {
        while try stream.next() != nil {}
    }
}

@Test func memoryIsFlatOverAStream() throws {
    // 1 GB in the long form.
    let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil
    let block = Array(String(repeating: "Some words in a sentence, and some more of them. ", count: 20_000).utf8)
    let sizes = [ChunkSize.characters(1_000), .words(150), .tokens(200, WordTokenizer())]
    let streams = try sizes.map { try RecursiveChunker(size: $0, overlap: 20).stream(path: "big.txt") }
    for var stream in streams + [try SentenceChunker(size: sizes[0], overlap: 100).stream(path: "big.txt")] {
        let rounds = isLong ? 1_020 : 20
        var end = 0
        var mostHeld = 0
        for _ in 0..<rounds {
            stream.append(block)
            mostHeld = max(mostHeld, stream.heldBytes)
            while let chunk = try stream.next() { end = chunk.range.upperBound }
        }
        stream.finish()
        while let chunk = try stream.next() { end = chunk.range.upperBound }
        #expect(end == rounds * block.count - 1)
        #expect(mostHeld < 4_000_000)
    }
}

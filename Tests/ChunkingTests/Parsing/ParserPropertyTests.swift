import Chunking
import TestSupport
import Testing

/// Every chunker's promises over the documents of each parser.

private let settings: [(size: ChunkSize, overlap: Int)] = [
    (.characters(1), 0), (.characters(7), 3), (.characters(40), 39), (.characters(200), 40), (.characters(100_000), 10),
    (.tokens(8, WordTokenizer()), 5), (.tokens(16, UncasedTokenizer()), 8), (.tokens(12, ByteTokenizer()), 6),
]

private func check(_ document: ParsedDocument, _ label: String) throws {
    checkModel(document, label)
    for name in Chunkers.names {
        for (size, overlap) in settings {
            let chunker = try Chunkers.named(name, size: size, overlap: overlap)
            let chunks = try chunker.chunks(of: document)
            ChunkChecker(document: document, size: size, label: "\(label), \(chunker.identity)").check(chunks)
        }
    }
}

/// What every document keeps, whatever parser made it.
func checkModel(_ document: ParsedDocument, _ label: String) {
    let bytes = document.source.bytes
    var last = document.source.textStart
    for (index, block) in document.blocks.enumerated() {
        #expect(block.range.lowerBound >= last && block.range.upperBound <= bytes.count, "\(label): block \(index)")
        last = block.range.upperBound
        #expect(!block.pieces.isEmpty, "\(label): block \(index) has no content")
        #expect(document.rows(of: block).count >= block.headerRows, "\(label): block \(index)")
        for piece in document.pieces[block.pieces] {
            #expect(piece.block == index, "\(label): a piece of block \(index)")
            #expect(
                block.range.lowerBound <= piece.range.lowerBound && piece.range.upperBound <= block.range.upperBound,
                "\(label): a piece outside block \(index)")
        }
    }
    for (link, next) in zip(document.links, document.links.dropFirst()) {
        #expect(link.range.lowerBound <= next.range.lowerBound, "\(label): links out of order")
    }
    for declaration in document.declarations {
        let blocks = document.blocks[declaration.blocks]
        #expect(blocks.first?.range.lowerBound == declaration.range.lowerBound, "\(label): \(declaration)")
        #expect(blocks.last?.range.upperBound ?? 0 >= declaration.range.upperBound, "\(label): \(declaration)")
        #expect(blocks.first?.name == declaration.name, "\(label): \(declaration)")
        #expect(blocks.first?.headings.count == min(declaration.depth, 32), "\(label): \(declaration)")
    }
    guard document.isVerbatim else { return }
    var outside = Array(bytes[document.source.textStart...])
    for block in document.blocks.reversed() {
        let start = document.source.textStart
        outside.removeSubrange(block.range.lowerBound - start..<block.range.upperBound - start)
    }
    let rest = String(decoding: outside, as: UTF8.self)
    let isBlank = rest.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    #expect(isBlank, "\(label): text outside all blocks")
}

private let csvParts = [
    "a", "word", ",", ",", "\n", "\r\n", "\"", "\"\"", "\"q,\n\"", "\t", ";", " ", "日本語の文章です。", "e\u{301}", "👩‍👩‍👧‍👦",
    "1.5", "\u{FEFF}", "x\n\ny", "|",
]

@Test(arguments: ["csv", "tsv"])
func generatedTablesKeepEveryPromise(type: String) throws {
    for seed in UInt64(1)...40 {
        var generator = SeededGenerator(seed: seed)
        let text = (0..<Int(seed) * 4).map { _ in csvParts.randomElement(using: &generator) ?? "" }.joined()
        try check(parsed(text, "seed.\(type)"), "\(type), seed \(seed)")
        try check(parsed(TestTexts.random(seed: seed, parts: 60), "seed.\(type)"), "\(type) of anything, seed \(seed)")
    }
}

private let jsonStrings = [
    "", "word", "Two sentences. Here they are.", "日本語の文章です。もう一つ。", #"\n"#, #"\n\n"#, #"\""#, #"\\"#, #"\u0301"#,
    #"\ud83d\udc4d"#,
    #"\ud83d"#, "e\u{301}", "👩‍👩‍👧‍👦", " ", #"\t"#, "<b>", "🇯🇵", #"\u0000"#,
]

private func json(_ depth: Int, _ generator: inout SeededGenerator) -> String {
    func string() -> String {
        "\""
            + (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                jsonStrings.randomElement(using: &generator) ?? ""
            }.joined() + "\""
    }
    let count = Int.random(in: 0...4, using: &generator)
    switch Int.random(in: 0..<(depth > 4 ? 2 : 5), using: &generator) {
    case 0: return "12"
    case 1: return string()
    case 2: return "[" + (0..<count).map { _ in json(depth + 1, &generator) }.joined(separator: " , ") + "]"
    default:
        return "{"
            + (0..<count).map { _ in "\(string()): \(json(depth + 1, &generator))" }
            .joined(separator: ",\n") + "}"
    }
}

@Test func generatedJSONKeepsEveryPromise() throws {
    for seed in UInt64(1)...60 {
        var generator = SeededGenerator(seed: seed)
        try check(parsed(json(0, &generator), "seed.json"), "json, seed \(seed)")
        let lines = (0..<8).map { _ in json(2, &generator).replacing("\n", with: "") }.joined(separator: "\n")
        try check(parsed(lines, "seed.jsonl"), "jsonl, seed \(seed)")
    }
}

@Test func realJSONLinesKeepEveryPromise() throws {
    for file in TestTexts.files("jaquad", endingIn: "corpus.jsonl") {
        let end = file.bytes.prefix(300_000).lastIndex(of: 0x0A) ?? file.bytes.count
        let source = try SourceDocument(path: file.path, utf8: Array(file.bytes[..<end]))
        let document = try ParserRegistry.standard.parse(source)
        #expect(document.blocks.count > 100)
        for name in Chunkers.names {
            let chunker = try Chunkers.named(name, size: .characters(300), overlap: 60)
            let chunks = try chunker.chunks(of: document)
            ChunkChecker(document: document, size: .characters(300), label: "\(file.path) \(name)").check(chunks)
        }
    }
}

@Test func deepJSONTakesTimeLinearInItsDepth() throws {
    for (open, close) in [("[", "]"), (#"{"k":"v","n":"#, "}"), (#"[{"a":"#, "}]"), (#"["s","#, "]")] {
        func seconds(_ depth: Int) throws -> Double {
            let text = String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)
            let time = try ContinuousClock().measure {
                _ = try RecursiveChunker(size: .characters(800), overlap: 100).chunks(of: parsed(text, "a.json"))
            }
            return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        }
        let (small, large) = (try seconds(5_000), try seconds(80_000))
        #expect(large < max(small * 64, 0.5), "\(open): \(small) s and \(large) s")
    }
}

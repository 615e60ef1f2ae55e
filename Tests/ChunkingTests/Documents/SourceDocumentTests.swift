import Chunking
import TestSupport
import Testing

@Test func invalidUTF8IsRefusedWithTheByteOfTheFault() {
    let faults: [([UInt8], Int)] = [
        ([0xFF], 0), ([0x61, 0x80], 1), ([0x61, 0xC3], 1), ([0xC0, 0xAF], 0), ([0xE0, 0x80, 0x80], 0),
        ([0x61, 0x62, 0xED, 0xA0, 0x80], 2), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF0, 0x9F, 0x91], 0),
        ([0xE3, 0x81, 0x82, 0xE3, 0x81], 3), ([0xF8, 0x88, 0x80, 0x80, 0x80], 0),
    ]
    for (bytes, offset) in faults {
        #expect(throws: DocumentError.invalidUTF8(path: "a.txt", offset: offset), "\(bytes)") {
            try SourceDocument(path: "a.txt", utf8: bytes)
        }
    }
}

@Test func validationAgreesWithTheStandardLibraryOnRandomBytes() {
    var generator = SeededGenerator(seed: 7)
    let interesting: [UInt8] = [
        0x61, 0x7F, 0x80, 0xBF, 0xC2, 0xDF, 0xE0, 0xE3, 0xED, 0xEF, 0xF0, 0xF4, 0x9F, 0xA0, 0x90,
    ]
    for round in 0..<50_000 {
        let bytes = (0..<6).map { _ in interesting.randomElement(using: &generator) ?? 0x61 }
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        let isTaken = (try? SourceDocument(path: "a.txt", utf8: bytes)) != nil
        #expect(isValid == isTaken, "round \(round): \(bytes)")
    }
}

@Test func theByteOfTheFaultIsFoundWhereverItStands() {
    var generator = SeededGenerator(seed: 8)
    let parts = ["a", "plain words", "é", "日", "本語", "क", "한", "\u{D7FF}", "\u{E000}", "👍", "\u{7F}"]
    let faults: [[UInt8]] = [
        [0x80], [0xFF], [0xC3], [0xC0, 0xAF], [0xE3, 0x81], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE3, 0x41, 0x80],
        [0xE3, 0x81, 0x41], [0xF0, 0x9F, 0x91], [0xF4, 0x90, 0x80, 0x80], [0x00],
    ]
    func text() -> [UInt8] {
        let count = Int.random(in: 0...6, using: &generator)
        return Array((0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined().utf8)
    }
    for round in 0..<20_000 {
        let (before, after) = (text(), text())
        let whole = try? SourceDocument(path: "a.txt", utf8: before + after)
        #expect(whole?.text(in: 0..<before.count) == String(decoding: before, as: UTF8.self), "round \(round)")
        let fault = faults.randomElement(using: &generator) ?? []
        let expected =
            fault == [0x00]
            ? DocumentError.binary(path: "a.txt", offset: before.count)
            : DocumentError.invalidUTF8(path: "a.txt", offset: before.count)
        #expect(throws: expected, "round \(round): \(before), \(fault), \(after)") {
            try SourceDocument(path: "a.txt", utf8: before + fault + after)
        }
    }
}

@Test func aRangeThatPartsACharacterIsStillAText() throws {
    let document = try source("a日b")
    #expect(document.text(in: 0..<2) == "a\u{FFFD}")
    #expect(document.text(in: 2..<5).hasSuffix("b"))
    #expect(document.text(in: 0..<5) == "a日b")
}

@Test func binaryIsRefusedWithTheByteOfItsNUL() {
    #expect(throws: DocumentError.binary(path: "a.md", offset: 2)) {
        try SourceDocument(path: "a.md", utf8: [0x50, 0x4B, 0x00, 0xFF])
    }
    let utf16: [UInt8] = [0xFF, 0xFE, 0x61, 0x00]
    #expect(throws: DocumentError.invalidUTF8(path: "a.md", offset: 0)) {
        try SourceDocument(path: "a.md", utf8: utf16)
    }
}

@Test func offsetsCountFromBeforeAByteOrderMark() throws {
    for type in ["txt", "md", "html"] {
        let document = try parsed("\u{FEFF}Hello, world.", "a.\(type)")
        for name in Chunkers.names {
            for size in [ChunkSize.characters(100), .tokens(100, WordTokenizer())] {
                let chunks = try Chunkers.named(name, size: size).chunks(of: document)
                #expect(chunks.map(\.range) == [3..<16])
                #expect(chunks.first?.text == "Hello, world.")
            }
        }
    }
    let heading = try parsed("\u{FEFF}# Title\n\ntext", "a.md")
    #expect(heading.title == "Title")
}

@Test func aParserIsChosenByExtension() throws {
    let registry = ParserRegistry.standard
    #expect(registry.parser(forPath: "docs/Guide.MD") is MarkdownParser)
    #expect(registry.parser(forPath: "a.b/index.htm") is HTMLParser)
    #expect(registry.parser(forPath: "notes.text") is PlainTextParser)
    #expect(registry.parser(forPath: "archive.md/file") == nil)
    #expect(registry.parser(forPath: "photo.jpeg") == nil)
    #expect(throws: DocumentError.unsupportedType(path: "photo.jpeg")) { try registry.parse(source("x", "photo.jpeg")) }
    var own = registry
    own.register(ShoutingParser(), forExtensions: ["Shout"])
    let chunks = try RecursiveChunker(size: .characters(50)).chunks(of: own.parse(source("hey & you", "a.shout")))
    #expect(chunks.map(\.content) == ["hey + you"])
    #expect(chunks.map(\.text) == ["hey & you"])
}

/// A parser of a user's own: `&` means plus.
private struct ShoutingParser: DocumentParser {
    func parse(_ source: SourceDocument) throws(DocumentError) -> ParsedDocument {
        var builder = DocumentBuilder(source: source)
        builder.begin(.paragraph, at: 0)
        for (offset, byte) in source.bytes.enumerated() {
            if byte == UInt8(ascii: "&") {
                builder.append("+", for: offset..<offset + 1)
            } else {
                builder.append(offset..<offset + 1)
            }
        }
        builder.end(at: source.bytes.count, headings: [])
        return builder.finish(title: nil)
    }
}

import Chunking
import Testing

@Test func paragraphsOfPagedTextKnowTheirPage() throws {
    let text = "One.\n\nTwo\nlines.\n\u{C}\u{C}  Three.\u{C}Four."
    let document = try PagedTextParser().parse(source(text, "a.txt"))
    #expect(document.blocks.map(document.content(of:)) == ["One.", "Two\nlines.", "Three.", "Four."])
    #expect(document.blocks.map(\.page) == [1, 1, 3, 4])
    checkModel(document, "pages")
    for name in Chunkers.names {
        let chunks = try Chunkers.named(name, size: .characters(9), overlap: 3).chunks(of: document)
        ChunkChecker(document: document, size: .characters(9), label: name).check(chunks)
    }
    #expect(try PagedTextParser().parse(source("", "a.txt")).blocks.isEmpty)
    #expect(try PagedTextParser().parse(source("\u{C}\u{C}", "a.txt")).blocks.isEmpty)
}

@Test func aParserOfBinaryFilesIsChosenByExtension() async throws {
    struct Reversed: BinaryDocumentParser {
        func parse(path: String, data: [UInt8]) async throws(DocumentError) -> ParsedDocument {
            try PlainTextParser().parse(SourceDocument(path: path, utf8: data.reversed()))
        }
    }
    var parsers = ParserRegistry.standard
    parsers.register(Reversed(), forExtensions: ["Bin"])
    #expect(parsers.extensions.contains("bin"))
    #expect(parsers.parser(forPath: "a.bin") == nil)
    #expect(parsers.binaryParser(forPath: "a.BIN") != nil)
    let document = try await parsers.parse(path: "a.bin", data: Array("abc".utf8))
    #expect(document.content(of: document.blocks[0]) == "cba")
    let text = try await parsers.parse(path: "a.txt", data: [0x82, 0xA0, 0x82, 0xA2, 0x81, 0x42])
    #expect(text.source.encoding == .shiftJIS && text.content(of: text.blocks[0]) == "あい。")
    await #expect(throws: DocumentError.unsupportedType(path: "a.zip")) {
        try await parsers.parse(path: "a.zip", data: [])
    }
    parsers.register(PlainTextParser(), forExtensions: ["bin"])
    #expect(parsers.binaryParser(forPath: "a.bin") == nil)
}

import Chunking
import Testing

/// Where other libraries lose text, give wrong offsets, or never end.

private func checked(_ text: String, _ path: String, _ size: ChunkSize, overlap: Int) throws -> [Chunk] {
    let document = try parsed(text, path)
    var last: [Chunk] = []
    for name in Chunkers.names {
        last = try Chunkers.named(name, size: size, overlap: overlap).chunks(of: document)
        ChunkChecker(document: document, size: size, label: name).check(last)
    }
    return last
}

@Test func anOverlapOfHalfTheSizeAndMoreTerminates() throws {
    let text = String(repeating: "Some words and a sentence. ", count: 200)
    for overlap in [50, 75, 99] {
        let chunks = try checked(text, "a.txt", .characters(100), overlap: overlap)
        #expect(chunks.count > text.count / 100)
    }
}

@Test func aWordLongerThanTheBoundIsCutAndKept() throws {
    let text = "before " + String(repeating: "x", count: 100_000) + " after"
    let chunks = try checked(text, "a.txt", .characters(500), overlap: 50)
    #expect(chunks.first?.text.hasPrefix("before") == true)
    #expect(chunks.last?.text.hasSuffix("after") == true)
    _ = try checked(text, "a.txt", .tokens(64, WordTokenizer()), overlap: 16)
}

@Test func hashesInsideFencesOfBothKindsAreNoHeadings() throws {
    for fence in ["```", "~~~", "````"] {
        let text = "# Real\n\n\(fence)sh\n# a comment\n## another\n\(fence)\n\nText.\n"
        let document = try parsed(text, "a.md")
        #expect(document.blocks.map(\.headings) == [["Real"], ["Real"], ["Real"]])
        #expect(document.blocks[1].kind == .code(language: "sh"))
        #expect(document.content(of: document.blocks[1]) == "# a comment\n## another")
    }
}

@Test func textBeforeTheFirstHeadingIsKept() throws {
    let chunks = try StructureChunker(size: .characters(100)).chunks(of: parsed("Preface.\n\n# One\n\nText.", "a.md"))
    #expect(chunks.map(\.content) == ["Preface.", "One\n\nText."])
    #expect(chunks.map(\.headings) == [[], ["One"]])
}

@Test func anUncasedTokenizerLosesNoCapitals() throws {
    let text = "THE QUICK BROWN FOX. jumps over. ÄÖÜ 日本語 " + String(repeating: "LOUD ", count: 500)
    let chunks = try checked(text, "a.txt", .tokens(16, UncasedTokenizer()), overlap: 4)
    #expect(chunks.contains { $0.text.contains("QUICK BROWN") })
}

@Test func aTruncatingTokenizerLosesNoText() throws {
    let text = String(repeating: "Many words follow one another. ", count: 300)
    let chunks = try checked(text, "a.txt", .tokens(16, TruncatingTokenizer()), overlap: 4)
    #expect(chunks.last?.text.hasSuffix("another.") == true)
}

@Test func charactersOfSeveralBytesAtABoundaryStayWhole() throws {
    let text = String(repeating: "日本語のテキスト👩‍👩‍👧‍👦🇯🇵が続く", count: 50)
    let document = try parsed(text, "a.txt")
    for size in [10, 11, 12, 13] {
        for overlap in [0, 3, 8] {
            for name in Chunkers.names {
                let chunks = try Chunkers.named(name, size: .characters(size), overlap: overlap).chunks(of: document)
                let checker = ChunkChecker(document: document, size: .characters(size), label: "\(name) \(size)")
                checker.check(chunks)
                checker.checkClusters(chunks)
            }
        }
    }
}

@Test func aClusterOverTheBoundIsCutBetweenScalars() throws {
    let text = "a" + String(repeating: "\u{301}", count: 50_000) + " b"
    let chunks = try checked(text, "a.txt", .characters(100), overlap: 50)
    #expect(chunks.last?.text.hasSuffix("b") == true)
}

@Test func markupBeforeAClusterThatDoesNotFitBesideItTerminates() throws {
    let chunks = try checked("- 👩‍👩‍👧‍👦 end", "a.md", .characters(8), overlap: 3)
    #expect(chunks.map(\.content).joined().contains("👩‍👩‍👧‍👦"))
    _ = try checked("- 👩‍👩‍👧‍👦 end", "a.md", .characters(7), overlap: 3)
}

@Test func aTokenizerThatErrsIsATypedError() throws {
    let document = try parsed("some text", "a.txt")
    let chunker = try RecursiveChunker(size: .tokens(4, BrokenTokenizer()))
    #expect(throws: ChunkingError.misplacedToken(index: 1, range: 1..<14)) { try chunker.chunks(of: document) }
}

@Test func sizesThatCannotBeAreTypedErrors() {
    #expect(throws: ChunkingError.invalidSize(0)) { try RecursiveChunker(size: .characters(0)) }
    #expect(throws: ChunkingError.invalidSize(-3)) { try FixedSizeChunker(size: .tokens(-3, WordTokenizer())) }
    #expect(throws: ChunkingError.invalidSize(0)) {
        try FixedSizeChunker(size: .tokens(3, WordTokenizer(), characterCap: 0))
    }
    #expect(throws: ChunkingError.invalidOverlap(10, size: 10)) {
        try StructureChunker(size: .characters(10), overlap: 10)
    }
    #expect(throws: ChunkingError.invalidOverlap(-1, size: 10)) {
        try StructureChunker(size: .characters(10), overlap: -1)
    }
    #expect(throws: ChunkingError.unknownChunker("clever")) {
        try Chunkers.named("clever", size: .characters(10), overlap: 0)
    }
}

@Test func emptyAndBlankTextsGiveNoChunks() throws {
    for text in ["", " ", "\n\r\n\t", "\u{3000}", "\u{FEFF}"] {
        for type in ["txt", "md", "html"] {
            #expect(
                try checked(text, "a.\(type)", .characters(10), overlap: 2).isEmpty, "\(type) \(text.debugDescription)")
        }
    }
    #expect(try checked("<script>x</script><!-- y -->", "a.html", .characters(10), overlap: 2).isEmpty)
}

@Test func sizesOfAllThatIntHoldsAreNoOverflow() throws {
    let text = "One.\n\nTwo."
    #expect(try checked(text, "a.txt", .characters(.max), overlap: .max - 1).count == 1)
    #expect(try checked(text, "a.txt", .tokens(.max, WordTokenizer()), overlap: .max - 1).count == 1)
}

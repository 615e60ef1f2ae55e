import Chunking
import Foundation
import Testing

private let guide = """
    # Guide

    Before all.

    ## Installing

    Run the script. It needs a network. Wait until it has ended, and look at what it says.

    ## Using

    Open it.
    """

@Test func childrenLeadToTheirParents() throws {
    let document = try parsed(guide, "a.md")
    let parents = try StructureChunker(size: .characters(120))
    let chunks = try ParentChildChunker(parents: parents, childSize: .characters(45)).chunks(of: document)
    let expected = try parents.chunks(of: document)
    #expect(expected.count > 1)
    #expect(chunks.count > expected.count)
    #expect(Set(chunks.map(\.context?.range)) == Set(expected.map { Optional($0.range) }))
    let found = try #require(chunks.first { $0.content.contains("network") })
    #expect(found.context?.text.contains("Run the script") == true)
}

@Test func aPrefixNamesTheSectionAndStaysInTheSize() throws {
    let document = try parsed(guide, "a.md")
    let chunker = try ContextualChunker(size: .characters(80), prefixLimit: 30) {
        size throws(ChunkingError) in try RecursiveChunker(size: size)
    }
    let chunks = try chunker.chunks(of: document)
    ChunkChecker(document: document, size: .characters(80), label: "prefix").check(chunks)
    let found = try #require(chunks.first { $0.text.contains("network") })
    #expect(found.embeddingText == "Guide > Installing\n" + found.content)
    #expect(!found.text.contains("Guide"))
}

@Test func aPrefixOverItsLimitLosesItsBeginning() throws {
    let chunker = try ContextualChunker(size: .characters(80), prefixLimit: 12) {
        size throws(ChunkingError) in try RecursiveChunker(size: size)
    }
    let found = try #require(try chunker.chunks(of: parsed(guide, "a.md")).first { $0.text.contains("network") })
    #expect(found.lead == "Installing\n")
    #expect(throws: ChunkingError.invalidPrefixLimit(80, size: 80)) {
        try ContextualChunker(size: .characters(80), prefixLimit: 80) {
            size throws(ChunkingError) in try RecursiveChunker(size: size)
        }
    }
}

@Test func templatesAndClosuresMakePrefixes() throws {
    let document = try parsed(guide, "a.md")
    func lead(_ prefix: ChunkPrefix) throws -> String? {
        try ContextualChunker(size: .characters(120), prefixLimit: 60, prefix: prefix) {
            size throws(ChunkingError) in try StructureChunker(size: size)
        }.chunks(of: document).last?.lead
    }
    #expect(try lead(.template("In {headings} of {title}, {x}: ")) == "In Guide > Using of Guide, {x}: ")
    #expect(try lead(ChunkPrefix(identity: "n") { _, chunk in "\(chunk.ordinal) " })?.hasSuffix(" ") == true)
    #expect(try lead(ChunkPrefix(identity: "none") { _, _ in "" }) == nil)
}

@Test func chunksStoredBeforeTheyHadContextsAreRead() throws {
    let old = #"{"range":[0,3],"text":"abc","content":"abc","headings":["A"],"ordinal":0}"#
    let chunk = try JSONDecoder().decode(Chunk.self, from: Data(old.utf8))
    #expect(chunk == Chunk(range: 0..<3, text: "abc", content: "abc", headings: ["A"], ordinal: 0))
    #expect(chunk.embeddingText == "abc")
    var new = chunk
    new.lead = "L\n"
    new.context = Chunk.Passage(range: 0..<9, text: "abcdefghi")
    #expect(try JSONDecoder().decode(Chunk.self, from: JSONEncoder().encode(new)) == new)
}

// MARK: Tables

private func table(rows: Int) -> String {
    "# Prices\n\n| Name | Price |\n| --- | --- |\n"
        + (1...rows).map { "| item \($0) | \($0 * 3) yen |\n" }.joined() + "\nText behind."
}

@Test func chunksOfALongTableRepeatItsHeader() throws {
    let document = try parsed(table(rows: 100), "a.md")
    for name in ["recursive", "sentence", "structure"] {
        let chunks = try Chunkers.named(name, size: .characters(200), overlap: 40).chunks(of: document)
        ChunkChecker(document: document, size: .characters(200), label: name).check(chunks)
        let further = chunks.filter { $0.text.hasPrefix("| item") || $0.text.hasPrefix("item") }
        #expect(further.count > 8)
        for chunk in further {
            #expect(chunk.lead == "Name\tPrice\n", "\(name): \(chunk.text)")
            #expect(chunk.embeddingText.hasPrefix("Name\tPrice\nitem "))
        }
        #expect(chunks.first?.lead == nil)
        #expect(chunks.filter { $0.content.hasPrefix("Text") }.allSatisfy { $0.lead == nil })
    }
}

@Test func aHeaderOverHalfTheSizeIsNotRepeated() throws {
    let document = try parsed(table(rows: 20), "a.md")
    for size in [ChunkSize.characters(21), .tokens(3, WordTokenizer()), .words(3)] {
        let chunks = try StructureChunker(size: size).chunks(of: document)
        ChunkChecker(document: document, size: size, label: size.characterLimit.description).check(chunks)
        #expect(chunks.allSatisfy { $0.lead == nil })
    }
}

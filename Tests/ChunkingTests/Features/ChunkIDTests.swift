import Chunking
import Testing

private func chunk(_ text: String, _ headings: [String] = []) -> Chunk {
    Chunk(range: 0..<text.utf8.count, text: text, content: text, headings: headings, ordinal: 0)
}

private func ids(_ chunks: [Chunk], document: String = "d") -> [String] {
    var ids = ChunkIDs(document: document)
    return chunks.map { ids.next(for: $0) }
}

@Test func chunksThatMoveKeepTheirIDsAndEqualOnesAreNumbered() {
    let (a, b, c) = (chunk("a"), chunk("b"), chunk("c"))
    #expect(Set(ids([a, b, c])) == Set(ids([c, a, b])))
    let repeated = ids([a, b, a, a])
    #expect(Set(repeated).count == 4)
    #expect(repeated[2] == repeated[0] + "-1" && repeated[3] == repeated[0] + "-2")
    #expect(ids([a]).first.map(\.utf8.count) == 24)
}

@Test func anIDTellsDocumentHeadingsAndTextApart() {
    let all = [
        ids([chunk("x")]), ids([chunk("x")], document: "e"), ids([chunk("x", ["h"])]), ids([chunk("x", ["h", "i"])]),
        ids([chunk("x", ["hi"])]), ids([chunk("y")]), ids([chunk("ix", ["h"])]), ids([chunk("", ["h", "x"])]),
    ]
    #expect(Set(all.joined()).count == all.count)
}

/// A word changed in the middle of a real document's longest paragraph: every chunk whose text stays has its old id.
@Test func editingAParagraphChangesOnlyTheChunksAroundIt() throws {
    let files = TestTexts.files("md-swift-book", endingIn: ".md").filter { (4_000..<120_000).contains($0.bytes.count) }
    for file in files.prefix(40) {
        let before = try MarkdownParser().parse(SourceDocument(path: file.path, utf8: file.bytes))
        guard
            let paragraph = before.blocks.filter({ $0.kind == .paragraph }).max(by: { $0.range.count < $1.range.count }
            ),
            let space = file.bytes[paragraph.range].dropFirst(paragraph.range.count / 2).firstIndex(of: 0x20)
        else { continue }
        var bytes = file.bytes
        bytes.replaceSubrange(space..<space, with: " surprisingly".utf8)
        let after = try MarkdownParser().parse(SourceDocument(path: file.path, utf8: bytes))
        for (name, size) in [("fixed", 500), ("recursive", 500), ("structure", 500), ("structure", 2000)] {
            let chunker = try Chunkers.named(name, size: .characters(size), overlap: 50)
            let (old, new) = (try chunker.chunks(of: before), try chunker.chunks(of: after))
            let (oldIDs, newIDs) = (ids(old), ids(new))
            let label = "\(file.path), \(name) \(size)"
            #expect(oldIDs == ids(try chunker.chunks(of: before)), "\(label): not the same again")
            let shared = Set(oldIDs).intersection(newIDs)
            // Before the edit nothing changes, whatever the chunker.
            let untouched = zip(old, oldIDs).filter { $0.0.range.upperBound + 2 * size < space }
            #expect(untouched.allSatisfy { shared.contains($0.1) }, "\(label): ids before the edit have changed")
            guard name == "structure" else { continue }
            // Behind it cuts fall anew up to the next section; most of the document keeps its ids.
            let changed = new.count - newIDs.filter(shared.contains).count
            #expect(changed <= max(3, new.count / 4), "\(label): \(changed) of \(new.count) ids have changed")
        }
    }
}

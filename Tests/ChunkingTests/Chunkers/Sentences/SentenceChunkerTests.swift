import Chunking
import Testing

@Test func sentencesStayWholeAndFillChunks() throws {
    let document = try parsed("One is here. Two is here. Three is here. Four is here.", "a.txt")
    let chunks = try SentenceChunker(size: .characters(27)).chunks(of: document)
    #expect(chunks.map(\.text) == ["One is here. Two is here.", "Three is here.", "Four is here."])
}

@Test func theOverlapIsWholeSentences() throws {
    let document = try parsed("One is here. Two is here. Three is here. Four is here.", "a.txt")
    let chunks = try SentenceChunker(size: .characters(40), overlap: 16).chunks(of: document)
    #expect(
        chunks.map(\.text) == ["One is here. Two is here. Three is here.", "Three is here. Four is here."])
}

@Test func sentencesGoThroughMarkup() throws {
    let text = "Some *text is here.* **Another [one](http://a.b) follows.**\nA third\ngoes on. A *fourth.*"
    let chunks = try SentenceWindowChunker(size: .characters(200), window: 0).chunks(of: parsed(text, "a.md"))
    #expect(
        chunks.map(\.content) == ["Some text is here.", "Another one follows.", "A third\ngoes on.", "A fourth."])
}

@Test func aHeadingGoesWithWhatItHeads() throws {
    let text = "# A\n\nFirst one. Second one.\n\n## B\n\n### C\n\nThird one."
    let chunks = try SentenceWindowChunker(size: .characters(200), window: 1).chunks(of: parsed(text, "a.md"))
    #expect(chunks.map(\.content) == ["A\n\nFirst one.", "Second one.", "B\n\nC\n\nThird one."])
    #expect(chunks[1].context?.text == text)
    #expect(chunks[2].context?.text == "Second one.\n\n## B\n\n### C\n\nThird one.")
    let packed = try SentenceChunker(size: .characters(40)).chunks(of: parsed(text, "a.md"))
    #expect(packed.map(\.content) == ["A\n\nFirst one. Second one.", "B\n\nC\n\nThird one."])
}

@Test func japaneseSentencesEndAtTheirMarks() throws {
    let text = "今日は晴れです。「行く。」と言った。明日は雨でしょう！そうですか？はい。"
    let chunks = try SentenceWindowChunker(size: .characters(200), window: 1).chunks(of: parsed(text, "a.txt"))
    #expect(
        chunks.map(\.text) == [
            "今日は晴れです。", "「行く。」と言った。", "明日は雨でしょう！", "そうですか？", "はい。",
        ])
    #expect(chunks[4].context?.text == "そうですか？はい。")
}

@Test func aWindowOfAnySizeIsNoOverflow() throws {
    let chunks = try SentenceWindowChunker(size: .characters(20), window: .max)
        .chunks(of: parsed("One. Two. Three.", "a.txt"))
    #expect(chunks.map(\.context?.text) == Array(repeating: "One. Two. Three.", count: 3))
    #expect(throws: ChunkingError.invalidSize(-1)) { try SentenceWindowChunker(size: .characters(9), window: -1) }
}

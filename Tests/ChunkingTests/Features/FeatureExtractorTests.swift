import Chunking
import Testing

@Test func aChunkKnowsItsTitlePathLanguageAndPlace() throws {
    let text = """
        # Guide

        ## Installing

        You need a compiler and some patience before the first program runs on your machine.

        ## Einrichten

        Für das erste Programm braucht man einen Übersetzer und etwas Geduld auf dem eigenen Rechner.
        """
    let document = try parsed(text, "Guide.md")
    let chunks = try StructureChunker(size: .characters(104)).chunks(of: document)
    let features = FeatureExtractor(tokenizer: WordTokenizer()).features(of: chunks, in: document, id: "Guide.md")
    #expect(features.count == chunks.count)
    let english = try #require(features.first { $0.headings == ["Installing"] })
    let german = try #require(features.first { $0.headings == ["Einrichten"] })
    #expect(english.title == "Guide" && english.language == "en" && german.language == "de")
    #expect(english.position < german.position && english.ordinal < german.ordinal && german.position < 1)
    #expect(english.keyPhrases.contains { $0.contains("patience") }, "\(english.keyPhrases)")
    #expect(english.firstPage == nil)
    for (chunk, feature) in zip(chunks, features) {
        #expect(feature.tokens == WordTokenizer().tokenRanges(in: chunk.content).count)
        #expect(feature.contentHash == "\(ContentHash(of: chunk.content))")
    }
    #expect(Set(features.map(\.id)).count == features.count)
    #expect(features == FeatureExtractor(tokenizer: WordTokenizer()).features(of: chunks, in: document, id: "Guide.md"))
}

@Test func pagesAreThoseOfTheBlocksInTheChunk() throws {
    let source = try source("First page.\nSecond page.\nThird page.\n", "a.txt")
    var builder = DocumentBuilder(source: source)
    for (page, range) in [(1, 0..<11), (2, 12..<24), (3, 25..<36)] {
        builder.page = page
        builder.begin(.paragraph, at: range.lowerBound)
        builder.append(range)
        builder.end(at: range.upperBound, headings: [])
    }
    let document = builder.finish(title: nil)
    func pages(_ range: Range<Int>) -> [Int?] {
        let text = document.source.text(in: range)
        let chunk = Chunk(range: range, text: text, content: text, headings: [], ordinal: 0)
        let feature = FeatureExtractor(keyPhrases: 0).features(of: [chunk], in: document, id: "a").first
        return [feature?.firstPage, feature?.lastPage]
    }
    #expect(pages(0..<11) == [1, 1] && pages(3..<20) == [1, 2] && pages(12..<24) == [2, 2])
    #expect(pages(0..<36) == [1, 3] && pages(25..<30) == [3, 3])
}

@Test func featuresOfALongTextTakeLinearTime() throws {
    for unit in ["Some words about a topic. ", "word ", "日本語の文章です。", "x", "a-", "1 "] {
        func time(_ bytes: Int) throws -> Duration {
            let document = try parsed(String(repeating: unit, count: bytes / unit.utf8.count), "a.txt")
            let chunks = try RecursiveChunker(size: .characters(1_000_000)).chunks(of: document)
            return ContinuousClock().measure { _ = FeatureExtractor().features(of: chunks, in: document, id: "a") }
        }
        let (small, large) = (try time(40_000), try time(640_000))
        #expect(large < max(small * 64, .milliseconds(500)), "\(unit.debugDescription): \(small), \(large)")
    }
}

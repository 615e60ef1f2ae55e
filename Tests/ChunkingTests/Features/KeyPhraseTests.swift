import Chunking
import Testing

@Test func phrasesAreScoredAsThePaperScoresThem() {
    // Candidates: "vector index", "index", "large vector index": index has degree 2 + 1 + 3 over 3, vector 5 over 2,
    // large 3 over 1.
    let best = KeyPhrases(of: "A vector index, the index; and a large vector index.", language: "en").best(9)
    #expect(best.map(\.phrase) == ["large vector index", "vector index", "index"])
    #expect(best.map(\.score) == [7.5, 4.5, 2])
}

@Test func japanesePhrasesAreRunsOfIdeographsAndKatakana() {
    let best = KeyPhrases(of: "東京都のデータベースは東京都にある。検索の索引。", language: "ja").best(2).map(\.phrase)
    #expect(best == ["東京都", "データベース"])
}

@Test func thereAreNeverMoreThanAskedForAndNoneOfNothing() {
    #expect(KeyPhrases(of: "", language: nil).best(5).isEmpty)
    #expect(KeyPhrases(of: "the of and 12 345", language: "en").best(5).isEmpty)
    #expect(KeyPhrases(of: "one two three; four five six; seven", language: "de").best(2).count == 2)
    #expect(KeyPhrases(of: "word", language: "en").best(-1).isEmpty)
}

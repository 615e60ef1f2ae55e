import Chunking
import Testing

private func cleaned(_ text: String, _ steps: any CleansingStep..., path: String = "a.txt") throws -> String {
    let document = Cleanser(steps).clean(try parsed(text, path))
    return document.blocks.map(document.content(of:)).joined(separator: "|")
}

@Test func nothingHappensUnlessItIsAskedFor() throws {
    let text = "A ﬁne  “text” with\u{A0}everything \u{AD}.\r\n• item"
    let document = try parsed(text, "a.txt")
    let same = Cleanser([]).clean(document)
    #expect(same.isVerbatim && same.pieces == document.pieces)
    let untouched = Cleanser.print.clean(try parsed("Clean text already.\nTwo lines.", "a.txt"))
    #expect(untouched.isVerbatim)
}

@Test func ligaturesBecomeLetters() throws {
    #expect(try cleaned("oﬃce ﬁles, ﬂow, cæsar", LigatureExpansion()) == "office files, flow, cæsar")
}

@Test func whiteSpaceBecomesOneBlankAndLineEndsStay() throws {
    let step = WhitespaceCleanup()
    #expect(try cleaned("a  b\u{A0}c\u{2003}\t d \r\n  e\u{2028}f", step) == "a b c d\ne\nf")
    #expect(try cleaned("日本\u{3000}語", step) == "日本 語")
    #expect(
        try cleaned("```\n  if x:  \n\ty  =\u{A0}1\n\n\n\nz\n```", step, path: "a.md") == "  if x:\n\ty  = 1\n\nz")
    #expect(try cleaned("| a  b | c |\n|-|-|\n| d | e |", step, path: "a.md") == "a b\tc\nd\te")
}

@Test func brokenWordsAreJoinedUnlessTheDocumentHyphenatesThem() throws {
    let step = Dehyphenation()
    #expect(
        try cleaned("an exam-\nple and so\u{AD}ft, hyphen\u{2010} \r\n  ated", step)
            == "an example and soft, hyphenated")
    #expect(try cleaned("is well-\nknown, a well-known fact", step) == "is well-known, a well-known fact")
    #expect(try cleaned("a co-\noperative, cooperative", step) == "a cooperative, cooperative")
    #expect(try cleaned("Anglo-\nSaxon 3-\nfold -\nx", step) == "Anglo-\nSaxon 3-\nfold -\nx")
    #expect(try cleaned("```\na-\nb\n```", step, path: "a.md") == "a-\nb")
}

@Test func bulletsBecomeHyphensOrNothing() throws {
    #expect(
        try cleaned("• one\n\u{F0B7}two\n▪ three · four\n25·4", BulletUnification())
            == "- one\n- two\n- three · four\n25·4")
    #expect(try cleaned("・項目\n  ● more", BulletUnification(.removed)) == "項目\n  more")
    #expect(try cleaned("■\n•", BulletUnification()) == "■\n•")
}

@Test func quotesAndDashesBecomePlain() throws {
    #expect(try cleaned("“It’s” ‚low‘ „tief“ «non» 「行く」", PlainQuotes()) == "\"It's\" 'low' \"tief\" «non» 「行く」")
    #expect(try cleaned("1–2 — x ‐ y − z ラー 〜", PlainDashes()) == "1-2 - x - y - z ラー 〜")
}

@Test func controlCharactersGoAndJoinersStay() throws {
    let step = ControlCharacterRemoval()
    #expect(try cleaned("a\u{1}b\u{FEFF}c\u{200B}d\u{202E}e\u{7F}f\u{9D}g\u{FFFE}h", step) == "abcdefgh")
    #expect(try cleaned("👩‍👩‍👧 می\u{200C}خواهم ❤\u{FE0F}", step) == "👩‍👩‍👧 می\u{200C}خواهم ❤\u{FE0F}")
    #expect(try cleaned("a\u{B}b\u{85}c", step) == "a\nb\nc")
}

@Test func normalisationReachesContentAndTitlesAndLeavesTheSource() throws {
    let text = "# Cafe\u{301} ﬁ\n\nＡＢ e\u{301}e\u{323}\u{302} ㍿"
    let document = Cleanser([UnicodeNormalization(.nfkc)]).clean(try parsed(text, "a.md"))
    #expect(
        document.blocks.map(document.content(of:)).map { Array($0.unicodeScalars) } == [
            Array("Caf\u{E9} fi".unicodeScalars), Array("AB \u{E9}\u{1EC7} 株式会社".unicodeScalars),
        ])
    #expect(document.title.map { Array($0.utf8) } == Array("Caf\u{E9} fi".utf8))
    #expect(document.blocks[1].headings.first.map { Array($0.utf8) } == Array("Caf\u{E9} fi".utf8))
    #expect(document.source.text(in: document.blocks[1].range) == "ＡＢ e\u{301}e\u{323}\u{302} ㍿")
}

@Test func editsWithinSeveralCharactersForTheSameBytesKeepTheirPlace() throws {
    // ﬁ becomes f and i; the accent behind then joins the i.
    let document = Cleanser([LigatureExpansion(), UnicodeNormalization(.nfc), ControlCharacterRemoval()])
        .clean(try parsed("a\u{FB01}\u{301}\u{1}b", "a.txt"))
    #expect(document.blocks.map(document.content(of:)) == ["af\u{ED}b"])
    #expect(document.pieces.map(\.range) == [0..<1, 1..<6, 1..<6, 7..<8])
    #expect(document.content(in: 0..<1) == "a")
    #expect(document.content(in: 0..<2) == "af\u{ED}")
    #expect(document.content(in: 2..<8) == "b")
}

@Test func aBlockThatBecomesBlankIsDropped() throws {
    let document = Cleanser([ControlCharacterRemoval()]).clean(try parsed("one\n\n\u{200B}\u{1}\n\ntwo", "a.txt"))
    #expect(document.blocks.map(document.content(of:)) == ["one", "two"])
    #expect(document.pieces.map(\.block) == [0, 1])
}

@Test func stepsSayWhoTheyAre() {
    #expect(
        Cleanser([UnicodeNormalization(.nfc), BulletUnification(.removed)]).identity == "nfc/15.0, bullets/1 removed")
    #expect(Set(Cleanser.print.steps.map(\.identity)).count == Cleanser.print.steps.count)
}

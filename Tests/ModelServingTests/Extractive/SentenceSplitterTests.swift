import ModelServing
import Testing

@Suite struct SentenceSplitterTests {
    private func sentences(_ text: String) -> [String] {
        SentenceSplitter.sentences(in: text).map { SentenceSplitter.text(of: $0, in: text) }
    }

    @Test(
        arguments: [
            ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
            ("It costs 3.14 at example.com. Yes.", ["It costs 3.14 at example.com.", "Yes."]),
            ("Dr. Smith and J. Doe, e.g. here, agree. So.", ["Dr. Smith and J. Doe, e.g. here, agree.", "So."]),
            ("He said \"Stop.\" Then (it rained.) Then sun…", ["He said \"Stop.\"", "Then (it rained.)", "Then sun…"]),
            ("Wait... what?! Yes.", ["Wait... what?!", "Yes."]),
            ("一つ目。二つ目！「三。四。」と言った？五", ["一つ目。", "二つ目！", "「三。四。」と言った？", "五"]),
            (
                "# Title\n\nA line\nand more. Next.\n\n- item one\n- item two\n  goes on\n\n1. first",
                [
                    "A line\nand more.", "Next.", "item one", "item two\n  goes on", "first",
                ]
            ),
            ("| a | b |\n|---|:-:|\n| c | d |", ["| a | b |", "| c | d |"]),
            ("> Quoted. Twice.\n\n~~~\ncode. code.\n~~~\nText after.", ["Quoted.", "Twice.", "Text after."]),
            ("Windows\r\nlines.\r\n\r\nEnd.", ["Windows\r\nlines.", "End."]),
            ("2024 was fine. 5. is no item here", ["2024 was fine.", "5. is no item here"]),
            (
                "<!-- no. --><h1>Title.</h1>\n<p class=\"a\">One <b>bold</b>\nword. Two.</p><ul><li>Item</li></ul><PRE>x. y.</PRE>",
                ["One <b>bold</b>\nword.", "Two.", "Item"]
            ),
            ("Say `<p>` or Array<Int> if a < b. So <p", ["Say `<p>` or Array<Int> if a < b.", "So <p"]),
            ("<script>a. b.</SCRIPT>Text.<style>", ["Text."]),
            ("- - -\n===\n***\n-\n.\n", []),
            ("", []),
        ] as [(String, [String])])
    func sentencesEndWhereAReaderEndsThem(text: String, expected: [String]) {
        #expect(sentences(text) == expected)
    }

    @Test(arguments: 0..<40)
    func rangesAscendStayWithinTheTextAndDivideNoCharacter(seed: UInt64) {
        let alphabet = [
            "a", "B", ".", "!", " ", "\n", "。", "「", "」", "é", "🙂", "#", "- ", "<p>", "<h1>", "</h1>", "<!--", "<",
            "```", "|", "\u{3000}", "\r\n", ">", "1",
        ]
        var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33)
        }
        for _ in 0..<50 {
            let text = (0..<120).map { _ in alphabet[next() % alphabet.count] }.joined()
            var last = 0
            for range in SentenceSplitter.sentences(in: text) {
                #expect(range.lowerBound >= last && !range.isEmpty, "seed \(seed)")
                #expect(String(validating: Array(text.utf8)[range], as: UTF8.self) != nil, "seed \(seed)")
                last = range.upperBound
            }
            #expect(last <= text.utf8.count, "seed \(seed)")
        }
    }

    @Test func overlongSentencesAreDividedAtWhiteSpaceOrAnywhere() {
        for text in [String(repeating: "word ", count: 5_000), String(repeating: "語", count: 5_000)] {
            let parts = sentences(text)
            #expect(parts.count > 10)
            #expect(parts.allSatisfy { $0.utf8.count <= SentenceSplitter.longestSentence })
            #expect(parts.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }
}

import KeywordSearch
import TestSupport
import Testing

@Suite struct QueryStringTests {
    static let columns = [
        KeywordColumn("title", weight: 2, storesPositions: true), KeywordColumn("text", storesPositions: true),
        KeywordColumn("tag"),
    ]

    static func index() throws -> KeywordIndex {
        let index = try KeywordIndex(columns: columns)
        var generator = SeededGenerator(seed: 5)
        let words = [
            "lamp", "lamps", "light", "lights", "gas", "oil", "far", "away", "e-mail", "AND", "not", "猫", "東大寺", "été",
            "a",
        ]
        try index.add(
            (0..<200).map { id in
                KeywordDocument(
                    id: id,
                    texts: (0..<3).map { _ in
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            words.randomElement(using: &generator) ?? ""
                        }.joined(separator: " ")
                    })
            })
        return index
    }

    static let read: [(String, KeywordClause)] = [
        ("lamps far away", .text("lamps far away")),
        ("  lamps,  far (away", .text("lamps,  far (away")),
        ("+lamp gas oil", .preferring(.text("lamp"), .text("gas oil"))),
        ("lamp -gas", .excluding(.text("lamp"), .text("gas"))),
        ("+lamp +gas -oil", .excluding(.all([.text("lamp"), .text("gas")]), .text("oil"))),
        ("\"far away\"", .phrase("far away")), ("“far away”~2", .phrase("far away", slop: 2)),
        ("a \"far away\" b", .any([.text("a"), .phrase("far away"), .text("b")])),
        ("title:lamp gas", .any([.text("lamp", column: "title"), .text("gas")])),
        ("title:\"far away\"", .phrase("far away", column: "title")),
        ("title:(lamp text:gas)", .any([.text("lamp", column: "title"), .text("gas", column: "text")])),
        ("-title:lamp gas", .excluding(.text("gas"), .text("lamp", column: "title"))),
        ("light*", .prefix("light")), ("+title:light*^2", .boosted(.prefix("light", column: "title"), 2)),
        ("lihgt~", .fuzzy("lihgt")), ("lihgt~2", .fuzzy("lihgt", edits: 2)),
        ("lamp^2.5 gas", .any([.boosted(.text("lamp"), 2.5), .text("gas")])),
        ("(lamp gas)^3", .boosted(.text("lamp gas"), 3)),
        ("lamp AND gas", .all([.text("lamp"), .text("gas")])),
        ("lamp OR gas AND oil", .any([.text("lamp"), .all([.text("gas"), .text("oil")])])),
        ("far lamp AND gas", .any([.text("far"), .all([.text("lamp"), .text("gas")])])),
        (
            "lamp AND (gas OR light) NOT oil",
            .excluding(.all([.text("lamp"), .any([.text("gas"), .text("light")])]), .text("oil"))
        ),
        ("lamp AND NOT gas", .excluding(.text("lamp"), .text("gas"))),
        ("lamp AND (-gas -oil)", .excluding(.text("lamp"), .any([.text("gas"), .text("oil")]))),
        ("lamp -(-gas)", .any([.text("lamp"), .text("gas")])),
        ("e-mail", .text("e-mail")), ("+e-mail", .phrase("e-mail")),
        ("lamp AND e-mail", .all([.text("lamp"), .phrase("e-mail")])),
        ("+東大寺", .phrase("東大寺")), ("東大寺*", .phrase("東大寺")), ("猫*", .prefix("猫")),
        ("far-aw*", .all([.phrase("far-"), .prefix("aw")])), ("e-mial~", .all([.fuzzy("e"), .fuzzy("mial")])),
        ("deltaSyncIndex", .text("deltaSyncIndex")), ("+deltaSyncIndex", .phrase("deltaSyncIndex")),
        // What is no operator is words.
        ("AND", .text("AND")), ("lamp AND", .text("lamp AND")), ("OR lamp", .text("OR lamp")),
        ("lamp and gas", .text("lamp and gas")), ("NOT NOT lamp", .excluding(.text("NOT"), .text("lamp"))),
        ("lamp AND AND gas", .any([.text("lamp"), .all([.text("AND"), .text("gas")])])),
        ("- lamp", .text("lamp")), ("--lamp", .text("--lamp")), ("C++ e-mail 5-10", .text("C++ e-mail 5-10")),
        ("5\" pipe", .text("5\" pipe")), ("\"far away", .text("\"far away")),
        ("a \" b \" c", .any([.text("a"), .phrase(" b "), .text("c")])),
        ("title: lamp", .text("title: lamp")), ("Title:lamp", .text("Title:lamp")),
        ("http://a.b/c", .text("http://a.b/c")),
        ("12:30", .text("12:30")), ("std::vector", .text("std::vector")), ("lamp^x", .text("lamp^x")),
        ("*", .any([])), ("*lamp", .text("*lamp")), ("la*mp", .text("la*mp")), ("lamp~0.8", .text("lamp~0.8")),
        ("f(x) lamp)", .text("f(x) lamp")), (":) lamp", .text("lamp")), ("()", .any([])), ("lamp OR ()", .text("lamp")),
        ("\\+lamp \\-gas \\AND", .text("+lamp -gas AND")), ("\\\"far away\\\"", .text("\"far away\"")),
        ("C:\\Users\\lamp", .text("C:\\Users\\lamp")), ("🙂", .any([])), ("+🙂 lamp", .text("lamp")), ("", .any([])),
        ("-lamp", .any([])),
    ]

    @Test func everyFormIsReadAsDocumented() throws {
        let index = try Self.index()
        for (text, clause) in Self.read {
            #expect(index.parse(text).clause == clause, "\(text)")
        }
    }

    @Test func whatWasReadOtherwiseIsSaid() throws {
        let index = try Self.index()
        func notes(_ text: String) -> [KeywordQueryNote.Kind] { index.parse(text).notes.map(\.kind) }
        #expect(notes("+lamp \"far away\"~2 title:gas -(oil light)^2") == [])
        #expect(notes("author:lamp 12:30 http://x") == [.unknownColumn])
        #expect(notes("(lamp") == [.unbalanced] && notes("lamp) (gas") == [.unbalanced, .unbalanced])
        #expect(notes("lamp~3 \"far away\"~99999999999 gas^1e9") == [.numberBounded, .numberBounded, .numberBounded])
        #expect(index.parse("lamp~3").clause == .fuzzy("lamp", edits: 2))
        #expect(notes("tag:\"far away\"") == [.phraseUnordered])
        #expect(
            index.parse("tag:\"far away\"").clause == .all([.text("far", column: "tag"), .text("away", column: "tag")]))
        #expect(notes("-lamp NOT gas") == [.onlyExclusions])
        let note = try #require(index.parse("été author:lamp").notes.first)
        #expect(note.range == 6..<13 && "\(note)".contains("bytes 6..<13"))
    }

    @Test func everythingIsBoundedAndSaysSo() throws {
        let index = try Self.index()
        let paste = (0..<10_000).map { "word\($0)" }.joined(separator: " ")
        for syntax in [KeywordQuerySyntax.operators, .words] {
            let query = index.parse(paste, as: syntax)
            let cut = (0..<KeywordIndex.mostTerms).reduce(0) { $0 + "word\($1) ".utf8.count }
            #expect(query.notes.map(\.kind) == [.textBounded] && query.notes[0].range == cut..<paste.utf8.count)
            #expect(try index.search(query.clause, k: 10) == index.search(paste, k: 10))
        }
        let long = index.parse(String(repeating: "été ", count: 100_000))
        #expect(long.notes.map(\.kind) == [.textBounded])
        #expect(long.notes[0].range.lowerBound <= KeywordIndex.mostQueryBytes)
        let deep = String(repeating: "(-", count: 5_000) + "lamp" + String(repeating: ")", count: 5_000)
        let nested = index.parse(deep)
        #expect(nested.notes.count == 64 && nested.notes.allSatisfy { $0.kind == .nestingBounded })
        _ = try index.search(nested.clause, k: 3)
        for part in ["+lamp ", "\"far away\" ", "lamp OR ", "lamp AND ", "title:lamp ", "x gas^2 "] {
            let many = index.parse(String(repeating: part, count: 5_000) + "oil")
            #expect(many.notes.map(\.kind) == [.clausesBounded], "\(part)")
            _ = try index.search(many.clause, k: 3)
        }
        let expanded = index.parse((0..<20).map { _ in "l* " }.joined())
        #expect(
            expanded.notes.map(\.kind) == [
                .expansionsBounded, .expansionsBounded, .expansionsBounded, .expansionsBounded,
            ])
    }

    /// Pieces that mean something, put together by chance.
    static func randomText(_ generator: inout SeededGenerator, pieces count: Int) -> String {
        let pieces = [
            "lamp", "gas", "AND", "OR", "NOT", "+", "-", "(", ")", "\"", "“", "”", "~", "~1", "~2", "*", "^", "^2",
            "^0.5", ":",
            "title:", "tag:", "nothing:", "\\", " ", " ", " ", " ", "\n", "猫", "東大寺", "🙂", "e\u{301}", "\u{301}",
            "\u{0}", "0", "e-mail",
            "aB", "l",
        ]
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func noTextThrowsAndWhatIsReadCanBeWritten(seed: UInt64) throws {
        let index = try Self.index()
        var generator = SeededGenerator(seed: seed)
        for number in 0..<1_500 {
            let text = Self.randomText(&generator, pieces: Int.random(in: 0...14, using: &generator))
            let query = index.parse(text)
            let hits = try index.search(query.clause, k: 300)
            let bytes = Array(text.utf8)
            for note in query.notes {
                #expect(note.range.lowerBound >= 0 && note.range.upperBound <= bytes.count && !note.range.isEmpty)
                for place in [note.range.lowerBound, note.range.upperBound] where place < bytes.count {
                    #expect(bytes[place] & 0xC0 != 0x80, "\(text)")
                }
            }
            let written = "\(query.clause)"
            let again = index.parse(written).clause
            #expect(
                try index.search(again, k: 300) == hits, "seed \(seed), \(number): \(text.debugDescription), \(written)"
            )
            #expect("\(index.parse("\(again)").clause)" == "\(again)", "\(text.debugDescription)")
        }
    }

    @Test func wordsAloneAreWhatASearchOfTheTextFinds() throws {
        let index = try Self.index()
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let text = Self.randomText(&generator, pieces: 12)
            #expect(try index.search(index.parse(text, as: .words).clause, k: 50) == index.search(text, k: 50))
        }
    }
}

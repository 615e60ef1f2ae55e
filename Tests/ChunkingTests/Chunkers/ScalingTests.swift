import Chunking
import Foundation
import Testing

private func seconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(work)
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

private func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let time = try await clock.measure(work)
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// Texts that tempt a parser or a chunker into looking at the same bytes again and again.
private let temptations: [(type: String, unit: String)] = [
    ("txt", "Some words in a sentence. "), ("txt", "x"), ("txt", "\u{301}"), ("txt", " \u{301}"), ("txt", "日本語の文。"),
    ("txt", "🇯🇵"), ("txt", " "), ("txt", "\n"),
    ("md", "*a "), ("md", "**a _b "), ("md", "["), ("md", "[a]("), ("md", "[a](<b "), ("md", "![a](b 'c "), ("md", "`"),
    ("md", "` `` "), ("md", "<a \""), ("md", "<!--"), ("md", "<a "), ("md", "\\"), ("md", "&a"), ("md", "- "),
    ("md", ">"),
    ("md", "> - "), ("md", "# a\n"), ("md", "| a "), ("md", "| a\n|-\n"), ("md", "```\n"), ("md", "[a]: b\n"),
    ("md", "- a\n  "), ("md", "1. "), ("md", "***"), ("md", "~"), ("md", "<div>\n"), ("md", "]"),
    ("md", "[[a]]\n[a]: b\n"),
    ("html", "<"), ("html", "<a"), ("html", "<a \""), ("html", "<a b=\""), ("html", "<a b=' c=\""), ("html", "<!--"),
    ("html", "<div>"), ("html", "<p><b>"), ("html", "<p>"), ("html", "</p>"), ("html", "<li>a"),
    ("html", "<table><tr><td>"),
    ("html", "<script>"), ("html", "</b><i>"), ("html", "&amp"), ("html", "&#"), ("html", "<b>a</i>"),
    ("html", "<pre>"),
    ("csv", "a,"), ("csv", ","), ("csv", "\n"), ("csv", "\""), ("csv", "\"\"a"), ("csv", "\"a\n"),
    ("csv", "\"a,b\",\n"),
    ("tsv", "\"\t"), ("tsv", "\t\n"),
    ("jsonl", "\"a\"\n"), ("jsonl", "{\"a\":[\"b\"]}\n"), ("jsonl", "\n"),
    ("swift", "class A {\n"), ("swift", "}"), ("swift", "\"\\("), ("swift", "\"\"\""), ("swift", "@a\n"),
    ("swift", "/*"),
    ("swift", "func f(\n"), ("swift", "let x = 1\n"), ("swift", "// a\n"), ("swift", "x\n\n"), ("swift", "#"),
    ("py", "def f():\n"), ("py", "class A:\n "), ("py", "'''"), ("py", "("), ("py", "# a\n"), ("py", "@a\n"),
    ("cpp", "A::"), ("cpp", "operator "), ("cpp", "template <"), ("cpp", "R\"("), ("cpp", "#\\\n"),
    ("cpp", "f() : a{} "),
    ("rs", "impl <"), ("rs", "'a"), ("rs", "r#\""), ("go", "`"), ("java", "@a("), ("js", "/"), ("js", "`${"),
    ("js", "=> {"), ("ts", "a: {"), ("js", "\n\n/* */"), ("swift", "// a\nx +\n"), ("swift", "@a // b\n"),
    ("html", "<span hidden>"), ("html", "<hr><b>"), ("html", "<h1>a"), ("html", "<style><"), ("html", "<td>x<p>"),
    ("md", "www.a."), ("md", "xwww.a\n"), ("md", "http://"), ("md", "http://a.b/("), ("md", "http://a.b)) "),
    ("md", "http://a.b&a;"), ("md", "http://a.b/&a;&a;"), ("md", "a@"), ("md", "a@b-."), ("md", "a.b@c.d "),
    ("md", "[www.a.b "), ("md", "![a@b.c "), ("md", "&CounterClockwiseContourIntegra"), ("html", "&notit"),
]

/// Tables whose cells cover more than there is.
@Test func cellsThatCoverWithoutEndTakeLinearTime() throws {
    let rows: [(first: String, row: String)] = [
        ("<td rowspan=0>a", "<tr><td>b"), ("<td>a", "<tr><td colspan=1000>b"),
        ("<td colspan=1000>a", "<tr><td colspan=1000 rowspan=9>b<td>c"), ("<td rowspan=65534 colspan=9>a", "<tr>"),
        ("<th colspan=99>a", "<tr><th>b"), ("<td>a", "<tr><td><td rowspan=3>b"),
    ]
    for (first, row) in rows {
        func run(bytes: Int) throws -> Double {
            let text =
                "<table><tr>" + String(repeating: first, count: bytes / 2 / first.utf8.count)
                + String(repeating: row, count: bytes / 2 / row.utf8.count)
            return try seconds {
                let document = try parsed(text, "a.html")
                for block in document.blocks {
                    let cells = document.cells(of: block).reduce(0) { $0 + $1.count }
                    #expect(cells < text.utf8.count * 4, "\(first)\(row): \(cells) cells")
                    _ = document.columnTitles(of: block)
                }
                _ = try StructureChunker(size: .characters(800)).chunks(of: document)
            }
        }
        let (small, large) = (try run(bytes: 50_000), try run(bytes: 800_000))
        #expect(large < max(small * 64, 1.5), "\(first)\(row): \(small) s and \(large) s")
    }
}

@Test(arguments: temptations.indices)
func timeGrowsNoFasterThanTheInput(index: Int) throws {
    let (type, unit) = temptations[index]
    func run(bytes: Int) throws -> Double {
        let text = String(repeating: unit, count: bytes / unit.utf8.count)
        return try seconds {
            let document = try parsed(text, "a.\(type)")
            for chunker in try TestChunkers.plain(size: .characters(800), overlap: 100) {
                _ = try chunker.chunks(of: document)
            }
        }
    }
    // Sixteen times the input; a quadratic step would take 256 times as long.
    let small = try run(bytes: 30_000)
    let large = try run(bytes: 480_000)
    #expect(large < max(small * 64, 1.5), "\(unit.debugDescription): \(small) s and \(large) s")
}

/// Whether the long form of the tests was asked for.
private let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

@Test func aVeryLongLineIsChunkedInSeconds() throws {
    let bytes = isLong ? 100_000_000 : 10_000_000
    let line = String(repeating: "Some words in a very long line without end, ", count: bytes / 44)
    let document = try parsed(line, "a.txt")
    for name in Chunkers.names {
        let time = try seconds {
            let chunks = try Chunkers.named(name, size: .characters(1000), overlap: 100).chunks(of: document)
            #expect(chunks.count > bytes / 1000)
            #expect(chunks.last?.range.upperBound == line.utf8.count - 1)
        }
        #expect(time < (isLong ? 30 : 5), "\(name): \(time) s")
    }
}

@Test func nestingOfTenThousandIsChunked() throws {
    let deep = 10_000
    let texts = [
        ("html", String(repeating: "<div>", count: deep) + "text" + String(repeating: "</div>", count: deep)),
        ("html", String(repeating: "<ul><li>a", count: deep)), ("md", String(repeating: "> ", count: deep) + "text"),
        ("md", String(repeating: "- ", count: deep) + "text"), ("json", String(repeating: "[", count: deep)),
        ("swift", String(repeating: "struct S {\n", count: deep) + String(repeating: "}\n", count: deep)),
    ]
    for (type, text) in texts {
        // A parser may refuse it, but not fail on it.
        guard let document = try? parsed(text, "a.\(type)") else { continue }
        for chunker in try TestChunkers.plain(size: .characters(500), overlap: 50) {
            let chunks = try chunker.chunks(of: document)
            ChunkChecker(document: document, size: .characters(500), label: "\(type), \(chunker.identity)")
                .check(chunks)
        }
    }
}

@Test func tenMegabytesTakeTenTimesAsLongAsOne() throws {
    let page =
        "## Title\n\nSome *words* with a [link](https://a.b) and `code`.\n\n- an item\n- another\n\n```\ncode\n```\n\n"
    for type in ["txt", "md", "html"] {
        func run(_ bytes: Int) throws -> Double {
            let text = String(repeating: page, count: bytes / page.utf8.count)
            return try seconds {
                _ = try StructureChunker(size: .characters(1000), overlap: 100).chunks(of: parsed(text, "a.\(type)"))
            }
        }
        _ = try run(1_000_000)
        let (one, ten) = (try run(1_000_000), try run(10_000_000))
        #expect(ten < one * 30 + 0.2, "\(type): \(one) s and \(ten) s")
    }
}

@Test func semanticChunkersTakeTenTimesAsLongForTenTimesTheText() async throws {
    let page = """
        Ships sail the sea. Waves roll on it, and gulls see the ships. 「行く。」と言った。次の文です。

        Flour and yeast make dough; bake it for 3.5 hours. Dr. Li doubles it. Is it done?


        """
    let bytes = isLong ? 10_000_000 : 1_000_000
    for chunker in try TestChunkers.semantic(size: .characters(500)) {
        func run(_ bytes: Int) async throws -> Double {
            let text = String(repeating: page, count: bytes / page.utf8.count)
            return try await seconds {
                let chunks = try await chunker.chunks(of: parsed(text, "a.txt"))
                #expect(chunks.count > bytes / 2000, "\(chunker.identity): \(chunks.count) chunks")
            }
        }
        let (one, ten) = (try await run(bytes), try await run(10 * bytes))
        #expect(ten < one * 30 + 0.2, "\(chunker.identity), \(bytes) bytes: \(one) s and \(ten) s")
    }
}

@Test func semanticChunkersAreLinearWhateverTheTextHolds() async throws {
    // A sentence a byte, one sentence without end, no sentence at all, and pieces as small as they can be.
    let units = ["Some words in a sentence. ", "x", "\u{301}", "日本語の文。", "🇯🇵", "a\n\n", "!? ", ". . ", "。」", "x  \n"]
    for unit in units {
        for chunker in try TestChunkers.semantic(size: .characters(200)) {
            func run(_ bytes: Int) async throws -> Double {
                let text = String(repeating: unit, count: bytes / unit.utf8.count)
                return try await seconds { _ = try await chunker.chunks(of: parsed(text, "a.txt")) }
            }
            // Sixteen times the input; a quadratic step would take 256 times as long.
            let (small, large) = (try await run(20_000), try await run(320_000))
            #expect(
                large < max(small * 64, 1), "\(unit.debugDescription), \(chunker.identity): \(small) s and \(large) s")
        }
    }
}

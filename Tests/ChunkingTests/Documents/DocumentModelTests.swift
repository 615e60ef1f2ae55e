import Chunking
import Testing

/// `text -> destination` for each link.
private func links(_ text: String, _ path: String) throws -> [String] {
    let document = try parsed(text, path)
    return document.links.map { "\(document.source.text(in: $0.range)) -> \($0.destination)" }
}

@Test func linksOfMarkdownHaveTheirTextsPlaceAndTheirDestination() throws {
    let cases: [(String, [String])] = [
        ("a [link](http://x.y/(z) \"title\") here", ["link -> http://x.y/(z)"]),
        ("[**bold** link](<a b> 'title')", ["**bold** link -> a b"]),
        ("[x](a\\)b&amp;c)", ["x -> a)b&c"]),
        ("![image](pic.png) and [![badge](b.svg)](http://x)", ["![badge](b.svg) -> http://x"]),
        ("<https://a.b/c> and <b>bold</b>", ["https://a.b/c -> https://a.b/c"]),
        (
            "[text][Ref], [ref], [ref][] and [other][x]\n\n[ref]: <http://x.y> \"t\"\n[REF]: second",
            ["text -> http://x.y", "ref -> http://x.y", "ref -> http://x.y"]
        ),
        ("[outer [inner](a) rest](b)", ["inner -> a"]),
        ("[one](a)[two](b)\n\n| [c](d) |\n|---|\n| x |\n", ["one -> a", "two -> b", "c -> d"]),
        ("[](nothing) [none]() `[code](x)`", []),
        ("<p>In <a href=\"/h?a&amp;b\">HTML</a></p>", ["HTML -> /h?a&b"]),
    ]
    for (text, wanted) in cases { #expect(try links(text, "a.md") == wanted, "\(text)") }
}

@Test func aBracketAroundALinkIsText() throws {
    let document = try parsed("[outer [inner](a) rest](b)", "a.md")
    #expect(document.blocks.map(document.content(of:)) == ["[outer inner rest](b)"])
}

@Test func linksOfHTMLHaveTheirTextsPlaceAndTheirDestination() throws {
    let cases: [(String, [String])] = [
        ("<p>a <a href='x&amp;y'>li<b>nk</b> </a> b", ["li<b>nk -> x&y"]),
        ("<a name=top>anchor</a><a href=''>empty</a><a href=a><img src=b></a>", []),
        ("<a href=one>1<a href=two>2</a>", ["1 -> one", "2 -> two"]),
        ("<a href=a>never closed", ["never closed -> a"]),
        ("<nav><a href=a>Home</a></nav><p hidden><a href=a>no</a></p>", []),
        ("<a href=a><img alt='text'></a>", ["<img alt='text -> a"]),
        ("<a href=card><h2>Title</h2><p>Text</p></a>", ["<h2>Title</h2><p>Text -> card"]),
    ]
    for (text, wanted) in cases { #expect(try links(text, "a.html") == wanted, "\(text)") }
}

@Test func theDeclaredLanguageIsKept() throws {
    #expect(try parsed("<!doctype html><html lang=\"ja\"><p>x", "a.html").language == "ja")
    #expect(try parsed("<html xml:lang='en_US'><p>x", "a.html").language == "en-US")
    #expect(try parsed("<html lang=''><p lang=de>x", "a.html").language == nil)
    #expect(try parsed("<html lang='{{ lang }}'><p>x", "a.html").language == nil)
    #expect(try parsed("---\ntitle: A\nlang: pt-BR\n---\nText", "a.md").language == "pt-BR")
    #expect(try parsed("---\nlanguage: \"zh_Hant\"\n---\nText", "a.md").language == "zh-Hant")
    #expect(try parsed("lang: de\n\nText", "a.md").language == nil)
}

@Test func headerRowsOfTablesAreCounted() throws {
    let cases: [(String, String, Int, [String])] = [
        ("a.md", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n", 1, ["a\tb", "1\t2", "3"]),
        ("a.html", "<table><tr><th>A<th>B<tr><td>1<td>2</table>", 1, ["A\tB", "1\t2"]),
        (
            "a.html", "<table><thead><tr><td>A<td>B<tr><th>C</thead><tbody><tr><th>r<td>2</table>", 2,
            ["A\tB", "C", "r\t2"]
        ),
        ("a.html", "<table><caption>Cap</caption><tr><th>A<tr><td>1</table>", 2, ["Cap", "A", "1"]),
        ("a.html", "<table><tr><td>1<td>2<tr><th>x</table>", 0, ["1\t2", "x"]),
        ("a.html", "<table><tr><td>1</table><table><tr><th>A<tr><td>2</table>", 0, ["1"]),
        (
            "a.html", "<table><tr><th>A<th><th>C<tr><td><td>b<br>b&#10;b<td>c<td></td></tr></table>", 1,
            ["A\t\tC", "\tb b b\tc"]
        ),
    ]
    for (path, text, headerRows, rows) in cases {
        let document = try parsed(text, path)
        let table = try #require(document.blocks.first { $0.kind == .table })
        #expect(table.headerRows == headerRows, "\(text)")
        #expect(document.content(of: table).split(separator: "\n").map(String.init) == rows, "\(text)")
        #expect(document.rows(of: table).count == rows.count, "\(text)")
    }
}

@Test func aRowsRangeHoldsItsCells() throws {
    let document = try parsed("| a | b |\n|---|---|\n| 1 | 2 |\n", "a.md")
    let rows = document.rows(of: document.blocks[0])
    #expect(rows.map(document.source.text(in:)) == ["a | b", "1 | 2"])
}

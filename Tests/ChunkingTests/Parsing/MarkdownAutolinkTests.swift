import Chunking
import Testing

private func links(_ text: String) throws -> [String] {
    let document = try parsed(text, "a.md")
    return document.links.map { "\(document.source.text(in: $0.range)) -> \($0.destination)" }
}

@Test func hostsInTextAreLinks() throws {
    let cases: [(String, [String])] = [
        ("www.example.org", ["www.example.org -> http://www.example.org"]),
        ("See www.example.org/help for more.", ["www.example.org/help -> http://www.example.org/help"]),
        (
            "(www.example.org) *www.b.c* __www.d.e__",
            ["www.example.org -> http://www.example.org", "www.b.c -> http://www.b.c", "www.d.e -> http://www.d.e"]
        ),
        (
            "Visit www.example.org/a.b. Or www.example.org.",
            ["www.example.org/a.b -> http://www.example.org/a.b", "www.example.org -> http://www.example.org"]
        ),
        ("xwww.example.org /www.a.b www. www www.a_b.c www.a.b_c", []),
        ("www.a_b.c.d", ["www.a_b.c.d -> http://www.a_b.c.d"]),
        ("> text\n>www.a.b\n> www.c.d", ["www.a.b -> http://www.a.b", "www.c.d -> http://www.c.d"]),
        ("`www.a.b` <b title=www.c.d> \\www.e.f", []),
    ]
    for (text, wanted) in cases { #expect(try links(text) == wanted, "\(text)") }
}

@Test func addressesInTextAreLinks() throws {
    func same(_ text: String) -> String { "\(text) -> \(text)" }
    let cases: [(String, [String])] = [
        ("http://example.org", [same("http://example.org")]),
        ("(Visit https://a.b/search?q=Markup+(business))", [same("https://a.b/search?q=Markup+(business)")]),
        ("https://a.b/s?q=(x))) and https://a.b/s?q=(x)", [same("https://a.b/s?q=(x)"), same("https://a.b/s?q=(x)")]),
        ("https://a.b/s?q=(business))+ok", [same("https://a.b/s?q=(business))+ok")]),
        (
            "https://a.b/s?q=c&hl=en https://a.b/s?q=c&hl;",
            [same("https://a.b/s?q=c&hl=en"), same("https://a.b/s?q=c")]
        ),
        ("https://a.b/x<y and HTTPS://A.B/", [same("https://a.b/x"), same("HTTPS://A.B/")]),
        ("http://a.b/x_y_z*q* http://a.b/?!.,:*_~", [same("http://a.b/x_y_z*q"), same("http://a.b/")]),
        ("http://localhost:8080/x", [same("http://localhost:8080/x")]),
        ("詳細はhttps://a.b/c を参照", [same("https://a.b/c")]),
        ("https://例え.jp/道", [same("https://例え.jp/道")]),
        ("xhttp://a.b ftp://a.b http:/a.b http:// https://_a", []),
        ("https://a.b/?x=1&amp;y=2", ["https://a.b/?x=1&amp;y=2 -> https://a.b/?x=1&y=2"]),
        ("https://a.b/\\*x <https://c.d/\\*>", [same("https://a.b/\\*x"), same("https://c.d/\\*")]),
        ("`https://a.b` <a href=\"https://c.d\">x</a>", []),
        ("[https://a.b](https://c.d)", ["https://a.b -> https://c.d"]),
        ("[see https://a.b/c] or [https://d.e][r]\n\n[r]: f", [same("https://a.b/c"), "https://d.e -> f"]),
        ("![https://a.b](c.png)", []),
        ("| https://a.b | x |\n|---|---|\n| www.c.d | 2 |", [same("https://a.b"), "www.c.d -> http://www.c.d"]),
    ]
    for (text, wanted) in cases { #expect(try links(text) == wanted, "\(text)") }
}

@Test func mailAddressesInTextAreLinks() throws {
    let cases: [(String, [String])] = [
        ("foo@bar.baz", ["foo@bar.baz -> mailto:foo@bar.baz"]),
        (
            "Write hello+x.y-z_1@mail.example.org.",
            ["hello+x.y-z_1@mail.example.org -> mailto:hello+x.y-z_1@mail.example.org"]
        ),
        ("a.b-c_d@a.b a.b-c_d@a.b-", ["a.b-c_d@a.b -> mailto:a.b-c_d@a.b"]),
        ("a@b a@b_ @b.c a@.b a@b. @", []),
        ("mailto:a@b.c <d@e.f>", ["mailto:a@b.c -> mailto:a@b.c", "d@e.f -> mailto:d@e.f"]),
        ("(a@b.c) 宛先a@b.cまで", ["a@b.c -> mailto:a@b.c", "a@b.c -> mailto:a@b.c"]),
    ]
    for (text, wanted) in cases { #expect(try links(text) == wanted, "\(text)") }
}

@Test func linksInTextChangeNoContent() throws {
    let text = "At https://a.b/x_y_z?a=1&amp;b=2, *www.c.d* and e_f@g.h."
    let document = try parsed(text, "a.md")
    #expect(document.blocks.map(document.content(of:)) == ["At https://a.b/x_y_z?a=1&b=2, www.c.d and e_f@g.h."])
}

@Test func aTableCellHoldsNoRowEnd() throws {
    let document = try parsed("| a | b |\n|---|---|\n| 1<br>2 | x&Tab;y&#10;z |\n| 3 | 4 |\n", "a.md")
    #expect(document.content(of: document.blocks[0]) == "a\tb\n1 2\tx y z\n3\t4")
    #expect(document.rows(of: document.blocks[0]).count == 3)
}

import Chunking
import Testing

/// `kind: content` for each block.
private func blocks(_ text: String) throws -> [String] {
    let document = try parsed(text, "a.md")
    return document.blocks.map { block in
        let kind =
            switch block.kind {
            case .heading(let level): "h\(level)"
            case .paragraph: "p"
            case .listItem: "li"
            case .quote: "q"
            case .code(let language): "code" + (language.map { " " + $0 } ?? "")
            case .table: "table"
            }
        return "\(kind): \(document.content(of: block))"
    }
}

@Test func inlineMarkupIsStripped() throws {
    let cases: [(String, String)] = [
        ("Some *emphasis*, **strong** and ***both***.", "Some emphasis, strong and both."),
        ("snake_case_name and _this_ and 2 * 3 * 4", "snake_case_name and this and 2 * 3 * 4"),
        ("a [link](http://x.y/(z) \"title\") here", "a link here"),
        ("a [link **bold**](<a b>) here", "a link bold here"),
        ("![alt text](pic.png) after", "alt text after"),
        ("[![badge](b.svg)](http://x)", "badge"),
        ("`code *not*` and ``a ` b``", "code *not* and a ` b"),
        ("an unclosed `tick and *star", "an unclosed `tick and *star"),
        ("&lt;T&gt; &amp; &#8212; &nope;", "<T> & — &nope;"),
        ("\\*literal\\* and \\a", "*literal* and \\a"),
        ("<https://a.b/c> and <b>bold</b><br>new", "https://a.b/c and bold\nnew"),
        ("~~gone~~ a ~ b", "gone a ~ b"),
        ("array[0] and [not a link]", "array[0] and [not a link]"),
        ("see [text][Ref] and [ref] and [other][x]\n\n[ref]: http://x.y", "see text and ref and [other][x]"),
        ("1 < 2 and a > b", "1 < 2 and a > b"),
        ("日本語の**強調**と[リンク](http://x)。", "日本語の強調とリンク。"),
        ("line one\nline two  \nline three\\\nfour", "line one\nline two\nline three\nfour"),
    ]
    for (text, content) in cases {
        #expect(try blocks(text) == ["p: \(content)"], "\(text)")
    }
}

@Test func blocksAreTold() throws {
    #expect(try blocks("Title\n=====\n\nSub\n---\ntext") == ["h1: Title", "h2: Sub", "p: text"])
    #expect(try blocks("# A #\n## B ## \n### C {#id .x}\n#no\n") == ["h1: A", "h2: B", "h3: C", "p: #no"])
    #expect(
        try blocks("- one\n- two\n  more\n\n  second\n1. three\n2. four")
            == ["li: one", "li: two\nmore", "li: second", "li: three", "li: four"])
    #expect(try blocks("- a\n  - b\n    - c\n- d") == ["li: a", "li: b", "li: c", "li: d"])
    #expect(try blocks("> quoted\n> more\nlazy\n\nafter") == ["q: quoted\nmore\nlazy", "p: after"])
    #expect(try blocks("> ```\n> # x\n> ```\n> text") == ["code: # x", "q: text"])
    #expect(try blocks("    indented\n\n      more\n\ntext") == ["code: indented\n\n  more", "p: text"])
    #expect(try blocks("```swift title\nlet a = \"```\"\n\n# b\n```\n") == ["code swift: let a = \"```\"\n\n# b"])
    #expect(try blocks("~~~\n```\n~~~~") == ["code: ```"])
    #expect(try blocks("```\nnever closed\n# x") == ["code: never closed\n# x"])
    #expect(try blocks("- item\n\n  ```py\n  code\n    deep\n  ```") == ["li: item", "code py: code\n  deep"])
    #expect(try blocks("a\n\n***\n\nb\n- - -\nc") == ["p: a", "p: b", "p: c"])
    #expect(
        try blocks("| a | *b* |\n|---|:-:|\n| 1 \\| 2 | `3` |\n| 4 | |\n\nafter")
            == ["table: a\tb\n1 | 2\t3\n4", "p: after"])
    #expect(try blocks("text\na | b\n--|--\n1 | 2") == ["p: text", "table: a\tb\n1\t2"])
    #expect(
        try blocks("<div class=\"x\">\n<p>In <b>HTML</b> &amp; more</p>\n</div>\n\nafter")
            == ["p: In HTML & more", "p: after"])
    #expect(try blocks("<!-- hidden\n\n# no -->\ntext") == ["p: text"])
    #expect(try blocks("The year is\n1986. A great year") == ["p: The year is\n1986. A great year"])
    #expect(try blocks("[^1]: a footnote") == ["p: [^1]: a footnote"])
}

@Test func headingPathsFollowTheLevels() throws {
    let document = try parsed("pre\n\n# A\n\n### B\n\nb\n\n## C\n\nc\n\n# D\n\nd", "a.md")
    #expect(
        document.blocks.map(\.headings) == [
            [], ["A"], ["A", "B"], ["A", "B"], ["A", "C"], ["A", "C"], ["D"], ["D"],
        ])
    #expect(document.title == "A")
}

@Test func frontMatterGivesTheTitleAndIsLeftOut() throws {
    let text = "---\ntitle: \"A: Guide\"\ntags: [x]\n---\n# Other\n\nText."
    let document = try parsed(text, "a.md")
    #expect(document.title == "A: Guide")
    #expect(document.blocks.map(\.kind) == [.heading(level: 1), .paragraph])
    #expect(try parsed("---\n\ntext\n", "a.md").blocks.count == 1)
    let toml = try parsed("+++\ntitle = 'B'\nlanguage = \"ja\"\n[x]\n---\n+++\nText.", "a.md")
    #expect(toml.title == "B" && toml.language == "ja")
    #expect(toml.blocks.map(toml.content(of:)) == ["Text."])
    #expect(try parsed("+++\ntitle = 'never closed'\n---\n", "a.md").title == nil)
    #expect(try parsed("---\ntitle: x\nnever closed", "a.md").title == nil)
}

@Test func rangesHoldTheMarkupThatBelongsToABlock() throws {
    let text = "## Title ##\r\n\r\n* item *x*\r\n\r\n```c\r\nint a;\r\n```\r\n> q1\r\n> q2\r\n"
    let document = try parsed(text, "a.md")
    #expect(
        document.blocks.map { document.source.text(in: $0.range) } == [
            "## Title ##", "* item *x*", "```c\r\nint a;\r\n```", "> q1\r\n> q2",
        ])
    #expect(document.blocks.map(document.content(of:)) == ["Title", "item x", "int a;", "q1\nq2"])
}

@Test func nestingOfTenThousandIsRead() throws {
    for unit in [">", "- ", "> - ", "[", "*", "1. "] {
        let document = try parsed(String(repeating: unit, count: 10_000) + " deep", "a.md")
        let content = document.blocks.map(document.content(of:)).joined()
        #expect(content.hasSuffix("deep"), "\(unit)")
    }
}

import Chunking
import Testing

private func contents(_ html: String) throws -> [String] {
    let document = try parsed(html, "a.html")
    return document.blocks.map(document.content(of:))
}

@Test func whatAReaderDoesNotSeeIsLeftOut() throws {
    let html = """
        <!doctype html><html><head><title>A &amp; B</title><style>p { x: y }</style></head><body>
        <nav><ul><li>Home</li></ul></nav><script>if (a < b) { "</p>" }</script>
        <p>Seen<!-- not --> text</p><div hidden><p>no</p></div><p style="display: none">no</p>
        <template><p>no</p></template><noscript>no</noscript><p>Last</p></body></html>
        """
    let document = try parsed(html, "a.html")
    #expect(document.title == "A & B")
    #expect(document.blocks.map(document.content(of:)) == ["Seen text", "Last"])
    let chunks = try RecursiveChunker(size: .characters(1000)).chunks(of: document)
    #expect(chunks.map(\.content) == ["Seen text", "Last"])
    #expect(!chunks.contains { $0.text.contains("hidden") })
}

@Test func everyWayToHideIsKnown() throws {
    for attribute in [
        "hidden", "style='DISPLAY : none'", "style=\"color:red;visibility:hidden\"", "aria-hidden=true",
        "role=navigation",
        "role=Navigation class=x",
    ] {
        #expect(try contents("<p>a<div \(attribute)>no<p>no</div><p>b") == ["a", "b"], "\(attribute)")
        #expect(try contents("<h2>Title<a href=x \(attribute)>¶</a></h2>") == ["Title"], "\(attribute)")
    }
    for attribute in ["style='display:block'", "style='visibility: visible'", "aria-hidden=false", "role=main"] {
        #expect(try contents("<div \(attribute)>yes</div>") == ["yes"], "\(attribute)")
    }
}

@Test func blocksOfEveryKindAreTold() throws {
    let html = """
        <h1>Top</h1>intro<h2 id=x>Sub <em>title</em></h2><ul><li>one<li>two <b>bold</b><ul><li>deep</ul></ul>
        <blockquote>said</blockquote><pre><code class="language-swift">let a = 1
          let b &lt; 2
        </code></pre><table><tr><th>H1<th>H2<tr><td>a <i>b</i></td><td></td></tr></table><dl><dt>t<dd>d</dl>
        """
    let document = try parsed(html, "a.html")
    #expect(
        document.blocks.map(\.kind) == [
            .heading(level: 1), .paragraph, .heading(level: 2), .listItem, .listItem, .listItem, .quote,
            .code(language: "swift"), .table, .listItem, .listItem,
        ])
    #expect(
        document.blocks.map(document.content(of:)) == [
            "Top", "intro", "Sub title", "one", "two bold", "deep", "said", "let a = 1\n  let b < 2\n", "H1\tH2\na b",
            "t", "d",
        ])
    #expect(document.blocks.last?.headings == ["Top", "Sub title"])
    #expect(document.title == "Top")
}

@Test func whiteSpaceCollapsesAsBrowsersDo() throws {
    #expect(try contents("<p>  a\n   b <b> c</b> d<br> e  </p>") == ["a b c d\ne"])
    #expect(try contents("<p>in<b>ner</b>word</p>") == ["innerword"])
    #expect(
        try contents("<p>a&nbsp;b &#x65E5;&#26412; &eacute; &euro; &#150; &bogus; &amp &notit;</p>")
            == ["a\u{A0}b 日本 é € – &bogus; & ¬it;"])
    #expect(try contents("x<img src=a alt=\"a &gt; b\">y") == ["x a > b y"])
}

@Test func brokenMarkupIsReadAllTheSame() throws {
    #expect(try contents("<p>one<p>two</div></b>three") == ["one", "twothree"])
    #expect(try contents("<a title=\"a > b\" href='c'>text</a>") == ["text"])
    #expect(try contents("<b><i>x</b>y</i>") == ["xy"])
    #expect(try contents("a < b and 1<2 <") == ["a < b and 1<2 <"])
    #expect(try contents("<p class=\"never closed>text</p><p>more") == ["text", "more"])
    #expect(try contents("text <b attr") == ["text"])
    #expect(try contents("<p>before<!-- never closed <p>after") == ["before"])
    #expect(try contents("<script>never closed <p>x") == [])
    #expect(try contents("</p></table>text</td>") == ["text"])
    #expect(try contents("<h1>open<p>para") == ["open", "para"])
}

@Test func nestingOfTenThousandElementsIsRead() throws {
    for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "span hidden=\"\"></span><p"] {
        let html = String(repeating: "<\(tag)>", count: 10_000) + "deep"
        #expect(try contents(html).joined().hasSuffix("deep"), "\(tag)")
    }
}

@Test func aLongTagIsNoPartOfAnyBound() throws {
    let html = "<p>one <img src=\"data:\(String(repeating: "A", count: 5000))\"> two</p>"
    let document = try parsed(html, "a.html")
    for name in Chunkers.names {
        let size = ChunkSize.characters(100)
        let chunks = try Chunkers.named(name, size: size).chunks(of: document)
        ChunkChecker(document: document, size: size, label: name).check(chunks)
        #expect(chunks.map(\.content) == ["one", "two"])
    }
}

/// The words of our content against those of the ground truth that docling's authors made by hand and tool.
@Test func mostWordsOfTheGroundTruthAreInTheContent() throws {
    let files = TestTexts.files("html-misc", endingIn: ".html").filter { $0.path.contains("sources/") }
    let truths = Dictionary(
        TestTexts.files("html-misc", endingIn: ".md").map {
            ($0.path.split(separator: "/").last.map(String.init) ?? "", $0.bytes)
        }, uniquingKeysWith: { a, _ in a })
    func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
    var compared = 0
    for file in files {
        let name = file.path.split(separator: "/").last.map(String.init) ?? ""
        guard let truth = truths[name + ".md"] else { continue }
        let markdown = try MarkdownParser().parse(SourceDocument(path: "truth.md", utf8: truth))
        let wanted = words(markdown.blocks.map(markdown.content(of:)).joined(separator: "\n"))
            .filter { !$0.hasPrefix("image") }
        let document = try HTMLParser().parse(SourceDocument(path: name, utf8: file.bytes))
        let found = Set(words(document.blocks.map(document.content(of:)).joined(separator: "\n")))
        guard !wanted.isEmpty else { continue }
        let share = Double(wanted.filter { found.contains($0) }.count) / Double(wanted.count)
        #expect(share >= 0.9, "\(name): \(share), missing \(Set(wanted).subtracting(found).sorted().prefix(20))")
        compared += 1
    }
    #expect(files.isEmpty || compared > 20)
}

import Chunking
import Foundation
import Testing

private func content(_ text: String, _ path: String) throws -> String {
    let document = try parsed(text, path)
    return document.blocks.map(document.content(of:)).joined(separator: "|")
}

@Test func namesAreReadToTheLongestMatch() throws {
    let cases: [(String, String)] = [
        ("&CounterClockwiseContourIntegral; &notin; &notinE; &not; &NotEqualTilde;", "∳ ∉ ⋹\u{338} ¬ ≂\u{338}"),
        ("&notit; &notin &ampere &amp=&ampx", "¬it; ¬in &ere &=&x"),
        ("&copy2024 &COPY &Copy; &copysr; &copysrx", "©2024 © &Copy; ℗ ©srx"),
        ("&euro &hellip &alpha; &Alpha;", "&euro &hellip α Α"),
        ("&fjlig; &ThickSpace;x", "fj \u{205F}\u{200A}x"),
        ("&; & &a; &gt &lt;&lt", "&; & &a; > <<"),
        (
            "&CounterClockwiseContourIntegrals; &#xD800; &#0; &#x110000; &#;",
            "&CounterClockwiseContourIntegrals; � � � &#;"
        ),
    ]
    for (html, wanted) in cases { #expect(try content("<p>\(html)</p>", "a.html") == wanted, "\(html)") }
}

@Test func inAttributesANameWithoutSemicolonCanBeText() throws {
    let html = "<p><a href='?a=b&copy=1&copy;=2&reg&lt3&notit;&amp'>x</a><img alt='a&gt b&gtc &notin;'>"
    let document = try parsed(html, "a.html")
    #expect(document.links.map(\.destination) == ["?a=b&copy=1©=2®&lt3&notit;&"])
    #expect(document.blocks.map(document.content(of:)) == ["x a> b&gtc ∉"])
}

@Test func markdownNeedsTheSemicolon() throws {
    #expect(
        try content("&amp &notit; &NotEqualTilde; &ngE; &copy2 &copy; &bogus;", "a.md")
            == "&amp &notit; ≂\u{338} ≧\u{338} &copy2 © &bogus;")
    #expect(try parsed("[x](a?b&copy=c&amp;d)", "a.md").links.map(\.destination) == ["a?b&copy=c&d"])
}

/// Every name that Foundation knows of XML, and each of ours in both formats the same.
@Test func charactersOfTwoScalarsHaveOnePlace() throws {
    let text = "<p>a &bne; b &NotSquareSubset; c</p>"
    let document = try parsed(text, "a.html")
    for size in 1...12 {
        let size = ChunkSize.characters(size)
        for name in Chunkers.names {
            let chunks = try Chunkers.named(name, size: size).chunks(of: document)
            ChunkChecker(document: document, size: size, label: "\(name) \(size.limit)").check(chunks)
            // A character of two scalars is never parted: both stand for the same bytes.
            #expect(!chunks.contains { $0.content.unicodeScalars.first == "\u{20E5}" }, "\(name) \(size.limit)")
        }
    }
    #expect(document.blocks.map(document.content(of:)) == ["a =\u{20E5} b ⊏\u{338} c"])
}

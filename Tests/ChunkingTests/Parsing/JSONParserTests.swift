import Chunking
import Foundation
import TestSupport
import Testing

/// `headings: content` for each block.
private func strings(_ text: String, _ parser: JSONParser = JSONParser()) throws -> [String] {
    let document = try parser.parse(source(text, "a.json"))
    return document.blocks.map { "\($0.headings.joined(separator: "/")): \(document.content(of: $0))" }
}

@Test func stringsStandUnderTheKeysThatLeadToThem() throws {
    let text = """
        {"a": "one", "b": {"c": ["two", {"d e": "three"}, 4, null]}, "n": -1.5e+3, "t": [true, false, {}, []], "": "x"}
        """
    #expect(try strings(text) == ["a: one", "b/c: two", "b/c/d e: three", ": x"])
    #expect(try strings(" \"alone\" ") == [": alone"])
    #expect(try strings("[\"a\", \"b\"]") == [": a", ": b"])
    #expect(try strings("\u{FEFF}{\"k\": \"v\"}\n") == ["k: v"])
    #expect(try strings("") == [])
    #expect(try strings("{\"k\": \" \"}") == [])
}

@Test func escapesStandForTheirCharacters() throws {
    let text = #"{"a":"q\" b\\ s\/ t\t u\u00e9 \uD83D\uDC4D \ud83d x \udc4d \u0000|","kéy":"日本"}"#
    let document = try parsed(text, "a.json")
    #expect(document.content(of: document.blocks[0]) == "q\" b\\ s/ t\t ué 👍 \u{FFFD} x \u{FFFD} \u{FFFD}|")
    #expect(document.source.text(in: document.blocks[0].range).hasPrefix(#"q\" b"#))
    #expect(document.blocks[1].headings == ["kéy"])
    #expect(try strings(#"{"\u006bey": "v"}"#) == ["key: v"])
}

@Test func emptyLinesInAStringPartItsParagraphs() throws {
    #expect(try strings(#"{"k":"one\ntwo\n\nthree\r\n\r\nfour\n\n\n"}"#) == ["k: one\ntwo", "k: three", "k: four"])
}

@Test func aRecordsTitleStandsOverItsText() throws {
    let text = #"{"body": "text", "title": "T 1"}"# + "\n\n" + #"{"title": "T 2", "body": {"x": "more"}}"# + "\r\n"
    let parser = JSONParser(layout: .lines)
    #expect(try strings(text, parser) == ["T 1/body: text", "T 1: T 1", "T 2: T 2", "T 2/body/x: more"])
    let document = try parser.parse(source(text, "a.jsonl"))
    #expect(document.title == nil)
    #expect(document.blocks.map(\.kind) == [.paragraph, .heading(level: 1), .heading(level: 1), .paragraph])
    let chunks = try RecursiveChunker(size: .characters(1000)).chunks(of: document)
    #expect(chunks.map(\.content) == ["text\n\nT 1", "T 2\n\nmore"], "no chunk holds parts of two records")
    let array = try parsed(#"["first", {"title": "A", "b": "one"}, {"b": "two"}]"#, "a.json")
    #expect(try RecursiveChunker(size: .characters(1000)).chunks(of: array).map(\.headings) == [[], ["A"], ["b"]])
    #expect(try parsed(#"{"b": "x", "lang": "ja", "title": "A"}"#, "a.json").title == "A")
    #expect(try parsed(#"{"b": "x", "lang": "ja", "title": "A"}"#, "a.json").language == "ja")
}

@Test func pathsChooseTheText() throws {
    let text = #"{"id": "7", "doc": [{"head": "H", "body": {"p": ["one", "two"]}, "note": "no"}], "a.b": "dot"}"#
    #expect(try strings(text, JSONParser(text: ["doc.body"])) == ["doc/body/p: one", "doc/body/p: two"])
    #expect(
        try strings(text, JSONParser(text: ["doc.body.p", JSONPath(["a.b"])], title: ["doc.head"])) == [
            "H: H", "H/doc/body/p: one", "H/doc/body/p: two", "H/a.b: dot",
        ])
    #expect(try strings(text, JSONParser(text: ["body"])) == [])
}

@Test func malformedJSONIsATypedErrorWithItsOffset() {
    let cases: [(String, Int)] = [
        ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1), ("[1 2]", 3), ("nul", 0), ("01", 1),
        ("-", 1), ("1.", 2), ("1e", 2), ("\"open", 0), ("\"a\nb\"", 2), ("\"\\x\"", 1), ("\"\\u12G4\"", 1),
        ("\"\\u12", 1),
        ("[1] x", 4), ("}", 0), ("[}", 1), ("{\"a\":}", 5), ("'a'", 0), ("[\"a\"", 4), ("\"\\", 1), ("tru", 0),
    ]
    for (text, offset) in cases {
        let error = #expect(throws: DocumentError.self, "\(text)") { try parsed(text, "a.json") }
        guard case .malformed(_, let found, let reason) = error else {
            Issue.record("\(text): \(String(describing: error))")
            continue
        }
        #expect(found == offset, "\(text): \(reason)")
    }
    let lines = "{\"a\": \"b\"}\n{\"a\": \n\"b\"}\n"
    guard case .malformed(_, 17, _) = #expect(throws: DocumentError.self, performing: { try parsed(lines, "a.jsonl") })
    else { Issue.record("a value over two lines"); return }
}

@Test func nestingOfTenThousandIsReadWithItsOutermostKeys() throws {
    let arrays = String(repeating: "[", count: 10_000) + "\"deep\"" + String(repeating: "]", count: 10_000)
    #expect(try strings(arrays) == [": deep"])
    let objects = String(repeating: "{\"k\":", count: 10_000) + "\"deep\"" + String(repeating: "}", count: 10_000)
    let document = try parsed(objects, "a.json")
    #expect(document.content(of: document.blocks[0]) == "deep")
    #expect(document.blocks[0].headings == Array(repeating: "k", count: 32))
    #expect(throws: DocumentError.self) { try parsed(String(objects.dropLast()), "a.json") }
}

/// Against Foundation's reader: the same strings, and the same verdict on damaged texts.
@Test func randomJSONIsReadAsFoundationReadsIt() throws {
    let units = ["a", "é", "日", "👍", "\"", "\\", "/", "\n", "\t", "\u{8}", " ", "\u{7F}"]
    func value(_ depth: Int, _ generator: inout SeededGenerator) -> Any {
        switch Int.random(in: 0..<(depth > 4 ? 3 : 5), using: &generator) {
        case 0: return Int.random(in: -5...5, using: &generator)
        case 1, 2:
            return (0..<Int.random(in: 1...6, using: &generator))
                .map { _ in units.randomElement(using: &generator) ?? "" }.joined()
        case 3: return (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth + 1, &generator) }
        default:
            var object: [String: Any] = [:]
            for key in ["k", "x y", "é\""].prefix(Int.random(in: 0...3, using: &generator)) {
                object[key] = value(depth + 1, &generator)
            }
            return object
        }
    }
    func collect(_ value: Any) -> [String] {
        if let text = value as? String { return [text] }
        if let array = value as? [Any] { return array.flatMap(collect) }
        if let object = value as? [String: Any] { return object.keys.sorted().flatMap { collect(object[$0] ?? 0) } }
        return []
    }
    for seed in UInt64(1)...300 {
        var generator = SeededGenerator(seed: seed)
        let tree = value(0, &generator)
        var data = [UInt8](
            try JSONSerialization.data(withJSONObject: tree, options: [.fragmentsAllowed, .sortedKeys]))
        let document = try JSONParser(title: []).parse(SourceDocument(path: "a.json", utf8: data))
        let wanted = collect(tree).filter { !$0.allSatisfy(\.isWhitespace) }
        // White space at both ends and empty lines part strings; Foundation sorts keys in an order of its own.
        func squeezed(_ texts: [String]) -> [Character] { texts.joined().filter { !$0.isWhitespace }.sorted() }
        #expect(squeezed(document.blocks.map(document.content(of:))) == squeezed(wanted), "seed \(seed)")
        let place = Int.random(in: 0..<data.count, using: &generator)
        data[place] = [0x22, 0x5C, 0x7B, 0x5D, 0x2C, 0x30, 0x20].randomElement(using: &generator) ?? 0x22
        guard let damaged = try? SourceDocument(path: "a.json", utf8: data) else { continue }
        // Foundation allows a comma behind the last element and refuses an empty text.
        let text = String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
        if text.isEmpty || text.contains(",]") || text.contains(",}") { continue }
        let isFine = (try? JSONSerialization.jsonObject(with: Data(data), options: .fragmentsAllowed)) != nil
        let isRead = (try? JSONParser().parse(damaged)) != nil
        #expect(isFine == isRead, "seed \(seed): \(text)")
    }
}

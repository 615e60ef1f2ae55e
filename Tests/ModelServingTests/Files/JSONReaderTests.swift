import Foundation
import ModelServing
import Testing

struct JSONReaderTests {
    private static func read(_ text: String) throws -> JSONValue {
        try Data(text.utf8).withUnsafeBytes { try JSONReader.read($0) }
    }

    @Test func valuesOfEveryKindAreRead() throws {
        let value = try Self.read(
            " {\"a\" : [1, -2.5e3, true, false, null], \"é\\u00e9\\n\\ud83d\\ude00\\\"\\/\" : {} , \"\":[]}\n")
        #expect(value["a"]?.array?.count == 5)
        #expect(value["a"]?.array?[1].double == -2500)
        #expect(value["a"]?.array?[0].integer == 1 && value["a"]?.array?[1].integer == -2500)
        #expect(value.members?[1].key == "éé\n😀\"/")
        #expect(value[""]?.array?.isEmpty == true && value["b"] == nil)
    }

    /// Foundation's dictionaries would take these for one key.
    @Test func canonicallyEquivalentNamesStayApart() throws {
        let value = try Self.read("{\"e\u{301}\":1,\"\u{e9}\":2}")
        #expect(value["e\u{301}"]?.integer == 1 && value["\u{e9}"]?.integer == 2)
    }

    @Test func whatIsNoJSONIsRefused() {
        for text in [
            "", " ", "{", "}", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "tru", "nul", "+", "-", "1e999", "\"",
            "\"\\x\"",
            "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "1 2", "{}x", "'a'",
            String(repeating: "[", count: 1_000_000),
        ] {
            #expect(throws: JSONReader.Failure.self, "\(text.prefix(40))") { try Self.read(text) }
        }
        #expect(throws: JSONReader.Failure.self) {
            try Data([0x22, 0xC3, 0x28, 0x22]).withUnsafeBytes { try JSONReader.read($0) }
        }
    }
}

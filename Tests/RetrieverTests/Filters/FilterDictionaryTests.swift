import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct FilterDictionaryTests {
    private static let schema = TableSchema(
        columns: [
            .text("id"), .text("lang", isNullable: true), .real("price", isNullable: true),
            .text("title", isNullable: true),
            .integer("a OR b", isNullable: true), .integer("size <", isNullable: true), .date("day", isNullable: true),
            .timestamp("time", isNullable: true), .array("tags", of: .text, isNullable: true),
            .json("meta", isNullable: true), .boolean("isDraft", isNullable: true),
        ], primaryKey: "id")

    @Test(
        arguments: [
            (#"{"price <": 5, "lang": ["ja", "en"]}"#, "price < 5 AND lang IN ('ja', 'en')"),
            (#"{"lang": "ja"}"#, "lang = 'ja'"),
            (#"{"lang NOT": "ja", "id NOT": ["1", "2"]}"#, "NOT (lang = 'ja') AND NOT (id IN ('1', '2'))"),
            (#"{"price >=": 1.5, "price <=": 1e3, "price >": -1}"#, "price >= 1.5 AND price <= 1000.0 AND price > -1"),
            (#"{"title LIKE": "a%"}"#, "title LIKE 'a%'"),
            (#"{"title NOT LIKE": "%\\%"}"#, "NOT (title LIKE '%\\%')"),
            (#"{"lang OR price <": ["ja", 5]}"#, "lang = 'ja' OR price < 5"),
            (
                #"{"lang OR lang OR isDraft": ["ja", ["en", "de"], true]}"#,
                "lang = 'ja' OR lang IN ('en', 'de') OR isDraft = TRUE"
            ),
            (#"{"a OR b": 3, "size <": 4, "size < <": 5}"#, "\"a OR b\" = 3 AND \"size <\" = 4 AND \"size <\" < 5"),
            (
                #"{"day >=": "2024-02-29", "time <": "2024-03-01", "time >": "2024-01-01T00:00:00Z"}"#,
                "day >= DATE '2024-02-29' AND time < DATE '2024-03-01' AND time > TIMESTAMP '2024-01-01T00:00:00Z'"
            ),
            (#"{"tags": "x"}"#, "tags CONTAINS 'x'"),
            (#"{"tags NOT": ["x", "y"]}"#, "NOT (tags CONTAINS 'x' OR tags CONTAINS 'y')"),
            (#"{"meta:author.age >": 3, "meta['x']": "\u00e9"}"#, "meta:author.age > 3 AND meta['x'] = 'é'"),
            (#"{"lang": null, "title NOT": null}"#, "lang IS NULL AND title IS NOT NULL"),
            (#"[{"lang": "ja"}, {"price <": 5}]"#, "lang = 'ja' AND price < 5"),
            ("{}", "TRUE"), (" [ ] ", "TRUE"), (#"{"lang": []}"#, "lang IN ()"),
        ])
    func theDictionaryReadsAsTheStringForm(dictionary: String, text: String) throws {
        let filter = try Filter(dictionary: dictionary, for: Self.schema)
        #expect(filter == (try Filter(parsing: text)), "\(filter)")
    }

    @Test func likeFindsWords() throws {
        let filter = try Filter(dictionary: #"{"title LIKE": "lamp"}"#, for: Self.schema)
        for (title, matches) in [
            ("lamp", true), ("the lamp", true), ("lamp oil", true), ("a lamp is", true), ("a\nlamp\tis", true),
            ("lamps", false), ("a lamp-post", false), ("", false),
        ] {
            #expect(filter.matches(["id": "1", "title": .text(title)]) == matches, "\(title)")
        }
    }

    @Test(arguments: [
        ("", 0), ("x", 0), (#"{"lang": "ja""#, 13), (#"{"lang" "ja"}"#, 8), (#"{"lang": ja}"#, 9),
        (#"{"lang": "ja"} x"#, 15),
        (#"{"nothing": 1}"#, 1), (#"{"lang": 1}"#, 9), (#"{"price <": "5"}"#, 12), (#"{"price <": [5]}"#, 12),
        (#"{"lang OR price": "x"}"#, 18), (#"{"lang OR price": ["x"]}"#, 18), (#"{"day": "yesterday"}"#, 8),
        (#"{"lang": {"a": 1}}"#, 9), (#"{"lang LIKE": 3}"#, 14), (#"{"lang['a']": "x"}"#, 1),
        (#"{"lang": ["ja", null]}"#, 9),
        (#"[{"lang": "ja"}, 3]"#, 17), (#"{"price": 01}"#, 10), (#"{"lang": "a\x"}"#, 11), (#"{lang: "ja"}"#, 1),
        (#"{"price": 1e999}"#, 10),
    ])
    func aMistakeIsReportedAtItsPlace(text: String, position: Int) {
        let error = #expect(throws: FilterSyntaxError.self) { try Filter(dictionary: text, for: Self.schema) }
        #expect(error?.position == position, "\(text): \(error.map(\.description) ?? "")")
    }

    /// Whatever is sent, there is a filter that fits the schema or an error with a place in the text.
    @Test(arguments: 0..<10 as Range<UInt64>)
    func nothingThatIsSentDoesHarm(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"lang\"", "\"price <\"", "\"lang OR price\"", "\"tags\"", "\"day\"",
            "\"meta:a.b\"",
            "\"title LIKE\"", "\"x\"", "\"\\u00", "\"\\ud83d\"", "1", "-", "0.5e3", "true", "null", "nul", " ", "\n",
            "\u{0}", "🗾", "\"",
        ]
        var filters = 0
        for round in 0..<3_000 {
            var text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            if round.isMultiple(of: 2) { text = "{\"lang OR price <\":[\"a\"," + text + "]}" }
            do {
                let filter = try Filter(dictionary: text, for: Self.schema)
                #expect(throws: Never.self) { try filter.check(against: Self.schema) }
                filters += 1
            } catch {
                #expect((0...text.utf8.count).contains(error.position), "\(text)")
                #expect(!error.reason.isEmpty)
            }
        }
        #expect(filters > 0)
    }

    @Test func deepNestingIsAnError() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: FilterSyntaxError.self) { try Filter(dictionary: #"{"lang": "# + deep, for: Self.schema) }
        #expect(throws: FilterSyntaxError.self) { try Filter(dictionary: deep, for: Self.schema) }
    }
}

import Foundation
import Retriever
import Testing

@Suite struct JSONLinesSourceTests {
    private func write(_ lines: [String], _ fixture: IngestFixture, ending: String = "\n") throws -> JSONLinesSource {
        let file = fixture.place.appendingPathComponent("notes.jsonl")
        try Data((lines.joined(separator: "\n") + ending).utf8).write(to: file)
        return JSONLinesSource(file)
    }

    @Test func eachLineIsADocumentWithItsMetadata() async throws {
        let fixture = try IngestFixture(fields: [.text("author", isNullable: true), .real("stars", isNullable: true)])
        let lines = [
            #"{"id": "a", "text": "Foxes are red.", "author": "Mia", "stars": 4, "tags": ["x", "y"]}"#,
            "", #"{"text": "Whales are \u0062lue.", "id": 17}"#, #"{"id": "c", "text": "日本の狐は赤い。"}"#,
        ]
        // The last line may do without a line feed.
        for ending in ["\n", ""] {
            let source = try write(lines, fixture, ending: ending)
            let report = try await fixture.collection.ingest(source)
            #expect(report.seen == 3 && report.problems.isEmpty, "\(report)")
        }
        #expect(try fixture.texts() == ["a": ["Foxes are red."], "17": ["Whales are blue."], "c": ["日本の狐は赤い。"]])
        let filter = Column("author") == "Mia" && Column("stars") > 3.5
        #expect(try await fixture.collection.search("red", options: .init(filter: filter)).map(\.path) == ["a"])
        let document = try #require(try fixture.collection.documents.rows(where: Column("path") == "a").first)
        #expect(document["metadata"] == .json(#"{"author":"Mia","stars":4,"tags":["x","y"]}"#))
    }

    @Test func onlyLinesThatChangedAreParsed() async throws {
        let fixture = try IngestFixture()
        var lines = (0..<30).map { #"{"id": "n\#($0)", "text": "Note \#($0) about foxes."}"# }
        _ = try await fixture.collection.ingest(write(lines, fixture))
        var report = try await fixture.collection.ingest(write(lines, fixture))
        #expect(report.unchanged == 30 && report.readCalls == 0 && report.embeddingCalls == 0)
        // In another order, two gone, one new, one changed.
        lines = lines.reversed().dropLast(2) + [#"{"id": "new", "text": "New."}"#]
        lines[3] = #"{"id": "n26", "text": "Changed."}"#
        report = try await fixture.collection.ingest(write(lines, fixture))
        #expect(report.parseCalls == 2 && report.added == 1 && report.changed == 1 && report.deleted == 2)
        #expect(report.unchanged == 27)
        #expect(try fixture.texts()["n26"] == ["Changed."])
    }

    @Test func badLinesAreNamedAndTheOthersTaken() async throws {
        let fixture = try IngestFixture()
        var source = try write(
            [
                #"{"id": "a", "text": "Foxes."}"#, #"{"id": "b", "text": "#, "[1]", #"{"text": "no id"}"#,
                #"{"id": "d"}"#, #"{"id": "a", "text": "again"}"#, #"{"id": "e\u0000", "text": "zero"}"#,
                #"{"id": "long", "text": "\#(String(repeating: "x", count: 300))"}"#, #"{"id": "z", "text": "Last."}"#,
            ], fixture)
        source.maximumBytes = 200
        let report = try await fixture.collection.ingest(source)
        #expect(report.added == 2)
        #expect(
            report.problems.map(\.path) == [
                "line 2", "line 3", "line 4", "line 5", "line 6", "line 8", "e\u{2400}",
            ])
        #expect(try fixture.texts().keys.sorted() == ["a", "z"])
        let none = JSONLinesSource(fixture.place.appendingPathComponent("none.jsonl"))
        await #expect(throws: IngestError.self) { try await fixture.collection.ingest(none) }
    }

    @Test func aLineThatChangesAfterTheListingIsNotTakenForAnother() async throws {
        let fixture = try IngestFixture()
        let source = try write([#"{"id": "a", "text": "one"}"#, #"{"id": "b", "text": "two"}"#], fixture)
        let listing = try await source.listing()
        _ = try write([#"{"id": "x", "text": "longer"}"#, #"{"id": "b", "text": "two"}"#], fixture)
        for file in listing.files {
            await #expect(throws: FileProblem.self) { try await source.read(file, since: nil) }
        }
    }
}

import Foundation
import Retriever
import Testing

@Suite struct DocumentFieldsTests {
    private let fields: [TableSchema.Column] = [
        .text("author", isNullable: true), .integer("year", isNullable: true),
        .timestamp("published", isNullable: true),
    ]

    private func source(_ year: Value = 2_024) -> MemorySource {
        MemorySource(
            identity: "m",
            documents: [
                .init(
                    path: "a.txt", text: "Foxes are red.", modified: Date(timeIntervalSince1970: 1_000),
                    metadata: ["author": "Mia", "year": year, "mood": "good"]),
                .init(path: "b.txt", text: "Whales are blue.", metadata: ["published": "2024-05-01"]),
            ])
    }

    @Test func fieldsAreColumnsToFilterChunksBy() async throws {
        let fixture = try IngestFixture(fields: fields)
        let report = try await fixture.collection.ingest(source())
        #expect(report.problems.isEmpty)
        func found(_ filter: String) async throws -> [String] {
            try await fixture.collection.search("foxes", options: .init(filter: try Filter(parsing: filter))).map(
                \.path)
        }
        #expect(try await found("author = 'Mia' AND year > 2000") == ["a.txt"])
        #expect(try await found("published >= TIMESTAMP '2024-01-01'") == ["b.txt"])
        #expect(try await found("modified < TIMESTAMP '1980-01-01' AND type = 'txt' AND source = 'm'") == ["a.txt"])
        let row = try #require(try fixture.collection.documents.row(key: "m/a.txt"))
        #expect(row["metadata"] == .json(#"{"author":"Mia","mood":"good","year":2024}"#))
    }

    @Test func otherMetadataAreWrittenWithoutParsing() async throws {
        let fixture = try IngestFixture(fields: fields)
        _ = try await fixture.collection.ingest(source())
        let version = try fixture.collection.chunks.version
        let documents = try fixture.collection.documents.version
        #expect(try await fixture.collection.ingest(source()).unchanged == 2)
        #expect(try fixture.collection.chunks.version == version)
        // Without a time of the source's, the first reading's stays.
        #expect(try fixture.collection.documents.version == documents)
        let report = try await fixture.collection.ingest(source(2_025))
        #expect(report.parseCalls == 0 && report.embeddingCalls == 0)
        let filter = Column("year") == 2_025
        #expect(try await fixture.collection.search("foxes", options: .init(filter: filter)).map(\.path) == ["a.txt"])
    }

    @Test func aFieldThatDoesNotFitIsAnErrorAndTheDocumentIsTaken() async throws {
        let fixture = try IngestFixture(fields: fields)
        let report = try await fixture.collection.ingest(source("MMXXIV"))
        #expect(report.added == 2 && report.problems.map(\.phase) == [.metadata])
        #expect(try fixture.errors().map { $0["phase"] } == ["metadata"])
        #expect(try await fixture.collection.ingest(source()).problems.isEmpty)
        #expect(try fixture.errors().isEmpty)
    }

    @Test func fieldsCanBeAddedLaterAndNamesOfOursCannot() async throws {
        let fixture = try IngestFixture()
        _ = try await fixture.collection.ingest(source())
        let collection = try fixture.collection("docs", fields: fields)
        let report = try await collection.ingest(source())
        #expect(report.parseCalls == 0 && report.unchanged == 2)
        #expect(try collection.chunks.count(where: Column("author") == "Mia") == 1)
        for column in [
            TableSchema.Column.text("Path", isNullable: true), .text("vector", isNullable: true), .text("new"),
        ] {
            #expect(throws: IngestError.self) { try fixture.collection("docs", fields: [column]) }
        }
    }
}

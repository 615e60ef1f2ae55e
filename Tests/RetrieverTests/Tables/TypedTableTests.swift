import Foundation
import Retriever
import Testing

@Suite struct TypedTableTests {
    enum Language: String, Codable, Sendable {
        case en, ja
    }

    struct Author: Codable, Sendable, Hashable {
        var name: String
        var born: Int?
    }

    struct Page: TableRow, Hashable {
        static let schema = TableSchema(
            columns: [
                .text("id"), .text("lang"), .integer("page"), .real("score", isNullable: true), .boolean("isDraft"),
                .date("day", isNullable: true), .timestamp("time"), .blob("bytes"), .vector("embedding", dimension: 3),
                .array("tags", of: .text), .array("sizes", of: .integer), .map("counts", of: .real),
                .json("authors"), .text("url", isNullable: true), .text("uuid"),
            ], primaryKey: "id")

        var id: String
        var lang: Language
        var page: UInt16
        var score: Float?
        var isDraft: Bool
        var day: CalendarDate?
        var time: Date
        var bytes: Data
        var embedding: [Float]
        var tags: [String]
        var sizes: [Int]
        var counts: [String: Double]
        var authors: [Author]
        var url: URL?
        var uuid: UUID

        static var columnNames: [PartialKeyPath<Self>: String] {
            [
                \.id: "id", \.lang: "lang", \.isDraft: "isDraft", \.day: "day", \.tags: "tags", \.sizes: "sizes",
                \.time: "time",
            ]
        }
    }

    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url)
    }

    static func page(_ id: String) -> Page {
        Page(
            id: id, lang: .ja, page: 65_535, score: 0.5, isDraft: true,
            day: CalendarDate(year: 2024, month: 2, day: 29),
            time: Date(timeIntervalSince1970: 1.5e9), bytes: Data([1, 2]), embedding: [1, 2, 3], tags: ["a", "日本"],
            sizes: [1, -2], counts: ["x": 3, "y": 0.25], authors: [Author(name: "Ada", born: 1815)],
            url: URL(string: "https://example.org/a"), uuid: UUID())
    }

    @Test func filtersAreMadeOfKeyPaths() throws {
        let pages = try store.table("pages", of: Page.self)
        var other = Self.page("b")
        other.lang = .en
        other.day = nil
        other.tags = []
        try pages.insert([Self.page("a"), other])
        #expect(try pages.rows(where: \.lang == .en && \.id != "a").map(\.id) == ["b"])
        #expect(
            try pages.rows(where: .contains(\.tags, "日本") || .isNull(\.day) && \.isDraft == false).map(\.id) == ["a"])
        #expect(try pages.rows(where: .in(\.lang, [.en]) && .like(\.id, "_")).map(\.id) == ["b"])
        #expect(try pages.count(where: \.day >= CalendarDate(year: 2024, month: 2, day: 29)) == 1)
        #expect(try pages.count(where: !(\.time < Date(timeIntervalSince1970: 0)) && .contains(\.sizes, -2)) == 2)
        let error = #expect(throws: StoreError.self) { try pages.count(where: .isNull(\.score)) }
        #expect(error?.code == .invalidFilter && error?.description.contains("score") == true)
        try pages.delete(where: \.lang == .ja)
        #expect(try pages.rows().map(\.id) == ["b"])
    }

    @Test func valuesComeBackAsTheyWereWritten() throws {
        let pages = try store.table("pages", of: Page.self)
        var other = Self.page("b")
        other.score = nil
        other.day = nil
        other.url = nil
        other.tags = []
        other.counts = [:]
        other.lang = .en
        let written = [Self.page("a"), other]
        #expect(try pages.insert(written).inserted == 2)
        #expect(try pages.rows() == written)
        #expect(try pages.merge(written).unchanged == 2)
        #expect(try pages.row(key: "b") == other)
        #expect(try pages.rows(where: Column("lang") == "ja").map(\.id) == ["a"])
        #expect(try pages.table.row(key: "a")?["authors"] == .json("[{\"born\":1815,\"name\":\"Ada\"}]"))
        #expect(try pages.table.row(key: "a")?["page"] == 65_535)

        try pages.delete(keys: ["a"])
        let again = try Store(at: folder.url).table("pages", of: Page.self)
        #expect(try again.changes(since: 1).map(\.content) == [written[0]])
        #expect(try again.rows(at: 1) == written)
        #expect(try again.count() == 1)
    }

    @Test func anotherTableIsRefused() throws {
        let other: [TableSchema.Column] = [.text("id"), .text("lang")]
        try store.createTable("few", schema: TableSchema(columns: other, primaryKey: "id"))
        try store.createTable(
            "more", schema: TableSchema(columns: Page.schema.columns + [.text("more")], primaryKey: "id"))
        try store.createTable("key", schema: TableSchema(columns: Page.schema.columns, primaryKey: "lang"))
        for (name, column) in [("few", "page"), ("more", "more"), ("key", "lang")] as [(ObjectName, String)] {
            let error = #expect(throws: StoreError.self) { try store.table(name, of: Page.self) }
            #expect(error?.code == .invalidSchema)
            #expect(error?.column == column)
        }
        try store.createTable(
            "fits",
            schema: TableSchema(columns: Page.schema.columns + [.text("more", isNullable: true)], primaryKey: "id"))
        try store.table("fits", of: Page.self).insert([Self.page("a")])
    }

    struct Loose: TableRow {
        static let schema = TableSchema(
            columns: [.text("id"), .integer("page", isNullable: true), .vector("v", dimension: 2)], primaryKey: "id")
        var id: String
        var page: Int
        var v: [Float]
    }

    struct Wrong: TableRow {
        static let schema = TableSchema(columns: [.text("id"), .integer("page")], primaryKey: "id")
        var id: String
        var page: String
    }

    @Test func whatDoesNotFitIsATypedErrorWithItsColumn() throws {
        let loose = try store.table("loose", of: Loose.self)
        #expect(
            #expect(throws: StoreError.self) { try loose.insert([Loose(id: "a", page: 1, v: [1])]) }?.code
                == .dimensionMismatch)
        try loose.table.insert([["id": "a", "v": [1, 2]]])
        let error = #expect(throws: StoreError.self) { try loose.rows() }
        #expect(error?.code == .typeMismatch)
        #expect(error?.column == "page")
        let wrong = try store.table("wrong", of: Wrong.self)
        #expect(#expect(throws: StoreError.self) { try wrong.insert([Wrong(id: "a", page: "x")]) }?.column == "page")
        struct Keyless: Encodable {
            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                try container.encode("x")
            }
        }
        #expect(try Row(Keyless(), schema: Wrong.schema) == Row())
        #expect(
            #expect(throws: StoreError.self) { try Row(["nothing": 1], schema: Wrong.schema) }?.code == .unknownColumn)
    }
}

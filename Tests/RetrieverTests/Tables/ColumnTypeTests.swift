import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct ColumnTypeTests {
    let folder: TemporaryFolder
    let store: Store
    let table: Table

    static let schema = TableSchema(
        columns: [
            .text("id"), .date("day", isNullable: true), .timestamp("time", isNullable: true),
            .array("tags", of: .text, isNullable: true), .array("days", of: .date, isNullable: true),
            .array("numbers", of: .real, isNullable: true), .map("counts", of: .integer, isNullable: true),
            .map("moments", of: .timestamp, isNullable: true), .json("extra", isNullable: true),
        ], primaryKey: "id")

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(at: folder.url)
        table = try store.createTable("t", schema: Self.schema)
    }

    static func day(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(text))
    }

    @Test func everyTypeComesBackAsItWasWrittenAndIsComparedByMerges() throws {
        let moment = Date(timeIntervalSince1970: 1_714_555_800.123_456)
        let row: Row = [
            "id": "a", "day": .date(try Self.day("2024-02-29")), "time": .timestamp(moment),
            "tags": .array(["", "日本", "it's \"so\"", "e\u{301}", "a/b"]),
            "days": .array([.date(try Self.day("0001-01-01")), .date(try Self.day("9999-12-31"))]),
            "numbers": .array([0.1, -1e300, 3.0, .real(.leastNonzeroMagnitude)]),
            "counts": .map(["b": .integer(.max), "a": .integer(.min), "": 0]),
            "moments": .map(["now": .timestamp(moment)]), "extra": .json("{\"b\": [1, null],  \"a\": 1.0}"),
        ]
        let empty: Row = ["id": "b", "tags": .array([]), "counts": .map([:]), "extra": .json("null")]
        try table.insert([row, empty])
        #expect(try table.row(key: "a") == row)
        let read = try #require(try table.row(key: "b"))
        #expect(read["tags"] == .array([]))
        #expect(read["counts"] == .map([:]))
        #expect(read["extra"] == .json("null"))
        #expect(try table.merge([row, empty]) == WriteSummary(unchanged: 2))
        let again = try Store(at: folder.url).table("t")
        #expect(again.schema == Self.schema)
        #expect(try again.row(key: "a") == row)
        #expect(try store.check() == [])
    }

    static let refused: [(String, Value, StoreError.Code)] = [
        ("day", "2024-02-29", .typeMismatch), ("day", .timestamp(Date()), .typeMismatch),
        ("tags", .array(["a", 1]), .typeMismatch), ("tags", .array(["a", nil]), .missingValue),
        ("tags", .array(["a\0"]), .invalidValue), ("tags", .map(["a": 1]), .typeMismatch),
        ("tags", [1, 2], .typeMismatch),
        ("numbers", .array([.real(.infinity)]), .notFinite), ("numbers", .array([.real(.nan)]), .notFinite),
        ("numbers", .array([.integer(9_007_199_254_740_993)]), .invalidValue),
        ("counts", .map(["a": "b"]), .typeMismatch), ("extra", .json("{"), .invalidValue),
        ("extra", .json(""), .invalidValue), ("extra", "{}", .typeMismatch),
    ]

    @Test(arguments: 0..<refused.count)
    func aValueOfAnotherKindIsRefused(number: Int) throws {
        let (column, value, code) = Self.refused[number]
        let error = #expect(throws: StoreError.self) { try table.insert([["id": "a", column: value]]) }
        #expect(error?.code == code)
        #expect(error?.column == column)
        #expect(try table.count() == 0)
    }

    @Test func schemasOfElementsThatCannotBeAreRefused() throws {
        for column: TableSchema.Column in [
            .array("x", of: .blob), .array("x", of: .array(of: .text)), .map("x", of: .json),
            .array("x", of: .vector(dimension: 3)),
        ] {
            let schema = TableSchema(columns: [.text("id"), column], primaryKey: "id")
            #expect(
                #expect(throws: StoreError.self) { try store.createTable("x", schema: schema) }?.code == .invalidSchema)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func daysAreCountedAsInTheCalendar(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for _ in 0..<50 {
            // After the Julian calendar's end, which Foundation's calendar knows.
            let days = Int.random(in: -140_000...2_900_000, using: &generator)
            let date = Date(timeIntervalSince1970: Double(days) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let day = try #require(CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
            #expect(day.start == date, "seed \(seed)")
            #expect(CalendarDate(day.description) == day)
        }
        for text in [
            "2023-02-29", "2024-2-29", "2024-13-01", "0000-01-01", "2024-00-10", "2024-01-32", "", "2024-01", "x",
        ] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
    }

    @Test func daysAreFilteredAndSorted() throws {
        let days = try ["2024-02-29", "2023-12-31", "2024-03-01"].map { try Self.day($0) }
        try table.insert(
            days.enumerated().map { ["id": .text("r\($0)"), "day": .date($1), "time": .timestamp($1.start)] } + [
                ["id": "n"]
            ])
        func keys(_ filter: Filter) throws -> [String?] {
            let found = try table.rows(where: filter, orderedBy: [.ascending("day")])
            #expect(Set(found.map(\.id)) == Set(try table.rows().filter(filter.matches).map(\.id)))
            return found.map { $0["id"]?.textValue }
        }
        #expect(try keys(Column("day") < days[2]) == ["r1", "r0"])
        #expect(try keys(Filter(parsing: "day >= DATE '2024-02-29' AND time < DATE '2024-03-01'")) == ["r0"])
        #expect(try keys(Column("day").in([days[1], days[2]])) == ["r1", "r2"])
        #expect(try keys(Column("tags").isNull && Column("day").isNull) == ["n"])
        for text in ["day = '2024-02-29'", "day > TIMESTAMP '2024-02-29'", "tags = 'a'", "extra = 1", "counts = 1"] {
            #expect(
                #expect(throws: StoreError.self) { try table.rows(where: Filter(parsing: text)) }?.code
                    == .invalidFilter)
        }
    }
}

import Foundation
import Retriever
import TestSupport
import Testing

@Suite struct FilterTests {
    @Test(
        arguments: [
            ("page = 3", Column("page") == 3),
            ("lang = 'ja' AND page > 3", Column("lang") == "ja" && Column("page") > 3),
            ("a=1 or b=2 and c=3", Column("a") == 1 || (Column("b") == 2 && Column("c") == 3)),
            ("(a = 1 OR b <> 2) AND NOT c >= 3", (Column("a") == 1 || Column("b") != 2) && !(Column("c") >= 3)),
            ("path LIKE 'docs/%'", Column("path").like("docs/%")),
            ("path not like 'a''b'", !Column("path").like("a'b")),
            ("NOT (x IN (1,2) OR y IS NULL)", !(Column("x").in([1, 2]) || Column("y").isNull)),
            ("x IN ()", Column("x").in([Int]())),
            ("y is not null", Column("y").isNotNull),
            ("x BETWEEN -1 AND 2.5e3", Column("x").between(-1, 2500.0)),
            ("x NOT BETWEEN 1 AND 2 AND y == TRUE", !Column("x").between(1, 2) && Column("y") == true),
            ("\"order\" != FALSE AND `and` <= +7", Column("order") != false && Column("and") <= 7),
            ("日付 < TIMESTAMP '1970-01-02T00:00:00Z'", Column("日付") < Date(timeIntervalSince1970: 86_400)),
            ("d >= DATE '1970-01-02'", Column("d") >= CalendarDate(year: 1970, month: 1, day: 2)),
            ("b = X'00fF'", Column("b") == Data([0, 255])),
            ("i = -9223372036854775808", Column("i") == Int.min),
            ("\t\n x = '' ", Column("x") == ""),
        ] as [(String, Filter)])
    func theStringFormReadsAsTheBuilderWrites(text: String, filter: Filter) throws {
        #expect(try Filter(parsing: text) == filter)
        #expect(try Filter(parsing: filter.description) == filter, "and its description reads back")
    }

    @Test(arguments: [
        ("", 0), ("   ", 3), ("lang", 4), ("lang =", 6), ("lang = ja", 7), ("lang = \"ja\"", 7), ("= 3", 0),
        ("lang = 'ja", 7), ("a = 1 b = 2", 6), ("a = 1 AND", 9), ("(a = 1", 6), ("a = 1)", 5), ("a IN 1", 5),
        ("a IN (1,)", 8), ("a IN (1 2)", 8), ("a = NULL", 4), ("a === 1", 2), ("a NOT = 1", 6), ("a IS 3", 5),
        ("a LIKE 3", 7), ("日本 = #", 9), ("a = 1.2.3", 4), ("a = 1x", 4), ("a = X'0'", 4), ("a = DATE '2024-02-30'", 9),
        ("'a' = 1", 0), ("and = 1", 0), ("a = 1; DROP TABLE x", 5), ("a = 99999999999999999999999e999", 4),
    ])
    func aMistakeIsReportedAtItsPlace(text: String, position: Int) {
        let error = #expect(throws: FilterSyntaxError.self) { try Filter(parsing: text) }
        #expect(error?.position == position, "\(text): \(error.map(\.description) ?? "")")
        #expect(error?.reason.isEmpty == false)
    }

    @Test func deepNestingIsAnErrorAndLongChainsAreNot() throws {
        let deep = String(repeating: "(", count: 100_000) + "a = 1" + String(repeating: ")", count: 100_000)
        #expect(throws: FilterSyntaxError.self) { try Filter(parsing: deep) }
        #expect(throws: FilterSyntaxError.self) {
            try Filter(parsing: String(repeating: "NOT ", count: 100_000) + "a = 1")
        }

        let folder = try TemporaryFolder()
        let pages = try Store(at: folder.url).createTable("pages", schema: .pages)
        try pages.insert((0..<10).map { ["id": .text("\($0)"), "page": .integer(Int64($0))] })
        let long = (0..<2_000).map { "page = \($0) AND note IS NULL" }.joined(separator: " OR ")
        #expect(try pages.count(where: Filter(parsing: long)) == 10)
        #expect(try pages.count(where: Column("page").in((5..<25_000).map { $0 })) == 5)
        let error = #expect(throws: StoreError.self) {
            try pages.count(where: Column("page").in((0..<30_001).map { $0 }))
        }
        #expect(error?.code == .invalidFilter)

        let wide = Filter.and(Array(repeating: .or(Array(repeating: Column("page") == 1, count: 1_100)), count: 3))
        #expect(try pages.count(where: wide) == 1)

        var negated = Column("page") == 1
        for _ in 0..<18 { negated = !negated }
        #expect(try pages.count(where: negated) == 1)
        for _ in 0..<2 { negated = !negated }
        #expect(throws: FilterError.tooDeep(maximum: 20)) { try negated.check(against: .pages) }

        // The deepest that is let pass, from each side, and with wide levels: an answer or our error, never SQLite's.
        for width in [2, 40] {
            for isLeft in [true, false] {
                var nested = Column("page") == 1
                for level in 0..<19 {
                    let others = Array(
                        repeating: level.isMultiple(of: 2) ? Column("page") == 1 : Column("page") != 1, count: width - 1
                    )
                    let parts = isLeft ? [nested] + others : others + [nested]
                    nested = level.isMultiple(of: 2) ? .and(parts) : .or(parts)
                    do {
                        let count = try pages.count(where: nested)
                        #expect(try count == pages.rows().filter(nested.matches).count)
                        _ = try pages.update(where: nested, set: ["note": nil])
                    } catch {
                        #expect(error.code == .invalidFilter, "\(error)")
                        #expect(width > 2, "\(level)")
                    }
                }
            }
        }
    }

    @Test func whatDoesNotFitTheSchemaIsATypedError() {
        let refused: [(Filter, FilterError)] = [
            (Column("lang") == "ja", .unknownColumn("lang", known: TableSchema.pages.columns.map(\.name))),
            (Column("page") == "3", .typeMismatch(column: "page", type: .integer, value: "3")),
            (Column("note") > 3, .typeMismatch(column: "note", type: .text, value: 3)),
            (Column("isDraft") == 1, .typeMismatch(column: "isDraft", type: .boolean, value: 1)),
            (Column("time") < "2024", .typeMismatch(column: "time", type: .timestamp, value: "2024")),
            (Column("note").in(["a", nil]), .nullComparison(column: "note")),
            (
                Column("embedding") == [1, 2, 3] as [Float],
                .unsupported(column: "embedding", type: .vector(dimension: 3), condition: "a comparison")
            ),
            (Column("page").like("3%"), .unsupported(column: "page", type: .integer, condition: "LIKE")),
            (
                Column("note").like("a\\"),
                .invalidPattern(column: "note", pattern: "a\\", reason: "it ends with a \\ that escapes nothing")
            ),
            (Column("note") == "a\0b", .invalidValue(column: "note", value: "a\0b")),
            (
                !(Column("page") == 1 || Column("x").isNull),
                .unknownColumn("x", known: TableSchema.pages.columns.map(\.name))
            ),
        ]
        for (filter, expected) in refused {
            #expect(throws: expected) { try filter.check(against: .pages) }
            #expect(!expected.description.isEmpty)
        }
    }

    @Test func valuesAreBoundAndNeverPartOfTheSQL() throws {
        let sql = try (Column("note") == "'; DROP TABLE x --").sql(for: .pages)
        #expect(sql.sql == "(\"note\" = ?)")
        #expect(try (Column("note") == "x").sql(for: .pages) { "t.\($0.name)" }.sql == "(t.note = ?)")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func filtersMeanTheSameInMemoryAndInTheDatabase(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let pages = try Store(at: folder.url).createTable("pages", schema: .pages)
        var rows: [Row] = []
        for number in 0..<150 {
            var row = RandomRows.row(using: &generator)
            row["id"] = .text("\(number)")
            rows.append(row)
        }
        try pages.insert(rows)
        var selective = 0
        for _ in 0..<150 {
            let filter = RandomFilter.filter(depth: 3, using: &generator)
            let expected = rows.filter(filter.matches)
            #expect(try pages.rows(where: filter) == expected, "seed \(seed): \(filter)")
            #expect(try pages.rows(where: Filter(parsing: filter.description)) == expected, "seed \(seed): \(filter)")
            if !expected.isEmpty, expected.count < rows.count { selective += 1 }
        }
        #expect(selective > 50, "seed \(seed): the filters are too dull to show anything")
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func noTextMakesTheParserFailOtherwiseThanByItsError(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", "page", "=", "<>", "AND", "OR", "NOT", "(", ")", "IN", "LIKE", "IS", "NULL", "'", "\"", "`", "X'", "1",
            "-",
            ".", "e", ",", " ", " ", "\0", "日本", "\u{301}", "🗾", "TRUE", "TIMESTAMP", "BETWEEN", "'x'",
            "9223372036854775808",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0..<14, using: &generator))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
                .joined(separator: Bool.random(using: &generator) ? " " : "")
            do {
                let filter = try Filter(parsing: text)
                #expect((try? Filter(parsing: filter.description)) != nil, "\(text) -> \(filter)")
            } catch {
                #expect((0...text.utf8.count).contains(error.position), "\(text)")
                #expect(!error.description.isEmpty)
            }
        }
    }
}

enum RandomFilter {
    static func filter(depth: Int, using generator: inout SeededGenerator) -> Filter {
        switch depth > 0 ? Int.random(in: 0..<10, using: &generator) : 9 {
        case 0..<2:
            .and(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in filter(depth: depth - 1, using: &generator) })
        case 2..<5:
            .or((0..<Int.random(in: 0...3, using: &generator)).map { _ in filter(depth: depth - 1, using: &generator) })
        case 5..<7: .not(filter(depth: depth - 1, using: &generator))
        default: condition(using: &generator)
        }
    }

    private static func condition(using generator: inout SeededGenerator) -> Filter {
        let names = ["page", "score", "isDraft", "note", "time", "bytes"]
        let name = names[Int.random(in: 0..<names.count, using: &generator)]
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return .isNull(column: ColumnPath(name))
        case 1:
            let count = Int.random(in: 0..<4, using: &generator)
            return .membership(column: ColumnPath(name), (0..<count).map { _ in value(for: name, using: &generator) })
        case 2 where name == "note":
            let patterns = [
                "%", "_", "a%", "%b", "%a%b%", "a_", "__", "", "日%", "\\%%", "%\\_", "a*b", "[a]", "%*%", "%\\\\%",
                "_\u{301}", "%?%",
            ]
            return .like(
                column: ColumnPath(name), pattern: patterns[Int.random(in: 0..<patterns.count, using: &generator)])
        default:
            let comparisons = Filter.Comparison.allCases
            return .comparison(
                column: ColumnPath(name), comparisons[Int.random(in: 0..<comparisons.count, using: &generator)],
                value(for: name, using: &generator))
        }
    }

    /// One that occurs in the rows, or for numbers also one of the other numeric type.
    private static func value(for name: String, using generator: inout SeededGenerator) -> Value {
        let source = name == "page" || name == "score" ? (Bool.random(using: &generator) ? "page" : "score") : name
        while true {
            if let value = RandomRows.row(using: &generator)[source], value != .null, value != .real(.infinity) {
                return value
            }
        }
    }
}

import Foundation
import Retriever
import TestSupport
import Testing

/// Conditions on places within arrays, maps and JSON.
@Suite struct FilterPlaceTests {
    static let schema = TableSchema(
        columns: [
            .text("id"), .array("tags", of: .text, isNullable: true), .array("days", of: .date, isNullable: true),
            .array("sizes", of: .real, isNullable: true), .map("counts", of: .integer, isNullable: true),
            .map("flags", of: .boolean, isNullable: true), .json("meta", isNullable: true),
        ], primaryKey: "id")

    private static func table() throws -> (TemporaryFolder, Retriever.Table) {
        let folder = try TemporaryFolder()
        return (folder, try Store(at: folder.url).createTable("t", schema: schema))
    }

    @Test(
        arguments: [
            ("tags CONTAINS 'a'", Column("tags").contains("a")),
            ("array_contains(tags, 'it''s')", Column("tags").contains("it's")),
            ("tags NOT CONTAINS 'a' AND counts['x'] >= 3", !Column("tags").contains("a") && Column("counts")["x"] >= 3),
            ("meta:author.name = 'Ada'", Column("meta")["author"]["name"] == "Ada"),
            ("meta['author'].name = 1", Column("meta")["author"]["name"] == 1),
            ("meta:a[0][12].`b c` IS NULL", Column("meta")["a"][0][12]["b c"].isNull),
            ("\"odd name\"['it''s'] LIKE 'x%'", Column("odd name")["it's"].like("x%")),
            ("meta:\"a.b\" IN (1, TRUE)", Column("meta")["a.b"].in([1, true] as [Value])),
            ("contains CONTAINS 1", Column("contains").contains(1)),
        ] as [(String, Filter)])
    func theStringFormReadsAsTheBuilderWrites(text: String, filter: Filter) throws {
        if !text.contains("'].name") { #expect(try Filter(parsing: text) == filter) }
        #expect(try Filter(parsing: filter.description) == filter, "and its description reads back")
        let coded = try JSONDecoder().decode(Filter.self, from: JSONEncoder().encode(filter))
        #expect(coded == filter)
    }

    @Test(arguments: [
        ("meta[", 5), ("meta[x] = 1", 5), ("meta['a' = 1", 8), ("meta: = 1", 5), ("meta:a. = 1", 7),
        ("meta['a] = 1", 5),
        ("tags CONTAINS", 13), ("array_contains(tags 'a')", 20), ("array_contains(tags, 'a'", 24),
        ("tags[99999999999999999999] = 1", 5),
        ("a = b[0]", 4),
    ])
    func aMistakeIsReportedAtItsPlace(text: String, position: Int) {
        let error = #expect(throws: FilterSyntaxError.self) { try Filter(parsing: text) }
        #expect(error?.position == position, "\(text): \(error.map(\.description) ?? "")")
    }

    @Test(arguments: [
        "tags = 'a'", "tags['x'] = 'a'", "tags[0] = 1", "tags CONTAINS 1", "sizes CONTAINS 'a'", "counts[0] = 1",
        "counts['a']['b'] = 1", "counts CONTAINS 1", "id['a'] = 'b'", "meta = 1", "meta CONTAINS DATE '2024-01-01'",
        "meta:a = X'00'", "meta LIKE 'a'", "sizes[0] LIKE 'a'", "id CONTAINS 'a'",
    ])
    func whatDoesNotFitTheSchemaIsATypedError(text: String) throws {
        let filter = try Filter(parsing: text)
        #expect(throws: FilterError.self) { try filter.check(against: Self.schema) }
    }

    @Test func arraysAndMapsAreAskedForTheirElements() throws {
        let (_, table) = try Self.table()
        let day = CalendarDate(year: 2024, month: 2, day: 29)
        try table.insert([
            ["id": "a", "tags": .array(["x", "日本"]), "days": .array([day.value]), "sizes": .array([1.0, 0.5])],
            ["id": "b", "tags": .array([]), "counts": .map(["x": 3, "it's \"q\"": 4]), "flags": .map(["on": true])],
            [
                "id": "c",
                "meta": .json(#"{"a": {"b": [1, 2.5, "x", true, null]}, "caf\u00e9": "caf\u00e9", "n": null}"#),
            ],
            ["id": "d", "meta": .json(#"{"a": "x", "a": "y", "big": 9007199254740993, "on": true, "one": 1}"#)],
        ])
        func ids(_ text: String) throws -> [String?] {
            let filter = try Filter(parsing: text)
            let found = try table.rows(where: filter, orderedBy: [.ascending("id")], columns: ["id"])
            let inMemory = try table.rows(orderedBy: [.ascending("id")]).filter(filter.matches)
            #expect(found.map(\.id) == inMemory.map(\.id), "\(text)")
            return found.map { $0["id"]?.textValue }
        }
        #expect(try ids("tags CONTAINS 'x'") == ["a"])
        #expect(try ids("NOT (tags CONTAINS 'x')") == ["b"], "an unknown array is neither")
        #expect(try ids("tags[1] = '日本'") == ["a"])
        #expect(try ids("tags[2] IS NULL") == ["a", "b", "c", "d"])
        #expect(try ids("days CONTAINS DATE '2024-02-29' AND days[0] < DATE '2024-03-01'") == ["a"])
        #expect(try ids("sizes CONTAINS 1 AND sizes[1] = 0.5") == ["a"])
        #expect(try ids("counts['x'] IN (1, 3) AND counts['it''s \"q\"'] > 3 AND flags['on'] = TRUE") == ["b"])
        #expect(try ids("meta:a.b CONTAINS 2.5 AND meta:a.b CONTAINS TRUE AND meta:a.b[2] LIKE '_'") == ["c"])
        #expect(try ids("meta:a.b CONTAINS 1 AND meta:a.b[3] = TRUE AND NOT (meta:a.b CONTAINS 'y')") == ["c"])
        #expect(try ids("meta['café'] = 'café' AND meta:n IS NULL") == ["c"])
        #expect(try ids("meta:a = 'x'") == ["d"], "the first of two members")
        #expect(try ids("meta:big = 9007199254740993 AND meta:big <> 9007199254740992.0") == ["d"])
        #expect(try ids("meta:on = 1 OR meta:one = TRUE") == [], "true is no number")
        #expect(try ids("meta:a.b IS NOT NULL") == ["c"])
    }

    // MARK: - Against an oracle

    private indirect enum Tree {
        case value(Value)
        case list([Tree])
        case object([(String, Tree)])

        static func random(_ depth: Int, using random: inout SeededGenerator) -> Tree {
            switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
            case 0: .value(.null)
            case 1: .value(.boolean(Bool.random(using: &random)))
            case 2: .value(.integer(Int64.random(in: 0..<3, using: &random)))
            case 3: .value(.real(Double(Int.random(in: 0..<5, using: &random)) / 2 + 0.25))
            case 4, 5: .value(.text(["a", "b", "日\n", "\"\\", "🗾"].randomElement(using: &random) ?? ""))
            case 6: .list((0..<Int.random(in: 0..<4, using: &random)).map { _ in .random(depth - 1, using: &random) })
            default:
                .object(
                    FilterPlaceTests.keys.filter { _ in Bool.random(using: &random) }.map {
                        ($0, .random(depth - 1, using: &random))
                    })
            }
        }

        /// With white space and escapes by chance.
        func text(using random: inout SeededGenerator) -> String {
            let space = ["", " ", "\n\t"].randomElement(using: &random) ?? ""
            switch self {
            case .value(.null): return "null" + space
            case .value(.boolean(let flag)): return space + "\(flag)"
            case .value(.integer(let number)): return "\(number)" + space
            case .value(.real(let number)): return Bool.random(using: &random) ? "\(number)" : "\(number * 10)e-1"
            case .value(let value): return Self.quoted(value.textValue ?? "", using: &random)
            case .list(let trees):
                return "[" + space + trees.map { $0.text(using: &random) }.joined(separator: "," + space) + "]"
            case .object(let members):
                let texts = members.map { Self.quoted($0.0, using: &random) + space + ":" + $0.1.text(using: &random) }
                return "{" + texts.joined(separator: ",") + space + "}"
            }
        }

        private static func quoted(_ text: String, using random: inout SeededGenerator) -> String {
            var quoted = "\""
            for scalar in text.unicodeScalars {
                if "\"\\\n".unicodeScalars.contains(scalar) || Bool.random(using: &random) {
                    for unit in String(scalar).utf16 { quoted += "\\u" + String(format: "%04x", unit) }
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
            return quoted + "\""
        }

        func at(_ steps: ArraySlice<ColumnPath.Step>) -> Tree? {
            guard let step = steps.first else { return self }
            switch (self, step) {
            case (.list(let trees), .index(let index)):
                return trees.indices.contains(index) ? trees[index].at(steps.dropFirst()) : nil
            case (.object(let members), .key(let key)):
                return members.first { $0.0 == key }?.1.at(steps.dropFirst())
            default: return nil
            }
        }

        var scalar: Value? { if case .value(let value) = self { value } else { nil } }
    }

    fileprivate static let keys = ["a", "b", "日本", "it's", "x.y"]

    @Test(arguments: 0..<10 as Range<UInt64>)
    func placesInJSONAreThoseOfTheTree(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let (_, table) = try Self.table()
        var trees: [String: Tree] = [:]
        for number in 0..<60 {
            let tree = Tree.random(4, using: &random)
            trees["\(number)"] = tree
            try table.insert([["id": .text("\(number)"), "meta": .json(tree.text(using: &random))]])
        }
        var matches = 0
        for _ in 0..<150 {
            let steps = (0..<Int.random(in: 1...3, using: &random)).map { _ -> ColumnPath.Step in
                Bool.random(using: &random)
                    ? .key(Self.keys.randomElement(using: &random) ?? "a")
                    : .index(Int.random(in: 0..<3, using: &random))
            }
            let path = ColumnPath("meta", steps)
            let wanted: Value =
                [1, 0.25, 1.25, true, false, "a", "日\n", "\"\\", "🗾"].randomElement(using: &random) ?? 1
            let (filter, holds): (Filter, (Tree?) -> Bool) =
                switch Int.random(in: 0..<4, using: &random) {
                case 0: (.isNull(column: path), { $0.map { $0.scalar == .null } ?? true })
                case 1:
                    (
                        .contains(column: path, wanted),
                        { if case .list(let list) = $0 { list.contains { $0.scalar == wanted } } else { false } }
                    )
                case 2:
                    (
                        .comparison(column: path, .lessOrEqual, wanted),
                        { tree in
                            switch (tree?.scalar, wanted) {
                            case (.text(let text), .text(let other)):
                                text.utf8.elementsEqual(other.utf8) || text.utf8.lexicographicallyPrecedes(other.utf8)
                            case (.boolean(let flag), .boolean(let other)): !flag || other
                            case (.integer, .integer), (.integer, .real), (.real, .integer), (.real, .real):
                                (tree?.scalar?.realValue ?? .nan) <= (wanted.realValue ?? .nan)
                            default: false
                            }
                        }
                    )
                default: (.comparison(column: path, .equal, wanted), { $0?.scalar == wanted })
                }
            let expected = Set(trees.filter { holds($0.value.at(steps[...])) }.keys)
            let found = try table.rows(where: filter, columns: ["id"]).compactMap { $0["id"]?.textValue }
            #expect(Set(found) == expected, "seed \(seed): \(filter)")
            let inMemory = try table.rows().filter(filter.matches).compactMap { $0["id"]?.textValue }
            #expect(Set(inMemory) == expected, "seed \(seed): \(filter)")
            #expect(try Filter(parsing: filter.description) == filter)
            if !expected.isEmpty, expected.count < trees.count { matches += 1 }
        }
        #expect(matches > 20, "seed \(seed): the filters are too dull to show anything")
    }
}

import Chunking
import TestSupport
import Testing

private func table(_ html: String, path: String = "a.html") throws -> (document: ParsedDocument, table: Block) {
    let document = try parsed(html, path)
    return (document, try #require(document.blocks.first { $0.kind == .table }))
}

/// The cells' contents, empty ones as `-`.
private func grid(_ html: String, path: String = "a.html") throws -> [[String]] {
    let (document, table) = try table(html, path: path)
    return document.cells(of: table).map { row in row.map { $0.map(document.content(in:)) ?? "-" } }
}

@Test func aCellStandsInEachColumnAndRowThatItCovers() throws {
    let cases: [(String, [[String]])] = [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]]),
        (
            "<table><tr><th rowspan=2>Name<th colspan=2>Sales<tr><th>2023<th>2024<tr><td>x<td>1<td>2</table>",
            [["Name", "Sales", "Sales"], ["Name", "2023", "2024"], ["x", "1", "2"]]
        ),
        (
            "<table><tr><td><td>b<td rowspan=3>c<tr><td>d<tr><td>e<td>f<td>g<tr><td>h</table>",
            [["-", "b", "c"], ["d", "-", "c"], ["e", "f", "c", "g"], ["h"]]
        ),
        (
            "<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>",
            [["a", "a", "b"], ["a", "a", "c"], ["d", "e", "f"]]
        ),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", [["a", "b"], ["a", "c"], ["a", "d"]]),
        (
            "<table><thead><tr><th rowspan=9>a<th>b</thead><tbody><tr><td>c<td>d</table>",
            [["a", "b"], ["c", "d"]]
        ),
        // An empty row takes its part of a span, and is no row of ours.
        ("<table><tr><td rowspan=2>a<td>b<tr><tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]]),
        (
            "<table><tr><td colspan=3><td>b<tr><td>1<td>2<td>3<td>4</table>",
            [["-", "-", "-", "b"], ["1", "2", "3", "4"]]
        ),
        ("<table><tr><td colspan=x rowspan>a<td colspan=' 2px'>b<td>c</table>", [["a", "b", "b", "c"]]),
    ]
    for (html, wanted) in cases { #expect(try grid(html) == wanted, "\(html)") }
    // A table in a cell makes the outer one a means of layout, in which no cell covers.
    let layout = "<table><tr><td colspan=2 rowspan=2>a<td><table><tr><td colspan=2>b</table><tr><td>c</table>"
    #expect(try table(layout).table.spans.isEmpty)
    #expect(try grid("| a | | c |\n|---|---|---|\n| | 2 | |\n", path: "a.md") == [["a", "-", "c"], ["-", "2"]])
    #expect(try grid("a,b\n,\"2\n3\"\n", path: "a.csv") == [["a", "b"], ["-", "2\n3"]])
}

@Test func columnsStayInLineInTheContent() throws {
    let (document, table) = try table(
        "<table><tr><th><th colspan=2>Sales<th>Note<tr><th>Name<th>2023<th>2024<tr><td>x<td>1<td>2<td>n</table>")
    #expect(document.content(of: table) == "\tSales\t\tNote\nName\t2023\t2024\nx\t1\t2\tn")
    #expect(table.headerRows == 2)
    #expect(document.columnTitles(of: table) == ["Name", "Sales 2023", "Sales 2024", "Note"])
}

@Test func aHeadingInACellPartsNoCellsFromTheirRow() throws {
    let document = try parsed("<table><tr><td><h2>A</h2><p>text<td>B<tr><td>1<td>2</table>", "a.html")
    #expect(document.blocks.map(document.content(of:)) == ["A", "text\tB\n1\t2"])
}

@Test func columnsAreTitledByWhatStandsAbove() throws {
    let cases: [(String, String, [String])] = [
        ("a.csv", "id,name\n1,x\n", ["id", "name"]),
        ("a.md", "| *a* | b c |\n|---|---|\n| 1 | 2 |\n", ["a", "b c"]),
        ("a.html", "<table><caption>Cap</caption><tr><th>A<th>B<tr><td>1<td>2</table>", ["A", "B"]),
        ("a.html", "<table><tr><th rowspan=2>A<th>B<tr><th>C<tr><td>1<td>2</table>", ["A", "B C"]),
        ("a.html", "<table><tr><th>A<tr><th>B<tr><td>1</table>", ["A B"]),
        ("a.html", "<table><tr><td>1<td>2</table>", []),
    ]
    for (path, text, wanted) in cases {
        let (document, table) = try table(text, path: path)
        #expect(document.columnTitles(of: table) == wanted, "\(text)")
    }
}

@Test func aRepeatedHeaderNamesEachColumnThatACellCovers() throws {
    let rows = (1...40).map { "<tr><td>n\($0)<td>\($0)<td>\($0 * 2)" }.joined()
    let html = "<table><tr><th rowspan=2>Name<th colspan=2>Sales<tr><th>2023<th>2024\(rows)</table>"
    let document = try parsed(html, "a.html")
    let size = ChunkSize.characters(200)
    let chunks = try RecursiveChunker(size: size).chunks(of: document)
    ChunkChecker(document: document, size: size, label: "spans").check(chunks)
    #expect(chunks.count > 3)
    #expect(chunks.dropFirst().allSatisfy { $0.lead == "Name\tSales\tSales\nName\t2023\t2024\n" })
}

/// Random tables against a grid that is filled by hand, place for place.
@Test func randomTablesAreLaidOutAsTheStandardSays() throws {
    for seed in UInt64(1)...200 {
        var generator = SeededGenerator(seed: seed)
        var html = "<table>"
        var wanted: [[String]] = []
        // By row and column, the text of the cell that is there.
        var places: [[Int: String]] = (0..<40).map { _ in [:] }
        for row in 0..<Int.random(in: 1...8, using: &generator) {
            html += "<tr>"
            var column = 0
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                while places[row][column] != nil { column += 1 }
                let (columns, rows) = (
                    Int.random(in: 1...3, using: &generator), Int.random(in: 1...3, using: &generator)
                )
                // Cells that would overlap are an error of the table's; none is made here.
                guard (column..<column + columns).allSatisfy({ places[row][$0] == nil }) else { continue }
                let text = "c\(row)x\(column)"
                html += "<td colspan=\(columns) rowspan='\(rows)'>\(text)</td>"
                for r in row..<row + rows { for c in column..<column + columns { places[r][c] = text } }
                column += columns
            }
            let last = places[row].keys.max() ?? -1
            wanted.append((0...max(last, 0)).map { places[row][$0] ?? "-" })
        }
        // A row that spans alone cover has no content of its own and is no row.
        guard try table(html).document.rows(of: table(html).table).count == wanted.count else { continue }
        #expect(try grid(html) == wanted, "seed \(seed): \(html)")
    }
}

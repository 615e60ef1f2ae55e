import Chunking
import TestSupport
import Testing

private func rows(_ text: String, _ parser: CSVParser = CSVParser()) throws -> [[String]] {
    let document = try parser.parse(source(text, "a.csv"))
    guard let table = document.blocks.first else { return [] }
    #expect(document.blocks.count == 1)
    return document.content(of: table).split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}

@Test func quotesDelimitersAndLineEndsAreReadAsRFC4180Says() throws {
    let cases: [(String, [[String]])] = [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\"a,x\",\"b \"\"q\"\"\"\n\"\",\"2\"", [["a,x", "b \"q\""], ["", "2"]]),
        ("a,,c\n,2\n1,,\n", [["a", "", "c"], ["", "2"], ["1"]]),
        ("a\n\n\n,,\n \nb,c,d,e\n", [["a"], [" "], ["b", "c", "d", "e"]]),
        (" a , b\n", [[" a ", " b"]]),
        ("say \"hi\",b\n", [["say \"hi\"", "b"]]),
        ("\"a\"x,b\n", [["ax", "b"]]),
        ("\"never closed,b\nc,d\n", [["\"never closed", "b"], ["c", "d"]]),
        ("日本,「東京」\nか\u{3099},👩‍👩‍👧‍👦", [["日本", "「東京」"], ["か\u{3099}", "👩‍👩‍👧‍👦"]]),
        ("", []), ("\n\n,,\n", []), ("\"\"", []),
    ]
    for (text, wanted) in cases { #expect(try rows(text) == wanted, "\(text.debugDescription)") }
}

@Test func aQuotedCellMayHoldLineFeeds() throws {
    let document = try parsed("name,note\r\nA,\"one\r\ntwo, \"\"three\"\"\"\r\nB,\"x\ty\"\r\n", "a.csv")
    let table = document.blocks[0]
    #expect(table.headerRows == 1)
    let rows = document.rows(of: table)
    #expect(rows.map(document.content(in:)) == ["name\tnote", "A\tone\r\ntwo, \"three\"", "B\tx\ty"])
    #expect(
        rows.map(document.source.text(in:)) == ["name,note", "A,\"one\r\ntwo, \"\"three\"\"", "B,\"x\ty"])
    #expect(document.source.text(in: table.range) == "name,note\r\nA,\"one\r\ntwo, \"\"three\"\"\"\r\nB,\"x\ty\"")
}

@Test func theDelimiterIsDetectedInTheFirstRow() throws {
    #expect(try rows("a;b;c\n1,5;2;3") == [["a", "b", "c"], ["1,5", "2", "3"]])
    #expect(try rows("\"a,b,c,d\";b;c\n1;2;3") == [["a,b,c,d", "b", "c"], ["1", "2", "3"]])
    #expect(try rows("a|b\n1|2") == [["a", "b"], ["1", "2"]])
    #expect(try rows("a\tb\n1\t2") == [["a", "b"], ["1", "2"]])
    #expect(try rows("only\none") == [["only"], ["one"]])
    #expect(try rows("a;b,c", CSVParser(delimiter: .semicolon)) == [["a", "b,c"]])
    let tabs = try parsed("a,b\tc\n", "a.TSV")
    #expect(tabs.content(of: tabs.blocks[0]) == "a,b\tc")
}

@Test func asManyRowsAreTheHeaderAsThereAre() throws {
    #expect(try CSVParser(headerRows: 3).parse(source("a,b\n1,2", "a.csv")).blocks[0].headerRows == 2)
    #expect(try CSVParser(headerRows: 0).parse(source("a,b\n1,2", "a.csv")).blocks[0].headerRows == 0)
}

@Test func writtenTablesAreReadBackCellForCell() throws {
    let texts = [
        "", "a", "word", "1.5", "日本", "a,b", "say \"x\"", "\"", "two\nlines", "\r\n", " ", "👍🏽", "'", ",", "\"\"",
    ]
    for seed in UInt64(1)...200 {
        var generator = SeededGenerator(seed: seed)
        var table: [[String]] = []
        var text = ""
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            let row = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                texts.randomElement(using: &generator) ?? ""
            }
            let cells = row.map { cell in
                let mustQuote = cell.contains { $0 == "\"" || $0 == "," || $0.isNewline }
                guard mustQuote || Bool.random(using: &generator) else { return cell }
                return "\"" + cell.replacing("\"", with: "\"\"") + "\""
            }
            text += cells.joined(separator: ",") + (Bool.random(using: &generator) ? "\n" : "\r\n")
            // Empty cells at a row's end and rows without content are not kept.
            let trimmed = Array(row.reversed().drop(while: \.isEmpty).reversed())
            if !trimmed.isEmpty { table.append(trimmed) }
        }
        let document = try CSVParser(delimiter: .comma).parse(source(text, "a.csv"))
        guard let block = document.blocks.first else {
            #expect(table.joined().allSatisfy { $0.allSatisfy(\.isWhitespace) }, "seed \(seed)")
            continue
        }
        var found: [[String]] = [[""]]
        for piece in document.pieces[block.pieces] {
            switch piece.replacement {
            case "\n": found.append([""])
            case "\t": found[found.count - 1].append("")
            case let scalar?: found[found.count - 1][found[found.count - 1].count - 1].unicodeScalars.append(scalar)
            case nil:
                found[found.count - 1][found[found.count - 1].count - 1] += document.source.text(in: piece.range)
            }
        }
        #expect(found == table, "seed \(seed): \(text.debugDescription)")
    }
}

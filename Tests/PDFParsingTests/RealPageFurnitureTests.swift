import Chunking
import Foundation
import PDFParsing
import TestSupport
import Testing

/// What real files may lose as page furniture, and what must be gone; all other lines stay, in their order.
private struct Furniture {
    let file: String
    /// Lines that may go; an expression for the whole line.
    let furniture: String
    /// Lines that must go wherever they stand.
    var gone: String?
    /// How many lines go at least.
    let least: Int
}

private let opinion =
    #"\d{1,3}|Cite as: 598 U\. S\. \d+ \(2023\)|[A-Z][A-Z., ]+ v\. [A-Z ]+|Syllabus|Opinion of the Court|"#
    + #"(Opinion of )?[A-Z][a-z]+, J\.(, (dissenting|concurring))?|Page Proof Pending Publication"#
private let stamp = #"Page Proof Pending Publication|Cite as: 598 U\. S\. \d+ \(2023\)"#

private let files = [
    Furniture(file: "598us1r3_j4ek.pdf", furniture: opinion, gone: stamp, least: 85),
    Furniture(file: "598us1r4_1a7d.pdf", furniture: opinion, gone: stamp, least: 115),
    Furniture(file: "598us1r5_1b72.pdf", furniture: opinion, gone: stamp, least: 60),
    Furniture(file: "598us1r6_0813.pdf", furniture: opinion, gone: stamp, least: 115),
    // An excerpt: its page numbers have gaps.
    Furniture(
        file: "redp5110_sampled.pdf",
        furniture:
            #"\d{1,3}|Row and Column Access Control Support in IBM DB2 for i|Chapter 3\. Row and Column Access Control"#,
        gone: "Row and Column Access Control Support in IBM DB2 for i|Chapter 3\\. Row and Column Access Control",
        least: 20),
    Furniture(file: "multi_page.pdf", furniture: "(?!)", least: 0),
    Furniture(file: "normal_4pages.pdf", furniture: #"이슈와 논점|\d"#, least: 0),
    Furniture(file: "skipped_2pages.pdf", furniture: #"\d\d"#, least: 0),
    Furniture(file: "picture_classification.pdf", furniture: "(?!)", least: 0),
    Furniture(file: "code_and_formula.pdf", furniture: "(?!)", least: 0),
]

private func lines(_ document: ParsedDocument) -> [String] {
    document.blocks.flatMap { document.content(of: $0).split(separator: "\n").map(String.init) }
}

@Test(
    .enabled(if: PopplerText().isInstalled, "pdftotext is not installed; Scripts/setup.sh --test installs it"),
    arguments: files.indices)
func realFilesLoseTheirFurnitureAndNothingElse(index: Int) async throws {
    guard let folder = TestData.dataSet("pdf-misc") else { return }
    let wanted = files[index]
    let paths = ["scotus/\(wanted.file)", "docling/pdf/sources/\(wanted.file)"].map(folder.appendingPathComponent)
    guard let data = paths.compactMap({ FileManager.default.contents(atPath: $0.path) }).first else { return }
    let document = try await PDFParser().parse(path: wanted.file, data: [UInt8](data))
    let cleaned = Cleanser([PageFurnitureRemoval()]).clean(document)
    let (before, after) = (lines(document), lines(cleaned))
    let furniture = try Regex(wanted.furniture)
    let difference = after.difference(from: before)
    #expect(difference.insertions.isEmpty, "\(wanted.file): \(difference.insertions)")
    for case .remove(let line, let text, _) in difference {
        #expect(try furniture.wholeMatch(in: text.trimmingCharacters(in: .whitespaces)) != nil, "\(line): \(text)")
    }
    #expect(difference.removals.count >= wanted.least, "\(wanted.file): \(difference.removals.count)")
    guard let gone = try wanted.gone.map({ try Regex($0) }) else { return }
    // The first and the last page, a cover each, may have a line of their own that looks like one.
    let left = try after.filter { try gone.wholeMatch(in: $0.trimmingCharacters(in: .whitespaces)) != nil }
    #expect(left.count <= 1, "\(wanted.file): \(left)")
}

import Chunking
import Testing

/// A book of pages, each with a head, some lines of its own and a foot.
private func book(pages: Int, head: (Int) -> String, foot: (Int) -> String) -> String {
    (1...pages).map { page in
        "\(head(page))\n\nThe text of page number \(page * 7) is here.\nIt has lines\nthat differ \(page * page).\n\n\(foot(page))\n"
    }.joined(separator: "\u{C}")
}

private func content(_ text: String) throws -> String {
    let document = Cleanser([PageFurnitureRemoval()]).clean(try parsed(text, "a.txt"))
    return document.blocks.map(document.content(of:)).joined(separator: "\n")
}

@Test func headsAndFeetAndPageNumbersGo() throws {
    let text = book(
        pages: 13, head: { $0 % 2 == 0 ? "A Book of Pages" : "Chapter \(($0 + 5) / 6)" }, foot: { "- \($0 + 11) -" })
    let left = try content(text)
    #expect(!left.contains("A Book") && !left.contains("- 1"))
    #expect((1...13).allSatisfy { left.contains("page number \($0 * 7) is") })
    // Chapters 1 and 2 have three right pages each, chapter 3 has one.
    #expect(!left.contains("Chapter 1") && !left.contains("Chapter 2") && left.contains("Chapter 3"))
}

@Test func linesThatOnlyLookAlikeStay() throws {
    let text = book(pages: 6, head: { "Total \($0 * $0)" }, foot: { _ in "100" })
    #expect(try content(text).split(separator: "\n").count == 6 * 5)
}

@Test func headsOfSeveralLinesGoLineByLineAndFormsStay() throws {
    let text = book(pages: 5, head: { "Annual Report\nPage \($0) of 5" }, foot: { _ in "Confidential" })
    let left = try content(text)
    #expect(!left.contains("Annual") && !left.contains("of 5") && !left.contains("Confidential"), "\(left)")
    #expect(left.split(separator: "\n").count == 5 * 3, "\(left)")
    let form = try parsed(String(repeating: "Form 7\nName\nPlace\n\u{C}", count: 6), "a.txt")
    #expect(Cleanser([PageFurnitureRemoval()]).clean(form).pieces == form.pieces)
}

@Test func aDocumentWithoutPagesIsLeftAlone() throws {
    let text = String(repeating: "Head\n\nOther text\n\n", count: 5)
    #expect(Cleanser([PageFurnitureRemoval()]).clean(try parsed(text, "a.txt")).isVerbatim)
}

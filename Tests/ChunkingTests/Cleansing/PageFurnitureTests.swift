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

@Test func pageNumbersOfAnExcerptGo() throws {
    let numbers = [2, 4, 10, 11, 15, 19, 27, 124]
    let text = book(pages: 8, head: { _ in "" }, foot: { "Part \(($0 + 3) / 4)\n\(numbers[$0 - 1])" })
    let left = try content(text).split(separator: "\n")
    #expect(left.count == 8 * 3, "\(left)")
    // Numbers that do not ascend are text.
    let shuffled = book(pages: 8, head: { _ in "" }, foot: { "\(numbers[($0 * 3) % 8])" })
    #expect(try content(shuffled).split(separator: "\n").count == 8 * 4)
}

@Test func romanPageNumbersGo() throws {
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"]
    let left = try content(book(pages: 11, head: { _ in "" }, foot: { roman[$0 - 1] }))
    #expect(left.split(separator: "\n").count == 11 * 3, "\(left)")
    let words = try content(
        book(pages: 6, head: { _ in "" }, foot: { ["I", "mix", "I", "civil", "I", "did"][$0 - 1] }))
    #expect(words.split(separator: "\n").count == 6 * 4, "\(words)")
}

@Test func aStampGoesFromTheMidstOfAPage() throws {
    let pages = (1...12).map { page in
        let stamp = "Proof of a Draft"
        let body = ["Some text of page \(page * 3).", "It goes on \(page * page)."]
        return page % 3 == 0
            ? "\(body[0])\n\(stamp)\n\(body[1])\n"
            : page % 3 == 1 ? "\(body[0])\n\(body[1])\n\(stamp)\n" : "\(body[0])\n"
    }
    let left = try content(pages.joined(separator: "\u{C}"))
    #expect(!left.contains("Proof") && (1...12).allSatisfy { left.contains("page \($0 * 3).") }, "\(left)")
    // A heading that every page has in its midst is text.
    let recipes = (1...9).map { "Dish \($0 * $0)\nIngredients\nSalt \($0 * 2)\nMethod\nBoil \($0 * 5)\n" }
    let kept = try content(recipes.joined(separator: "\u{C}"))
    #expect(kept.split(separator: "\n").count == 9 * 5, "\(kept)")
}

@Test func twoPagesAreEnoughWhereMostHaveMoreLines() throws {
    let parts = ["One", "One", "One", "One", "Two", "Two", "Three", "Four", "Four", "Four"]
    let text = book(pages: 10, head: { "A Title\n\($0 + 20)\n\(parts[$0 - 1])" }, foot: { _ in "" })
    let left = try content(text).split(separator: "\n")
    #expect(!left.contains("Two") && left.contains("Three") && left.count == 10 * 3 + 1, "\(left)")
}

@Test func aPageNumberBehindAnotherHeadIsFound() throws {
    let text = book(pages: 9, head: { $0 == 1 ? "A Report of the Year\n31" : "Head\n\($0 + 30)" }, foot: { _ in "" })
    let left = try content(text).split(separator: "\n")
    #expect(left.first == "A Report of the Year" && left.count == 9 * 3 + 1, "\(left)")
}

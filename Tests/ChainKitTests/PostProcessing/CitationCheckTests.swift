import ChainKit
import Retriever
import TestSupport
import Testing

@Suite struct CitationCheckTests {
    /// What a reader sees of an answer of these pieces, with passages 1 to 3 retrieved.
    private func check(
        _ pieces: [AnswerPiece], passages: Int = 3
    ) async throws -> (text: String, cited: [Int], removed: [String]) {
        let hits = (1...max(passages, 1)).map { hit("text \($0)", path: "\($0).md") }
        let context = PackedContext(
            passages: hits.prefix(passages).enumerated().map { ContextPassage(number: $0 + 1, hit: $1) },
            boundary: "b", text: "", tokens: 0)
        var pass = CitationCheck().begin(context: context)
        var out: [AnswerPiece] = []
        for piece in pieces { out += try await pass.process(piece) }
        out += try await pass.finish()
        var result = (text: "", cited: [Int](), removed: [String]())
        for piece in out {
            switch piece {
            case .text(let text), .quotation(let text), .data(let text): result.text += text
            case .citation(let citation):
                #expect("]】］".contains(result.text.last ?? " "), "a citation follows its marker at once")
                result.cited.append(citation.number)
            case .removedCitation(let marker): result.removed.append(marker)
            case .passages, .warning: Issue.record("neither passages nor a warning are due")
            }
        }
        return result
    }

    struct Case: Sendable {
        var given: String
        var text: String
        var cited: [Int] = []
        var removed: [String] = []

        init(_ given: String, _ text: String, _ cited: [Int] = [], removed: [String] = []) {
            self.given = given
            self.text = text
            self.cited = cited
            self.removed = removed
        }
    }

    static let cases: [Case] = [
        Case("", ""),
        Case("No marker at all.", "No marker at all."),
        Case("Aside [1].", "Aside [1].", [1]),
        Case("Aside [9].", "Aside.", removed: ["[9]"]),
        Case("Aside[9] and renamed.", "Aside and renamed.", removed: ["[9]"]),
        Case("Aside [9] and renamed.", "Aside and renamed.", removed: ["[9]"]),
        Case("Aside [9][1].", "Aside [1].", [1], removed: ["[9]"]),
        Case("Aside [1][9].", "Aside [1].", [1], removed: ["[9]"]),
        Case("Aside [9] [8].", "Aside.", removed: ["[9]", "[8]"]),
        Case("Aside [9] [1].", "Aside [1].", [1], removed: ["[9]"]),
        Case("[9] Aside.\n- [8] item", "Aside.\n- item", removed: ["[9]", "[8]"]),
        Case("Ends with [9]", "Ends with", removed: ["[9]"]),
        Case("Ends with [9]\nand more", "Ends with\nand more", removed: ["[9]"]),
        Case("Order [3] then [1] then [3].", "Order [3] then [1] then [3].", [3, 1]),
        Case("List [1, 2].", "List [1, 2].", [1, 2]),
        Case("List [1, 9, 2].", "List [1, 2].", [1, 2], removed: ["[9]"]),
        Case("List [7,8].", "List.", removed: ["[7]", "[8]"]),
        Case("Range [1-3].", "Range [1-3].", [1, 2, 3]),
        Case("Range [2–5].", "Range [2, 3].", [2, 3], removed: ["[4]", "[5]"]),
        Case("Note [^1] and [^9].", "Note [^1] and.", [1], removed: ["[9]"]),
        Case("Notes [^1, ^9].", "Notes [^1].", [1], removed: ["[9]"]),
        Case("書かれる【1】。同期する【９】。", "書かれる【1】。同期する。", [1], removed: ["[9]"]),
        Case("書かれる［２、9］。", "書かれる［2］。", [2], removed: ["[9]"]),
        Case("Spaces [ 1 ] and [ 9 ].", "Spaces [ 1 ] and.", [1], removed: ["[9]"]),
        Case("From zero [0].", "From zero.", removed: ["[0]"]),
        Case("The interval [0, 1] stays.", "The interval [0, 1] stays."),
        Case("In [2024] it was [1].", "In [2024] it was [1].", [1]),
        Case("Not [a1], [x], [], [1a], [-1] or [link](u).", "Not [a1], [x], [], [1a], [-1] or [link](u)."),
        Case("Nested [[9]] and [[1]].", "Nested [] and [[1]].", [1], removed: ["[9]"]),
        Case("Open [9", "Open [9"),
        Case("Open [9\n]", "Open [9\n]"),
        Case("Code `a[9]` and ``b[8]`c`` stay [1].", "Code `a[9]` and ``b[8]`c`` stay [1].", [1]),
        Case("A lone ` and [9].", "A lone ` and.", removed: ["[9]"]),
        Case("A lone ` and [9]\nnext ` line [8].", "A lone ` and\nnext ` line.", removed: ["[9]", "[8]"]),
        Case("``` in line [9]", "``` in line", removed: ["[9]"]),
        Case("```swift\na[9] = [8]\n```\nAfter [9].", "```swift\na[9] = [8]\n```\nAfter.", removed: ["[9]"]),
        Case("  ```\n[9]\n  ````\n[8]", "  ```\n[9]\n  ````\n", removed: ["[8]"]),
        Case("```a[9]``` is a span [8].", "```a[9]``` is a span.", removed: ["[8]"]),
        Case("Emoji 👨‍👩‍👧 [9] e\u{301}[1]", "Emoji 👨‍👩‍👧 e\u{301}[1]", [1], removed: ["[9]"]),
    ]

    @Test(arguments: CitationCheckTests.cases)
    func citationsThatResolveToNothingAreTakenOut(_ given: Case) async throws {
        let result = try await check([.text(given.given)])
        #expect(result.text == given.text)
        #expect(Array(result.text.utf8) == Array(given.text.utf8))
        #expect(result.cited == given.cited)
        #expect(result.removed == given.removed)
    }

    @Test(arguments: CitationCheckTests.cases)
    func noSplitOfTheTextChangesTheResult(_ given: Case) async throws {
        let whole = given.given
        // One scalar at a time, then every division in two, then random ones.
        var divisions = [whole.unicodeScalars.map { String($0) }]
        for index in whole.unicodeScalars.indices {
            divisions.append([String(whole.unicodeScalars[..<index]), String(whole.unicodeScalars[index...])])
        }
        for pieces in divisions {
            let result = try await check(pieces.map { .text($0) })
            #expect(result.text == given.text && result.cited == given.cited && result.removed == given.removed)
        }
    }

    @Test(arguments: 0..<40)
    func randomTextsComeOutTheSameHoweverTheyAreSplit(seed: UInt64) async throws {
        let alphabet = [
            "[", "]", "1", "2", "9", " ", ", ", "^", "【", "】", "`", "```", "\n", "a", ".", "-", "0", "é", "索",
        ]
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = (0..<40).map { _ in alphabet.randomElement(using: &generator) ?? "" }.joined()
            let whole = try await check([.text(text)])
            let parts = try await check(split(text, using: &generator).map { .text($0) })
            #expect(whole == parts, "seed \(seed), text \(text.debugDescription)")
            // What is left has no bad marker outside code: checked again it stays as it is, unless taking one out
            // has put a new one together.
            if whole.removed.isEmpty { #expect(whole.text == text, "seed \(seed)") }
        }
    }

    @Test func aThousandPassagesMakeFourDigitsCitations() async throws {
        let result = try await check([.text("In [1000] and [2024].")], passages: 1_000)
        #expect(result.text == "In [1000] and.")
        #expect(result.cited == [1_000])
    }

    @Test func bracketsInQuotationsAreNeverCitations() async throws {
        let result = try await check([
            .text("So: "), .quotation("As shown in [1"), .quotation("], and [9]."), .text(" [2]"),
        ])
        #expect(result.text == "So: As shown in, and. [2]")
        #expect(result.cited == [2])
        #expect(result.removed == ["[1]", "[9]"])
    }

    @Test func textIsHeldBackOnlyWhileItMayBeAMarker() async throws {
        let context = PackedContext(
            passages: [ContextPassage(number: 1, hit: threeHits[0])], boundary: "b", text: "", tokens: 0)
        var pass = CitationCheck().begin(context: context)
        #expect(try await pass.process(.text("Written")) == [.text("Written")])
        #expect(try await pass.process(.text(" [")) == [])
        #expect(try await pass.process(.text("1")) == [])
        #expect(
            try await pass.process(.text("]"))
                == [.text(" [1]"), .citation(ContextPassage(number: 1, hit: threeHits[0]).citation)])
        #expect(try await pass.process(.text(" [see")) == [.text(" [see")])
        #expect(try await pass.finish() == [])
    }

    @Test func aLongAnswerOfBackticksAndBracketsTakesLinearTime() async throws {
        let text = String(repeating: "`[9 ", count: 50_000)
        let begin = ContinuousClock.now
        let result = try await check([.text(text)])
        #expect(result.text.utf8.count > 100_000)
        #expect(ContinuousClock.now - begin < .seconds(20))
    }
}

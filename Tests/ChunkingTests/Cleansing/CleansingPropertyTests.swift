import Chunking
import TestSupport
import Testing

private let steps: [any CleansingStep] = [
    UnicodeNormalization(.nfc), UnicodeNormalization(.nfkc), WhitespaceCleanup(), LigatureExpansion(),
    BulletUnification(), BulletUnification(.removed), Dehyphenation(), PageFurnitureRemoval(), PlainQuotes(),
    PlainDashes(), ControlCharacterRemoval(), Stutter(),
]

/// A step of a user's own: says each `x` and each 日 twice, with a blank behind, and no `o`; not idempotent.
private struct Stutter: TextCleansingStep {
    let identity = "stutter"
    func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        for i in text.range {
            if text.bytes[i] == UInt8(ascii: "x") { edits.replace(i..<i + 1, with: ["x", "x", " "]) }
            if text.bytes[i] == UInt8(ascii: "o") { edits.remove(i..<i + 1) }
            if text.bytes[i...].starts(with: "日".utf8) { edits.replace(i..<i + 3, with: ["日", "日", " "]) }
        }
    }
}

private let parts =
    TestTexts.parts + [
        "ﬁ", "ﬄ", "exam-\nple ", "so\u{AD}ft", "-\n", "\u{AD}", "• ", "•", "・", "“q”", "’", "—", "–", "\u{A0}",
        "\u{2003}",
        "\u{200B}", "\u{1}", "\u{C}", "Page 3\n", "Head\n", "\u{C}Head\n", "7\n", "ﷺ", "㍿", "é", "한",
        "\u{1112}\u{1161}\u{11AB}", "\u{323}",
        "\u{315}", "½", "\u{2028}", "\u{85}",
    ]

private func random(seed: UInt64, parts count: Int) -> String {
    var generator = SeededGenerator(seed: seed)
    var text = ""
    for _ in 0..<count { text += parts.randomElement(using: &generator) ?? "" }
    return text
}

/// What a rewritten document must keep, whatever rewrote it.
private func checkPieces(_ document: ParsedDocument, _ label: String) {
    var last: ContentPiece?
    for piece in document.pieces {
        if piece.range.isEmpty { Issue.record("\(label): an empty piece at \(piece.range)") }
        if let last, piece.range.lowerBound < last.range.upperBound {
            let isSibling = piece.range == last.range && piece.replacement != nil && last.replacement != nil
            if !isSibling || piece.block != last.block { Issue.record("\(label): \(piece) overlaps \(last)") }
        }
        last = piece
    }
    for (number, block) in document.blocks.enumerated() {
        let own = document.pieces[block.pieces]
        if own.isEmpty || !own.allSatisfy({ $0.block == number }) { Issue.record("\(label): block \(number)'s pieces") }
        let covered = (own.first?.range.lowerBound ?? 0)..<(own.last?.range.upperBound ?? 0)
        if block.range.lowerBound > covered.lowerBound || block.range.upperBound < covered.upperBound {
            Issue.record("\(label): block \(number) at \(block.range) has content at \(covered)")
        }
        if document.content(of: block).unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            Issue.record("\(label): block \(number) is blank")
        }
    }
}

@Test(arguments: ["txt", "md", "html"])
func stepsInAnyOrderKeepEveryPromiseOfEveryChunker(type: String) throws {
    let settings: [(size: ChunkSize, overlap: Int)] = [
        (.characters(1), 0), (.characters(9), 4), (.characters(60), 20), (.characters(1000), 100),
        (.tokens(12, WordTokenizer()), 5),
    ]
    for seed in UInt64(1)...80 {
        var generator = SeededGenerator(seed: seed &* 31)
        let document = try parsed(random(seed: seed, parts: Int(seed) * 2), "seed.\(type)")
        let chosen = (0..<Int.random(in: 1...6, using: &generator)).compactMap { _ in
            steps.randomElement(using: &generator)
        }
        let clean = Cleanser(chosen).clean(document)
        let label = "\(type), seed \(seed), \(Cleanser(chosen).identity)"
        checkPieces(clean, label)
        #expect(clean.source.bytes == document.source.bytes)
        for name in Chunkers.names {
            for (size, overlap) in settings {
                let chunks = try Chunkers.named(name, size: size, overlap: overlap).chunks(of: clean)
                ChunkChecker(document: clean, size: size, label: "\(label), \(name)").check(chunks)
            }
        }
    }
}

@Test(arguments: steps.dropLast().indices)
func aStepAppliedAgainChangesNothing(index: Int) throws {
    let step = steps[index]
    for seed in UInt64(1)...400 {
        for type in ["txt", "md"] {
            let once = step.clean(try parsed(random(seed: seed, parts: 3 + Int(seed) / 4), "a.\(type)"))
            let twice = step.clean(once)
            let (a, b) = (once.blocks.map(once.content(of:)), twice.blocks.map(twice.content(of:)))
            if !a.map({ Array($0.utf8) }).elementsEqual(b.map { Array($0.utf8) }) {
                Issue.record("\(step.identity), \(type), seed \(seed): \(a) becomes \(b)")
                return
            }
        }
    }
}

@Test(arguments: steps.indices)
func aStepTakesLinearTime(index: Int) throws {
    let step = steps[index]
    let units = [
        "ﬁ x  “y”—\u{A0}z exam-\nple ", "•", "\u{AD}-", "-\n", "a-\n", " ", "\n", "e\u{301}", "\u{301}", "ＡＢ",
        "Head\n\u{C}",
        "\u{200B}", "日本語の文。", "Head\n\n\u{C}", "\u{C}7\nx\n", "x-\ny-x ",
    ]
    for unit in units {
        for type in ["txt", "md"] {
            func time(_ bytes: Int) throws -> Duration {
                // Rewritten before, so that blocks are not one stretch of the source.
                let document = try parsed("ﷺ" + String(repeating: unit, count: bytes / unit.utf8.count), "a.\(type)")
                let rewritten = UnicodeNormalization(.nfkc).clean(document)
                return ContinuousClock().measure { _ = step.clean(rewritten) }
            }
            let (small, large) = (try time(30_000), try time(480_000))
            #expect(
                large < max(small * 64, .milliseconds(400)),
                "\(step.identity) \(unit.debugDescription): \(small), \(large)")
        }
    }
}

@Test func aContentMapLeadsBothWays() throws {
    for seed in UInt64(1)...120 {
        var generator = SeededGenerator(seed: seed)
        for type in ["txt", "md", "html"] {
            let document = Cleanser(seed % 3 == 0 ? [] : Cleanser.print.steps + [UnicodeNormalization(.nfkc)])
                .clean(try parsed(random(seed: seed, parts: 40), "a.\(type)"))
            let chunks = try RecursiveChunker(size: .characters(60), overlap: 20).chunks(of: document)
            for chunk in chunks {
                let map = document.contentMap(of: chunk.range)
                #expect(map.content.utf8.elementsEqual(chunk.content.utf8), "\(type), seed \(seed)")
                #expect(map.contentRange(of: chunk.range) == 0..<map.content.utf8.count, "\(type), seed \(seed)")
                check(map, of: document, in: chunk.range, "\(type), seed \(seed)", &generator)
            }
        }
    }
}

private func check(
    _ map: ContentMap, of document: ParsedDocument, in limits: Range<Int>, _ label: String,
    _ generator: inout SeededGenerator
) {
    var starts = [0]
    for scalar in map.content.unicodeScalars { starts.append((starts.last ?? 0) + UTF8.width(scalar)) }
    for _ in 0..<4 {
        let a = starts.randomElement(using: &generator) ?? 0
        let b = starts.randomElement(using: &generator) ?? 0
        let range = min(a, b)..<max(a, b)
        let place = map.sourceRange(of: range)
        guard place.lowerBound >= limits.lowerBound, place.lowerBound <= limits.upperBound || range.isEmpty else {
            Issue.record("\(label): \(range) leads to \(place), outside \(limits)")
            continue
        }
        let back = map.contentRange(of: place)
        if !range.isEmpty, back.lowerBound > range.lowerBound || back.upperBound < range.upperBound {
            Issue.record("\(label): \(range) leads to \(place) and back to \(back)")
        }
        // The content of the place holds what was asked for.
        let asked = Array(map.content.utf8)[range]
        let there = Array(document.content(in: place).utf8)
        let own = asked.filter { !Set([0x0A]).contains($0) }
        if range.count > 0, !isSubsequence(own, of: there) {
            Issue.record("\(label): \(range) leads to \(place), which holds \(there), not \(Array(asked))")
        }
    }
}

private func isSubsequence(_ part: [UInt8], of whole: [UInt8]) -> Bool {
    var index = 0
    for byte in whole where index < part.count && byte == part[index] { index += 1 }
    return index == part.count
}

@Test func aLargePlainTextStaysAFewPieces() throws {
    let page = "An ordinary line of text, with “quotes” and a ﬁne ligature somewhere in it, as books have.\n"
    let text = String(repeating: page, count: 20_000)
    let document = Cleanser.print.clean(try parsed(text, "a.txt"))
    #expect(document.pieces.count < 20_000 * 4, "\(document.pieces.count)")
    let plain = Cleanser.print.clean(try parsed(String(repeating: "Nothing to do here.\n", count: 20_000), "a.txt"))
    #expect(plain.pieces.count == 1)
}

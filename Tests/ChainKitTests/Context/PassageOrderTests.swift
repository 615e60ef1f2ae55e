import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct PassageOrderTests {
    @Test func theModelsOwnTokenizerCounts() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tokens-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nindex\nfile\n##s\n.".write(
            to: folder.appending(path: "vocab.txt"), atomically: true, encoding: .utf8)
        let counter = TokenCounter(try WordPieceTokenizer(contentsOf: folder), name: "tiny")
        #expect(counter("Index files. Index") == 5 && counter("") == 0)
        #expect(counter.name == "tiny")
    }

    private let hits = [
        hit("First.", path: "b.md", at: 90), hit("Second.", path: "a.md"), hit("Third.", path: "b.md", at: 10),
        hit("Fourth.", path: "c.md"), hit("Fifth.", path: "a.md", at: 50),
    ]

    @Test(arguments: [
        (PassageOrder.bestFirst, ["First.", "Second.", "Third.", "Fourth.", "Fifth."]),
        (.bestLast, ["Fifth.", "Fourth.", "Third.", "Second.", "First."]),
        (.edges, ["First.", "Third.", "Fifth.", "Fourth.", "Second."]),
        (.source, ["Third.", "First.", "Second.", "Fifth.", "Fourth."]),
    ])
    func passagesStandInTheOrderAndAreNumberedByIt(order: PassageOrder, expected: [String]) async throws {
        let context = try await BudgetPacker(order: order).pack(hits, for: "q")
        #expect(context.passages.map(\.text) == expected)
        #expect(context.passages.map(\.number) == [1, 2, 3, 4, 5])
        var rest = context.text[...]
        for passage in context.passages {
            let place = try #require(rest.range(of: "number=\"\(passage.number)\" source=\"\(passage.hit.path) "))
            rest = rest[place.upperBound...]
            #expect(rest.contains(passage.text))
        }
        #expect(context.tokens == TokenCounter.estimate(context.text))
    }

    @Test(arguments: 0..<40, [PassageOrder.bestLast, .edges, .source])
    func theSamePassagesArePackedAndTheBudgetHolds(seed: UInt64, order: PassageOrder) async throws {
        var generator = SeededGenerator(seed: seed)
        let hits = (0..<12).map { number in
            let words = Int.random(in: 1...40, using: &generator)
            let text = "Passage \(number) " + String(repeating: "word ", count: words)
            return hit(text, path: "\(Int.random(in: 0...4, using: &generator)).md", at: number * 1_000)
        }
        // A counter that is not additive: what stands first counts double.
        let counter = TokenCounter(name: "odd") { $0.utf8.count + $0.utf8.prefix(200).filter { $0 == 0x77 }.count * 3 }
        let budget = Int.random(in: 250...1_500, using: &generator)
        var packer = BudgetPacker(tokenBudget: budget, counter: counter, minimumPassageTokens: 10)
        let ranked = try await packer.pack(hits, for: "q")
        packer.order = order
        let context = try await packer.pack(hits, for: "q")
        #expect(context.tokens <= budget && context.tokens == counter(context.text), "seed \(seed)")
        #expect(context.passages.map(\.number) == Array(1...context.passages.count))
        let texts = Set(context.passages.map(\.text))
        #expect(texts == Set(ranked.passages.prefix(texts.count).map(\.text)), "seed \(seed)")
        let isShort = texts.count + context.duplicates < hits.count
        #expect(isShort == context.warnings.contains { $0.code == .passagesDropped }, "seed \(seed)")
    }
}

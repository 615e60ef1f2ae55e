import Foundation
import KeywordSearch
import Retriever
import TestSupport
import Testing

@Suite struct KeywordWeightsTests {
    @Test func weightsBecomeWholeNumbers() {
        func expect(_ weights: [Double], _ times: [UInt32], scale: Double) {
            let found = KeywordWeights(weights)
            #expect(found.times == times && abs(found.scoring.k1 - 1.2 * scale) < 1e-9, "\(weights)")
        }
        expect([1], [1], scale: 1)
        expect([2, 1], [2, 1], scale: 1)
        expect([1.5, 1], [3, 2], scale: 2)
        expect([0.01, 1_000], [1, 99_000], scale: 99)
        expect([0.1, 0.7, 3], [1, 7, 30], scale: 10)
    }

    /// A word's frequency is the sum over the columns by weight, and a row's length that of all columns.
    @Test(arguments: [[1, 1], [2, 1], [1.5, 1], [0.25, 3]])
    func scoresAreThoseOfWeightedFrequencies(weights: [Double]) throws {
        var random = SeededGenerator(seed: 31)
        let words = ["red", "fox", "whale", "river", "stone", "moss"]
        let rows = (0..<60).map { _ in
            weights.map { _ in
                (0..<Int.random(in: 0...9, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
            }
        }
        let whole = KeywordWeights(weights)
        let index = try KeywordIndex(columns: [KeywordColumn("words")])
        try index.add(
            rows.enumerated().map { id, texts in
                KeywordDocument(id: Int64(id), texts: texts.map { $0.joined(separator: " ") }, times: whole.times)
            })
        let hits = try index.search("fox moss", k: 60, options: KeywordSearchOptions(scoring: whole.scoring))
        let lengths = rows.map { row in Double(row.reduce(0) { $0 + $1.count }) }
        let average = lengths.reduce(0, +) / 60
        var expected: [Int64: Double] = [:]
        for word in ["fox", "moss"] {
            let frequencies = rows.map { row in
                zip(weights, row).reduce(0) { sum, part in sum + part.0 * Double(part.1.count { $0 == word }) }
            }
            let documents = Double(frequencies.count { $0 > 0 })
            let inverse = log(1 + (60 - documents + 0.5) / (documents + 0.5))
            for (id, frequency) in frequencies.enumerated() where frequency > 0 {
                let norm = 1.2 * (0.25 + 0.75 * lengths[id] / average)
                expected[Int64(id), default: 0] += inverse * frequency / (frequency + norm)
            }
        }
        #expect(Set(hits.map(\.id)) == Set(expected.keys))
        #expect(hits.allSatisfy { abs(Double($0.score) - (expected[$0.id] ?? 0)) < 1e-5 })
        #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
    }

    @Test func textsThatDoNotFitAreRefused() throws {
        let document = KeywordDocument(id: 1, texts: ["a", "b"], times: [2, 1])
        for columns in [[KeywordColumn("a"), KeywordColumn("b")], [KeywordColumn("a", storesPositions: true)]] {
            #expect(throws: (any Error).self) { try KeywordIndex(columns: columns).add([document]) }
        }
        let index = try KeywordIndex(columns: [KeywordColumn("a")])
        for times in [[], [1], [0, 1], [1, 1, 1]] as [[UInt32]] {
            #expect(throws: (any Error).self) {
                try index.add([KeywordDocument(id: 1, texts: ["a", "b"], times: times)])
            }
        }
        #expect(index.count == 0)
    }
}

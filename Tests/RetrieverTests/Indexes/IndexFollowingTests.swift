import Foundation
import Retriever
import TestSupport
import Testing

/// Whatever happens to the table, the process and the files: after a sync the index is the table, and before it what
/// the table was at the last.
@Suite struct IndexFollowingTests {
    private static let words = [
        "red", "blue", "fox", "whale", "run", "swim", "tree", "river", "猫", "東京", "stone", "cloud",
    ]

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func theIndexFollowsRandomOperations(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try IndexFixture(limits: IndexLimits(flat: 24, recent: 6))
        func text() -> String {
            (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? "" }
                .joined(separator: " ")
        }
        for step in 0..<60 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3:
                let new = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    Int64.random(in: 0..<60, using: &random)
                }
                let bodies = Dictionary(new.map { ($0, text()) }) { first, _ in first }
                try fixture.put(bodies, group: Int64.random(in: 0..<4, using: &random))
            case 4:
                try fixture.put([["id": .integer(100 + Int64(step)), "title": "Fox", "body": .null, "group": 1]])
            case 5:
                try fixture.delete((0..<8).map { _ in Int64.random(in: 0..<60, using: &random) })
            case 6:
                for file in fixture.indexFiles where Bool.random(using: &random) {
                    try FileManager.default.removeItem(at: file)
                }
                try fixture.reopen()
            case 7:
                for file in fixture.indexFiles { try damage(file, using: &random) }
                try fixture.reopen()
            default:
                try await fixture.sync()
                let status = try fixture.index.status()
                #expect(status.lag == 0 && status.rows == fixture.rows.count)
            }
            try await check(
                fixture, seed: seed, step: step, query: text(), group: Int64.random(in: 0..<4, using: &random))
        }
    }

    private func damage(_ file: URL, using random: inout SeededGenerator) throws {
        var bytes = try Data(contentsOf: file)
        if Bool.random(using: &random) {
            bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
        } else {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 0x10
        }
        try bytes.write(to: file)
    }

    private func check(_ fixture: IndexFixture, seed: UInt64, step: Int, query: String, group: Int64) async throws {
        let place = "seed \(seed), step \(step)"
        let all = try await fixture.index.search(query, options: RetrievalOptions(mode: .vector, k: 7))
        #expect(areClose(all.map(\.score), fixture.nearest(query, k: 7)), "\(place)")
        let some = try await fixture.index.search(
            query, options: RetrievalOptions(mode: .vector, k: 7, filter: Column("group") == group))
        #expect(
            areClose(some.map(\.score), fixture.nearest(query, k: 7) { $0["group"] == .integer(group) }), "\(place)")
        let matching = try await fixture.index.search(query, options: RetrievalOptions(mode: .keyword, k: 1_000))
        #expect(Set(matching.compactMap { $0.key.integerValue }) == fixture.matching(query), "\(place)")
        for hit in all + matching {
            #expect(hit.row == fixture.synced[hit.key.integerValue ?? -1], "\(place)")
        }
    }

    private func areClose(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-5 }
    }
}

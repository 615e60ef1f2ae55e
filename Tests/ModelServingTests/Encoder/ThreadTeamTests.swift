import Foundation
import Synchronization
import TestSupport
import Testing
import VectorCore

@testable import ModelServing

/// Threads that share a pass: every piece is computed once, and nobody waits for who does not come.
struct ThreadTeamTests {
    /// What the threads of a step write; each place is one piece's own.
    private final class Places: @unchecked Sendable {
        let values: UnsafeMutableBufferPointer<Int>

        init(_ count: Int) {
            values = .allocate(capacity: count)
            values.initialize(repeating: 0)
        }

        deinit { values.deallocate() }
    }

    @Test(arguments: [1, 2, 3, 8])
    func everyPieceIsComputedOnceAndBeforeTheNextStep(size: Int) {
        let team = ThreadTeam(size: size)
        let places = Places(1000)
        let unexpected = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: size) { _ in
            team.join { team in
                var generator = SeededGenerator(seed: 5)
                var expected = [Int](repeating: 0, count: places.values.count)
                for step in 1...2000 {
                    let count = Int.random(in: 0...expected.count, using: &generator)
                    let unit = Int.random(in: 1...40, using: &generator)
                    team.divide(count, by: unit) { part, member in
                        if part.lowerBound % unit != 0 || !(0..<size).contains(member) {
                            unexpected.add(1, ordering: .relaxed)
                        }
                        // On what the steps before have left, whoever computed it.
                        for place in part { places.values[place] = places.values[place] &* 3 &+ step }
                    }
                    for place in 0..<count { expected[place] = expected[place] &* 3 &+ step }
                    if !places.values.elementsEqual(expected) { unexpected.add(1, ordering: .relaxed) }
                }
            }
        }
        #expect(unexpected.load(ordering: .relaxed) == 0)
    }

    @Test func aLeaderWaitsForNobodyWhoHasNotCome() {
        let team = ThreadTeam(size: 4)
        var computed = 0
        team.join { team in
            for _ in 0..<100 { team.divide(64) { part, _ in computed += part.count } }
        }
        #expect(computed == 6400)
        // Whoever comes later has nothing to do, and is not kept.
        for _ in 1..<4 { team.join { _ in Issue.record("the pass is over") } }
    }

    @Test func slowHelpersAreWaitedFor() {
        let team = ThreadTeam(size: 2)
        let helped = Atomic<Int>(0)
        let computed = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            team.join { team in
                for step in 1...20 {
                    // Long enough that the other comes.
                    team.divide(2) { part, member in
                        Thread.sleep(forTimeInterval: member == 0 ? 0.001 : 0.003)
                        if member != 0 { helped.add(1, ordering: .relaxed) }
                        computed.add(part.count, ordering: .relaxed)
                    }
                    #expect(computed.load(ordering: .relaxed) == 2 * step)
                }
            }
        }
        #expect(helped.load(ordering: .relaxed) <= 40)
    }

    /// One text on several threads: of every family, in every precision, the bits of one thread.
    @Test(arguments: RecordedEncoders.names, EncoderPrecision.allCases)
    func aTextOnSeveralThreadsHasTheSameBits(name: String, precision: EncoderPrecision) async throws {
        let recorded = try RecordedEncoders.fixture()
        let long = recorded.texts.joined(separator: " ")
        let one = try SentenceEncoder(contentsOf: recorded.model(name), precision: precision, threads: 1)
        for threads in [2, 5] {
            let several = try SentenceEncoder(contentsOf: recorded.model(name), precision: precision, threads: threads)
            for text in recorded.texts.prefix(5) + [long] {
                let expected = try one.embed([text])
                #expect(try several.embed([text]) == expected, "\(threads) threads")
                #expect(try await several.embed([text], as: .passage) == expected, "\(threads) threads")
            }
            // Three batches on five threads: some are shared.
            let batches = [long, long + " a", long + " b"]
            #expect(try several.embed(batches, batchSize: 1) == one.embed(batches, batchSize: 1))
        }
    }

    @Test func callsAtOnceGetTheirOwnVectors() async throws {
        let recorded = try RecordedEncoders.fixture()
        let encoder = try SentenceEncoder(contentsOf: recorded.model("bert"), threads: 3)
        let expected = try recorded.texts.map { try encoder.embed([$0]) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for turn in 0..<200 {
                group.addTask {
                    let place = turn % recorded.texts.count
                    let vectors = try await encoder.embed([recorded.texts[place]], as: .passage)
                    #expect(vectors == expected[place])
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aCancelledCallEndsWithItsHelpers() async throws {
        let recorded = try RecordedEncoders.fixture()
        let encoder = try SentenceEncoder(contentsOf: recorded.model("bert"), threads: 4)
        for _ in 0..<50 {
            let call = Task { try await encoder.embed([recorded.texts[0]], as: .passage) }
            call.cancel()
            // Either the vectors were there already or it was cancelled; it comes back.
            do { _ = try await call.value } catch is CancellationError {}
        }
        #expect(try encoder.embed([recorded.texts[0]]).rows == 1)
    }
}

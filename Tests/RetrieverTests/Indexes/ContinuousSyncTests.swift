import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct ContinuousSyncTests {
    private let policy = ContinuousSync.Policy(
        interval: .milliseconds(20), firstDelay: .milliseconds(20), longestDelay: .milliseconds(100))

    /// Waits up to five seconds.
    private func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<500 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test func whatAnybodyCommitsIsFoundWithinASecond() async throws {
        let fixture = try IndexFixture()
        let index = fixture.index
        let following = index.follow()
        // Another connection to the files, as another process has.
        let other = try Store(at: fixture.folder).table("notes")
        for (number, table) in [fixture.table, other, fixture.table, other].enumerated() {
            let start = ContinuousClock.now
            try table.merge([["id": .integer(Int64(number)), "body": .text("fox \(number)"), "group": 0]])
            #expect(try await eventually { try index.status().rows == number + 1 })
            // A quarter of this where nothing else runs.
            #expect(ContinuousClock.now - start < .seconds(2))
        }
        #expect(try await index.search("fox 3", options: .init(mode: .vector, k: 1)).first?.key == 3)
        await following.stop()
        guard case .stopped = following.state else {
            Issue.record("\(following.state)")
            return
        }
        try other.merge([["id": 9, "body": "late", "group": 0]])
        try await Task.sleep(for: .milliseconds(200))
        #expect(try index.status().rows == 4)
    }

    @Test func aBurstIsTakenUpTogether() async throws {
        let fixture = try IndexFixture()
        let following = fixture.index.follow(.init(interval: .milliseconds(200)))
        #expect(try await eventually { following.syncs == 1 })
        for id in 0..<100 { try fixture.put([Int64(id): "note \(id)"]) }
        let index = fixture.index
        #expect(try await eventually { try index.status().rows == 100 })
        #expect(following.syncs < 50)
        #expect(fixture.model.embeddedTexts.count == 100)
        await following.stop()
    }

    @Test func whatIsTransientIsTriedAgainAndNothingElse() async throws {
        let fixture = try IndexFixture()
        let index = fixture.index
        fixture.model.fail(with: ModelError(.rateLimited, "slowly", retryAfter: 0.03))
        try fixture.put([1: "red fox"])
        let following = index.follow(policy)
        #expect(
            try await eventually {
                if case .backingOff(_, let failures) = following.state { failures >= 3 } else { false }
            })
        #expect(try index.status().lastError?.contains("slowly") == true)
        fixture.model.fail(with: nil)
        #expect(try await eventually { try index.status().rows == 1 && index.status().lastError == nil })

        fixture.model.fail(with: ModelError(.unauthorized, "who are you?"))
        try fixture.put([2: "blue whale"])
        #expect(try await eventually { if case .failed = following.state { true } else { false } })
        let calls = fixture.model.callCount
        try await Task.sleep(for: .milliseconds(100))
        #expect(fixture.model.callCount == calls)
        #expect(try index.status().rows == 1)
        await following.stop()
    }

    @Test func itEndsWithItsLastReferenceAndWithItsTable() async throws {
        let fixture = try IndexFixture()
        let index = fixture.index
        var following: ContinuousSync? = index.follow(policy)
        #expect(try await eventually { following?.syncs == 1 })
        following = nil
        try fixture.put([1: "red fox"])
        try await Task.sleep(for: .milliseconds(100))
        #expect(try index.status().rows == 0)

        let second = index.follow(policy)
        #expect(try await eventually { second.syncs == 1 })
        try fixture.store.dropTable("notes")
        #expect(try await eventually { if case .failed = second.state { true } else { false } })
    }
}

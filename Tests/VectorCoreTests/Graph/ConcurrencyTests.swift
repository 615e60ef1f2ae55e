import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing
import VectorCore

/// Searches beside every kind of change; the race detector runs these too.
struct ConcurrencyTests {
    private static let dimension = 12
    private static let batch: Int64 = 40

    /// Two threads search, one exchanges batches, one removes for good, one saves and reopens.
    @Test func searchesBesideAddsRemovesRepairsAndSavesSeeWholeChanges() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 101)
        let index = try HNSWIndex(
            dimension: Self.dimension, metric: .squaredL2, parameters: HNSWParameters(m: 8, efConstruction: 40))
        index.neverScanUnfiltered()
        try index.add(random.matrix(2000, Self.dimension), ids: Array(0..<2000))
        let rows = random.matrix(Int(Self.batch), Self.dimension)
        // Ids below this are gone for good; written before a search may rely on it.
        let goneBelow = Atomic<Int64>(0)
        let isDone = Atomic(false)
        let searches = Atomic(0)
        let saves = Atomic(0)

        @Sendable func exchange() {
            let ids = (10_000..<10_000 + Self.batch).map { $0 }
            for round in 0..<200 {
                do {
                    try index.add(rows, ids: ids, threads: 1 + round % 2)
                    try index.upsert(rows, ids: ids)
                    if index.remove(ids) != ids.count { Issue.record("a batch was not whole") }
                } catch { Issue.record(error) }
            }
            isDone.store(true, ordering: .releasing)
        }
        @Sendable func remove() {
            while !isDone.load(ordering: .acquiring), goneBelow.load(ordering: .relaxed) < 1500 {
                let first = goneBelow.load(ordering: .relaxed)
                index.remove((first..<first + 15).map { $0 })
                goneBelow.store(first + 15, ordering: .releasing)
            }
        }
        @Sendable func save() {
            repeat {
                do {
                    try index.save(to: file)
                    let copy = try HNSWIndex.open(file)
                    let inBatch = copy.ids.count { $0 >= 10_000 }
                    if inBatch != 0, inBatch != Self.batch { Issue.record("\(inBatch) of a batch were saved") }
                    saves.add(1, ordering: .relaxed)
                } catch { Issue.record(error) }
            } while !isDone.load(ordering: .acquiring)
        }
        @Sendable func search(_ seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            let filter = SearchOptions(filter: VectorFilter(allowing: 10_000..<10_000 + Self.batch))
            repeat {
                let gone = goneBelow.load(ordering: .acquiring)
                do {
                    let query = random.vector(Self.dimension)
                    for options in [SearchOptions(), SearchOptions(efSearch: 1500), SearchOptions(efSearch: 5000)] {
                        let found = try index.search(query, k: 10, options: options)
                        if found.count != 10 || Set(found.map(\.id)).count != 10 { Issue.record("\(found)") }
                        if found.contains(where: { $0.id < gone }) { Issue.record("an id came back from the dead") }
                        for (one, next) in zip(found, found.dropFirst()) where one.distance > next.distance {
                            Issue.record("results out of order")
                        }
                    }
                    let inBatch = try index.search(query, k: 100, options: filter).count
                    if inBatch != 0, inBatch != Self.batch { Issue.record("\(inBatch) of a batch were seen") }
                    if index.contains(gone - 1) || index.vector(for: 1999) == nil { Issue.record("ids are wrong") }
                    let ids = index.ids
                    let wholes = ids.count { $0 >= 10_000 }
                    if wholes != 0, wholes != Self.batch { Issue.record("\(wholes) ids of a batch were listed") }
                } catch { Issue.record(error) }
                searches.add(1, ordering: .relaxed)
            } while !isDone.load(ordering: .acquiring)
        }
        DispatchQueue.concurrentPerform(iterations: 5) { worker in
            switch worker {
            case 0: exchange()
            case 1: remove()
            case 2: save()
            default: search(UInt64(worker))
            }
        }
        #expect(searches.load(ordering: .relaxed) > 0 && saves.load(ordering: .relaxed) > 0)
        #expect(index.brokenInvariant == nil && index.unreachableCount == 0)
        #expect(index.count == 2000 - Int(goneBelow.load(ordering: .relaxed)))
    }

    @Test func manyMoreSearchersThanCoresAreServed() throws {
        var random = SeededGenerator(seed: 102)
        let index = try HNSWIndex(dimension: 8, metric: .squaredL2)
        index.neverScanUnfiltered()
        try index.add(random.matrix(1000, 8), ids: Array(0..<1000), threads: 4)
        let queries = random.matrix(400, 8)
        let alone = try index.search(queries, k: 5, options: SearchOptions(), threads: 1)
        #expect(try index.search(queries, k: 5, options: SearchOptions(), threads: 64) == alone)
    }
}

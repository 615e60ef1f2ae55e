import Dispatch
import KeywordSearch
import Synchronization
import TestSupport
import Testing
import VectorCore

@Suite struct KeywordConcurrencyTests {
    /// A change is seen whole or not at all: every batch replaces all documents, and each of them names its batch.
    @Test func searchesBesideChangesSeeWholeBatches() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text", storesPositions: true)], analyzer: .whitespace)
        let count = 300
        @Sendable func batch(_ number: Int) -> [KeywordDocument] {
            (0..<Int64(count)).map { KeywordDocument(id: $0, "all batch\(number) d\($0 % 7)") }
        }
        try index.upsert(batch(0))
        let isDone = Atomic(false)
        let searches = Atomic(0)
        let problems = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            do {
                if thread == 0 {
                    for number in 1...40 { try index.upsert(batch(number)) }
                    try index.compact()
                    return isDone.store(true, ordering: .releasing)
                }
                repeat {
                    let hits = try index.search(thread == 1 ? .phrase("all batch0", slop: 9) : .text("all"), k: count)
                    let expected = thread == 1 ? [0, count] : [count]
                    if !expected.contains(hits.count) { problems.withLock { $0.append("\(hits.count) hits") } }
                    searches.add(1, ordering: .relaxed)
                } while !isDone.load(ordering: .acquiring)
            } catch {
                problems.withLock { $0.append("\(error)") }
                isDone.store(true, ordering: .releasing)
            }
        }
        let (found, asked) = (problems.withLock { $0 }, searches.load(ordering: .relaxed))
        #expect(found.isEmpty && asked >= 3, "\(asked) searches")
        #expect(index.count == count && index.segmentCount == 1)
        #expect(try index.search("batch40", k: count).count == count)
        #expect(try index.search("batch39", k: count).isEmpty)
    }
}

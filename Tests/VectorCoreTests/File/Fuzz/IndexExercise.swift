import Foundation
import TestSupport
import VectorCore

/// Everything that one does with an index, done to one whose file is not to be trusted.
///
/// What it finds need not make sense, for a file may hold any numbers; but nothing may crash, hang, or fail otherwise
/// than for want of memory, and what is saved opens again with the same content.
struct IndexExercise {
    struct Defect: Error { var description: String }

    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// - Parameter checking: How the index was opened: lazily, damage may come to light with any search, and with the first
    ///   change at the latest, which is when all has been checked.
    mutating func run(_ index: any VectorIndex, opened checking: FileChecking = .onOpen) throws {
        if checking == .onOpen { try checkInvariants(index, "when it was opened") }
        try look(index, isChecked: checking == .onOpen)
        try change(index)
        try checkInvariants(index, "after changes")
        try look(index)
        try saveAndOpen(index)
    }

    private mutating func look(_ index: any VectorIndex, isChecked: Bool = true) throws {
        let ids = index.ids
        guard ids.count == index.count else { throw Defect(description: "\(ids.count) ids of \(index.count)") }
        for id in ids.prefix(5) + ids.suffix(2) {
            let isThere = index.contains(id) && index.vector(for: id)?.count == index.dimension
            guard isThere || !isChecked else {
                throw Defect(description: "id \(id) is listed but not there")
            }
        }
        let some = VectorFilter(allowing: ids.prefix(3) + [12_345])
        let most = VectorFilter(excluding: ids.prefix(2))
        let options = [
            SearchOptions(), SearchOptions(efSearch: 1), SearchOptions(efSearch: 400, scanFactor: 0),
            SearchOptions(scanFactor: 0, slack: 0.2), SearchOptions(scanFactor: 0, rerank: 3),
            SearchOptions(filter: some), SearchOptions(scanFactor: 0, filter: most),
        ]
        for (number, option) in options.enumerated() {
            let query = random.vector(index.dimension)
            let found = try index.search(query, k: number == 2 ? ids.count + 3 : 5, options: option)
            guard Set(found.map(\.id)).isSubset(of: ids) else { throw Defect(description: "found what is not there") }
        }
        _ = try index.search(random.matrix(3, index.dimension), k: 4, options: SearchOptions(), threads: 2)
        // Kept in codes, a vector may come out as no query at all.
        if let own = ids.first.flatMap({ index.vector(for: $0) }), own.allSatisfy(\.isFinite),
            own.contains(where: { $0 != 0 })
        {
            _ = try index.search(own, k: 3)
        }
        if let graph = index as? HNSWIndex { _ = try graph.explain(random.vector(index.dimension), k: 3) }
        _ = index.memoryBytes
    }

    private mutating func change(_ index: any VectorIndex) throws {
        let present = index.ids
        let fresh = (0..<12).map { 1_000_000 + Int64($0) }.filter { !present.contains($0) }
        try index.add(random.matrix(fresh.count, index.dimension), ids: fresh)
        let changed = Array(present.prefix(4)) + [2_000_000]
        try index.upsert(random.matrix(changed.count, index.dimension), ids: Array(Set(changed)))
        index.remove(present.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
        let more = (0..<30).map { 3_000_000 + Int64($0) }.filter { !index.contains($0) }
        try index.add(random.matrix(more.count, index.dimension), ids: more)
        if Int.random(in: 0..<4, using: &random) == 0 {
            index.remove(index.ids)
            guard index.count == 0 else { throw Defect(description: "removed ids are still there") }
            try index.add(random.matrix(more.count, index.dimension), ids: more)
        }
        guard more.allSatisfy({ index.contains($0) }) else { throw Defect(description: "an added id is not there") }
    }

    private func saveAndOpen(_ index: any VectorIndex) throws {
        let disk = MemoryDisk()
        try index.save(to: SavedIndex.path, version: 1, on: disk)
        let copy = try IndexFile.open(URL(fileURLWithPath: SavedIndex.path), fileSystem: disk)
        guard copy.ids == index.ids else { throw Defect(description: "a saved copy has other ids") }
        try checkInvariants(copy, "when it was opened again")
    }

    private func checkInvariants(_ index: any VectorIndex, _ moment: String) throws {
        if let broken = (index as? HNSWIndex)?.brokenInvariant {
            throw Defect(description: "\(moment): \(broken)")
        }
    }
}

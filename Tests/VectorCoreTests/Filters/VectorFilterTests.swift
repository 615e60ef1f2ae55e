import TestSupport
import Testing
import VectorCore

/// Filters against sets of ids, which are trivially right.
struct VectorFilterTests {
    /// Ids in shapes that meet every form of a page: far apart, close together, in runs, at both ends, across zero.
    private func ids(_ random: inout SeededGenerator) -> [Int64] {
        var ids: [Int64] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let start = Int64.random(in: -3...3, using: &random) * 65_536 + Int64.random(in: -80...80, using: &random)
            switch Int.random(in: 0...5, using: &random) {
            case 0: ids += (0..<300).map { _ in Int64.random(in: .min ... .max, using: &random) }
            case 1: ids += (0..<3_000).map { _ in start + Int64.random(in: 0..<65_536, using: &random) }
            case 2: ids += (0..<Int64.random(in: 1...140_000, using: &random)).map { start + $0 }
            case 3: ids += (0..<500).map { start + $0 * 97 }
            case 4: ids += [.min, .min + 1, .max - 1, .max, 0, -1, start]
            default: ids += (0..<1_024).map { start + $0 * 3 }
            }
        }
        return ids.shuffled(using: &random)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func aFilterIsTheSetOfItsIDs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let given = ids(&random)
        let filter = VectorFilter(allowing: given)
        let set = Set(given)
        #expect(filter.count == set.count, "seed \(seed)")
        #expect(filter.isEmpty == set.isEmpty)
        #expect(Array(filter) == set.sorted(), "seed \(seed)")
        #expect(given.allSatisfy { filter.contains($0) }, "seed \(seed)")
        for id in given.prefix(2_000) {
            for other in [id &- 1, id &+ 1, id &+ 65_536, id &- 65_536, id ^ .min] {
                #expect(filter.contains(other) == set.contains(other), "seed \(seed): \(other)")
            }
        }
        let again = VectorFilter(allowing: set.sorted())
        #expect(again == filter && again.hashValue == filter.hashValue, "seed \(seed)")
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func filtersCombineAsSetsDo(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (a, b) = (ids(&random), ids(&random))
        let (left, right) = (VectorFilter(allowing: a), VectorFilter(allowing: b))
        let (leftSet, rightSet) = (Set(a), Set(b))
        #expect(left.union(right) == VectorFilter(allowing: leftSet.union(rightSet)), "seed \(seed)")
        #expect(left.intersection(right) == VectorFilter(allowing: leftSet.intersection(rightSet)), "seed \(seed)")
        #expect(left.subtracting(right) == VectorFilter(allowing: leftSet.subtracting(rightSet)), "seed \(seed)")
        #expect(left.union(right) == right.union(left) && left.intersection(right) == right.intersection(left))
        // What is not in one is everything but it, whatever it takes to say so.
        #expect(left.inverted.inverted == left, "seed \(seed)")
        #expect(left.subtracting(right) == left.intersection(right.inverted), "seed \(seed)")
        #expect(left.union(left.inverted) == .all && left.intersection(left.inverted).isEmpty, "seed \(seed)")
        #expect(VectorFilter(excluding: a) == left.inverted)
        for id in a.prefix(500) + b.prefix(500) { #expect(left.inverted.contains(id) != leftSet.contains(id)) }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func aRangeIsTheSetOfItsIDs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let first = Int64.random(in: -200_000...200_000, using: &random)
        let last = first + Int64.random(in: 0...300_000, using: &random)
        let filter = VectorFilter(allowing: first...last)
        #expect(filter == VectorFilter(allowing: Array(first...last)), "seed \(seed)")
        #expect(filter == VectorFilter(allowing: first..<last + 1))
        #expect(filter.count == Int(last - first) + 1)
        let scattered = ids(&random)
        let both = filter.intersection(VectorFilter(allowing: scattered))
        #expect(Array(both) == Set(scattered).filter { (first...last).contains($0) }.sorted(), "seed \(seed)")
    }

    @Test func rangesOfAnyLengthTakeTheirTwoEnds() {
        #expect(VectorFilter.all.count == .max)
        for id in [Int64.min, -1, 0, 1, .max] { #expect(VectorFilter.all.contains(id)) }
        let positive = VectorFilter(allowing: 1...)
        #expect(positive.count == .max && positive.contains(.max) && positive.contains(1) && !positive.contains(0))
        #expect(!positive.contains(.min) && positive.first { _ in true } == 1)
        #expect(VectorFilter(allowing: 5..<5).isEmpty && VectorFilter(allowing: 5..<5) == VectorFilter())
        #expect(VectorFilter(allowing: (.max)...(.max)).map { $0 } == [.max])
        #expect(VectorFilter(allowing: (.min)...(.min + 2)).map { $0 } == [.min, .min + 1, .min + 2])
        #expect(positive.inverted == VectorFilter(allowing: Int64.min...0))
        #expect(VectorFilter().inverted == .all && VectorFilter.all.inverted == VectorFilter())
    }

    @Test func equalFiltersAreOneKeyHoweverTheyWereMade() {
        let page = Int64(65_536)
        let pieces = VectorFilter(allowing: 0..<page).union(VectorFilter(allowing: page..<page * 2))
        let whole = VectorFilter(allowing: 0..<page * 2)
        #expect(pieces == whole && [whole: 1][pieces] == 1)
        #expect(whole.subtracting(VectorFilter(allowing: [page])) != whole)
        #expect(
            whole.subtracting(VectorFilter(allowing: [page])).union(VectorFilter(allowing: [page])) == whole)
    }
}

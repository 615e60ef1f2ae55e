#if canImport(CAllocationCount)
    import CAllocationCount
    import TestSupport
    import Testing
    import VectorCore

    /// What searches and additions ask the C library for, counted on the thread that runs them.
    struct AllocationTests {
        private func count(_ body: () throws -> Void) rethrows -> Int {
            let before = allocation_count()
            try body()
            return Int(allocation_count() - before)
        }

        @Test(.enabled(if: allocations_are_counted()))
        func anArrayIsCounted() {
            var arrays: [[Int]] = []
            arrays.reserveCapacity(100)
            #expect(count { for size in 1...100 { arrays.append(Array(0..<size)) } } == 100)
            #expect(count { arrays.swapAt(3, 4) } == 0)
        }

        @Test(.enabled(if: allocations_are_counted()), arguments: IndexUnderTest.allCases, Metric.allCases)
        func aSearchAllocatesItsResultsAlone(kind: IndexUnderTest, metric: Metric) throws {
            var random = SeededGenerator(seed: 131)
            for dimension in [16, 300] {
                let index = try kind.make(dimension, metric)
                try index.add(random.matrix(3000, dimension), ids: Array(0..<3000))
                let queries = (0..<50).map { _ in random.vector(dimension) }
                let filter = VectorFilter(allowing: stride(from: 0, to: 3000, by: 2).map { Int64($0) })
                // Under a filter the slots that it allows are listed, too.
                for (options, most) in [(SearchOptions(), 1), (SearchOptions(filter: filter), 3)] {
                    // What is kept from search to search is made by the first ones.
                    for query in queries { _ = try index.search(query, k: 10, options: options) }
                    let allocations = try count {
                        for query in queries { _ = try index.search(query, k: 10, options: options) }
                    }
                    // Of random vectors many have equal codes, and to put these in order takes memory now and then.
                    let sorting = kind == .ivfPQ ? 9 : 0
                    #expect(
                        allocations <= (most + sorting) * queries.count, "\(allocations) for \(queries.count) searches")
                }
            }
        }

        @Test(.enabled(if: allocations_are_counted()), arguments: IndexUnderTest.allCases, Metric.allCases)
        func anAdditionAllocatesNothingForEachVector(kind: IndexUnderTest, metric: Metric) throws {
            var random = SeededGenerator(seed: 132)
            let index = try kind.make(40, metric)
            try index.add(random.matrix(3000, 40), ids: Array(0..<3000))
            let batches = (0..<2).map { random.matrix(200 << ($0 * 2), 40) }
            let ids: [[Int64]] = [Array(10_000..<10_200), Array(20_000..<20_800)]
            let counts = try (0..<2).map { batch in try count { try index.add(batches[batch], ids: ids[batch]) } }
            // Four times as many vectors, and nothing more but what grows by doubling.
            #expect(counts[1] - counts[0] < (kind.isInverted ? 60 : 20), "\(counts)")
        }
    }
#endif

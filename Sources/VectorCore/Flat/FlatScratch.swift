/// What one search of a flat index needs beside the rows; reused, so that a search allocates nothing but its results.
struct FlatScratch: ~Copyable {
    /// The query, as rows are.
    var vector: QueryVector
    /// The query to codes, and to what is kept where that is codes too.
    var query = CodeQuery()
    var keptQuery = CodeQuery()
    var screen = EstimateScreen()
    /// Distances of a block of rows.
    var batch = SlotBatch(capacity: 256)

    init(dimension: Int) { vector = QueryVector(dimension: dimension) }
}

/// The scratch of as many searches as have run at once.
final class FlatScratchPool: Sendable {
    /// Used by nobody but whoever took it.
    private final class Place: @unchecked Sendable {
        var scratch: FlatScratch
        init(dimension: Int) { scratch = FlatScratch(dimension: dimension) }
    }

    private let dimension: Int
    // A lock that the thread sanitizer knows, as it does not know the standard library's.
    private let free = ReadWriteLock<[Place]>([])

    init(dimension: Int) { self.dimension = dimension }

    func lend<Result>(_ body: (inout FlatScratch) -> Result) -> Result {
        let place = free.write { $0.popLast() } ?? Place(dimension: dimension)
        defer { free.write { $0.append(place) } }
        return body(&place.scratch)
    }
}

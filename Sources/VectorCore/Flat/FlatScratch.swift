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

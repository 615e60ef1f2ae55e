/// What a search of an inverted file needs beside its state; reused, so that it allocates nothing but its results.
struct IVFScratch: ~Copyable {
    /// The query's distances to all centroids, and the lists by these.
    var coarse = ScratchBuffer<Float>()
    var lists = CandidateList()
    /// The query as the rotation turns it, its products with all entries, and these as bytes.
    var turned = ScratchBuffer<Float>()
    var products = ScratchBuffer<Float>()
    var table = ScratchBuffer<UInt8>()
    /// What a scan adds to a list's distance, and what it multiplies its sums by.
    var base: Float = 0
    var step: Float = 0
    /// What one call of a scan has found.
    var positions = ScratchBuffer<UInt32>()
    var estimates = ScratchBuffer<Float>()
    var reservoir = CandidateReservoir()
    var nearest = CandidateList()
    var batch = SlotBatch(capacity: 256)
    var query = CodeQuery()
    /// Memory for a vector in the shape of a stored row; nil while it is in use.
    var vector: QueryVector?
    /// Queries that are searched together.
    var seats: [QuerySeat] = []
    var visits = ListVisits()

    /// What the query's estimates are made from, until its tables are filled anew.
    var terms: EstimateTerms {
        unsafe EstimateTerms(table: table.address, products: products.address, base: base, step: step)
    }

    /// Lends a checked vector in the shape of a stored row.
    mutating func prepared<Result>(
        _ vector: ArraySlice<Float>, dimension: Int, metric: Metric,
        _ body: (borrowing QueryVector, inout IVFScratch) -> Result
    ) -> Result {
        var query = self.vector.take() ?? QueryVector(dimension: dimension)
        query.replace(with: vector, metric: metric)
        let result = body(query, &self)
        self.vector = consume query
        return result
    }
}

/// What a scan makes estimates from: pointers into the scratch of the query.
@safe
struct EstimateTerms {
    /// With codes of four bits: (paddedParts, 16).
    let table: UnsafePointer<UInt8>
    /// With codes of eight bits: (paddedParts, 256).
    let products: UnsafePointer<Float>?
    let base: Float
    let step: Float
}

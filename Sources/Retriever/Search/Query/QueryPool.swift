/// What a query has found in one snapshot of the index, before it is put into its final order.
struct QueryPool {
    /// The commit.
    let epoch: Int64
    /// What each list of the plan has brought; none for a query without questions.
    var lists: [Fusion.List] = []
    /// How each was found, where that is explained and it is one by vector.
    var vectorPlans: [QueryExplanation.VectorPlan?] = []
    /// Best first; for a query without questions, the rows of the page and one more where there is one.
    var ranked: [Fusion.Candidate] = []
    /// How many hits come before the first of `ranked`.
    var offset = 0
    /// Before the threshold.
    var found = 0
    var aboveThreshold = 0
    /// Of `ranked`, for the steps that look at values or at vectors.
    var values = CandidateValues()
    var vectors: [Int64: [Float]] = [:]
    var facets: [FacetResult] = []
    var filter: QueryExplanation.FilterPlan?
    var warnings: [QueryWarning] = []
    var clock: StageClock
}

/// The values of some rows in some columns.
struct CandidateValues {
    private var rows: [Int64: Row]

    init(_ rows: [Int64: Row] = [:]) {
        self.rows = rows
    }

    /// Null for a row or a column that was not read.
    subscript(id: Int64, column: String) -> Value {
        rows[id]?[column] ?? .null
    }
}

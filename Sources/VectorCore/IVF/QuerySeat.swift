/// What is kept of a query while it is searched for together with others.
@safe
final class QuerySeat {
    var vector: QueryVector
    /// Its nearest lists.
    private(set) var lists = CandidateList()
    private var table = ScratchBuffer<UInt8>()
    private var base: Float = 0
    private var step: Float = 0
    /// The best of those lists that were looked through.
    var reservoir = CandidateReservoir()

    init(dimension: Int) { vector = QueryVector(dimension: dimension) }

    /// What its estimates are made from, while it keeps them.
    var terms: EstimateTerms {
        unsafe EstimateTerms(table: table.address, products: nil, base: base, step: step)
    }

    /// Takes what was prepared and found from the scratch, or gives it back, for what it had itself.
    func exchange(with scratch: inout IVFScratch) {
        swap(&lists, &scratch.lists)
        swap(&table, &scratch.table)
        swap(&base, &scratch.base)
        swap(&step, &scratch.step)
        swap(&reservoir, &scratch.reservoir)
    }
}

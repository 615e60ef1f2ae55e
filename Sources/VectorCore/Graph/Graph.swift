import Synchronization

/// A hierarchical navigable small world: vectors in slots, each linked to near ones on its layers.
///
/// Every slot is on the bottom layer; 1/m of them reach the next layer, and so on. A search descends greedily through
/// the upper layers and then spreads over the bottom one. A slot keeps its level for good: levels are drawn without a
/// look at the vectors, so the next vector in the slot has a level as random as a new one.
///
/// This is the memory that searches read while one ``GraphWriter`` changes it; Docs/Design/concurrency.md says why they
/// need no lock.
///
/// - Source: Malkov & Yashunin 2018, arXiv:1603.09320.
@safe
final class Graph: @unchecked Sendable {
    let parameters: HNSWParameters
    let vectors: VectorStore
    /// (slots, 2m) links of the bottom layer.
    let bottom: SegmentedRows<UInt32>
    /// (sum of the levels, m) links of the upper layers; a slot's rows follow one another from layer 1 up.
    let upper: SegmentedRows<UInt32>
    /// (slots, 1) a slot's first row of `upper` and, in the lowest byte, its level.
    let towers: SegmentedRows<UInt64>
    let recordRows: SegmentedRows<UInt64>
    let records: SlotRecords
    let readers: Readers
    let filters = FilterCache()
    let budget: MemoryBudget?
    /// What ``SearchOptions/scanFactor`` is where a search does not say.
    let defaultScanFactor: Atomic<Int>
    /// Set once, before the graph is searched, where it is mapped from a file that is checked lazily.
    private(set) var checks: GraphChecks?
    private let current: Atomic<UnsafeMutablePointer<Snapshot>>

    init(
        dimension: Int, metric: Metric, parameters: HNSWParameters, storage: VectorStorage, codesFrom: Int = 1024,
        kernels: Kernels, budget: MemoryBudget? = nil
    ) throws(VectorIndexError) {
        guard let ids = IDTable(capacity: IDTable.capacity(for: 0), budget: budget) else {
            throw VectorIndexError(.outOfMemory, "no memory for an empty graph")
        }
        defaultScanFactor = Atomic(Self.scanFactor(dimension: dimension))
        self.parameters = parameters
        self.budget = budget
        vectors = VectorStore(
            dimension: dimension, metric: metric, storage: storage, enough: codesFrom, seed: parameters.seed,
            kernels: kernels,
            budget: budget)
        bottom = SegmentedRows(width: Self.bottomWidth(parameters), budget: budget)
        upper = SegmentedRows(width: parameters.m, budget: budget)
        towers = SegmentedRows(width: 1, budget: budget)
        recordRows = SegmentedRows(width: SlotRecords.words, budget: budget)
        records = SlotRecords(recordRows)
        readers = Readers(links: max(Self.bottomWidth(parameters), parameters.m))
        // SAFETY: the snapshot goes with this object, or when another is in its place and no search reads it.
        let snapshot = UnsafeMutablePointer<Snapshot>.allocate(capacity: 1)
        unsafe snapshot.initialize(to: Snapshot(ids: ids))
        unsafe current = Atomic(snapshot)
    }

    /// Lets searches check a file as they touch it.
    func check(by checks: GraphChecks) { self.checks = checks }

    deinit {
        let snapshot = unsafe current.load(ordering: .acquiring)
        unsafe snapshot.pointee.ids.deallocate()
        unsafe snapshot.deallocate()
    }

    /// Where a scan takes up to 1.8 times as long as the walk that it spares: on 5,000 SIFT vectors of 128 components both take
    /// the same at a factor of 42, on 2,000 and 5,000 sentence embeddings of 384 at 18 and 23.
    static func scanFactor(dimension: Int) -> Int { min(max(10_240 / dimension, 4), 128) }

    /// Whole cache lines of 16 links.
    static func bottomWidth(_ parameters: HNSWParameters) -> Int { (2 * parameters.m + 15) / 16 * 16 }

    /// Runs a search over what is committed now.
    @inline(__always)
    func search<Result, Failure: Error>(
        _ body: (Snapshot, inout SearchScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try readers.search { (scratch) throws(Failure) in
            // SAFETY: the search has announced itself before it reads the address, so the snapshot stays.
            try body(unsafe current.load(ordering: .sequentiallyConsistent).pointee, &scratch)
        }
    }

    /// Lets searches that begin now see another snapshot; the former one may be freed when those before have ended.
    @unsafe
    func commit(_ snapshot: Snapshot) -> UnsafeMutablePointer<Snapshot> {
        let next = UnsafeMutablePointer<Snapshot>.allocate(capacity: 1)
        unsafe next.initialize(to: snapshot)
        return unsafe current.exchange(next, ordering: .sequentiallyConsistent)
    }

    @inline(__always)
    func level(_ slot: UInt32) -> Int {
        // SAFETY: slots are below the slot count; a tower is written before its slot is known to others.
        unsafe Int(towers[Int(slot)].pointee & 0xFF)
    }

    @inline(__always)
    func links(_ slot: UInt32, _ layer: Int) -> LinkList {
        // SAFETY: slots are below the slot count, and a slot has `level` rows of upper links.
        if layer == 0 { return unsafe LinkList(first: bottom[Int(slot)], width: 2 * parameters.m) }
        let start = unsafe Int(towers[Int(slot)].pointee >> 8)
        return unsafe LinkList(first: upper[start + layer - 1], width: parameters.m)
    }

    func clearLinks(_ slot: UInt32) {
        for layer in 0...level(slot) { links(slot, layer).removeAll() }
        // SAFETY: the rest of the row, up to a whole cache line, is kept at none too.
        unsafe LinkList(first: bottom[Int(slot)], width: bottom.width).removeAll()
    }
}

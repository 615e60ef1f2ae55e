import GRDB
import VectorCore

/// The vectors of an index in memory.
///
/// The large part is of the definition's kind; what came since its making is an exact index of its own, so that taking
/// up a change costs a copy and not a graph's insertion. Both change in place: searches wait meanwhile.
struct VectorPart: IndexPart {
    let layout: IndexLayout
    private let maker: VectorIndexMaker
    private(set) var main: any VectorIndex
    private(set) var recent: FlatIndex
    var epoch: Int64 = 0
    var isFromFile = false
    /// The largest id taken up so far.
    private var lastID: Int64 = 0
    /// The largest id in `main`.
    private(set) var mainLastID: Int64 = 0
    /// Additions to `main` and removals since it was saved.
    var unsaved = 0
    /// How many vectors `main` was made of, from which inverted files have their lists.
    private(set) var madeOf = 0
    /// For how many vectors the search of `main` was tuned; 0 if it was not.
    var tunedFor = 0

    init(_ maker: VectorIndexMaker, _ layout: IndexLayout) throws {
        self.maker = maker
        self.layout = layout
        main = try maker.empty()
        recent = try maker.exact()
    }

    init(_ maker: VectorIndexMaker, _ layout: IndexLayout, saved: SavedPart<any VectorIndex>) throws {
        try self.init(maker, layout)
        main = saved.index
        epoch = saved.epoch
        isFromFile = true
        lastID = saved.lastID
        mainLastID = saved.lastID
        madeOf = saved.index.count
        tunedFor = saved.index.metadata[IndexFiles.tunedFor].flatMap { Int($0) } ?? 0
    }

    var count: Int { main.count + recent.count }

    static func count(in state: IndexCatalog.State) -> Int { state.vectors }

    func search(_ query: [Float], k: Int, filter: VectorFilter?) throws -> [Neighbor] {
        let options = SearchOptions(filter: filter)
        // A vector moves from the recent part to the main one by being added there first: searching in this order
        // never misses it, and may see it twice.
        let recent = recent.count == 0 ? [] : try recent.search(query, k: k, options: options)
        return Self.merged(recent, try main.search(query, k: k, options: options), k)
    }

    /// As ``search(_:k:filter:)``, and says how.
    func explainedSearch(
        _ query: [Float], k: Int, filter: VectorFilter?
    ) throws -> (near: [Neighbor], plan: QueryExplanation.VectorPlan) {
        guard let graph = main as? HNSWIndex else {
            let way: QueryExplanation.VectorPlan.Way = main.count == 0 ? .nothing : main is FlatIndex ? .scan : .lists
            return (try search(query, k: k, filter: filter), .init(way: way, recent: recent.count))
        }
        let options = SearchOptions(filter: filter)
        let recent = recent.count == 0 ? [] : try recent.search(query, k: k, options: options)
        let told = try graph.explain(query, k: k, options: options)
        let way: QueryExplanation.VectorPlan.Way =
            switch told.plan {
            case .graph: .graph
            case .scan: .scan
            case .graphThenScan: .graphThenScan
            case .nothing: .nothing
            }
        return (
            Self.merged(recent, told.neighbors, k),
            .init(
                way: way, walked: told.walkedDistances, reranked: told.rerankedDistances,
                scanned: told.scannedDistances, recent: self.recent.count)
        )
    }

    private static func merged(_ recent: [Neighbor], _ main: [Neighbor], _ k: Int) -> [Neighbor] {
        if recent.isEmpty { return main }
        var seen: Set<Int64> = []
        return Array(
            (recent + main).sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
                .filter { seen.insert($0.id).inserted }.prefix(k))
    }

    // MARK: - Following the rows

    mutating func remove(_ ids: [Int64]) {
        if ids.isEmpty { return }
        recent.remove(ids)
        main.remove(ids)
        // Those of the recent part too: what the rows remember of them is forgotten with the next save.
        unsaved += ids.count
    }

    mutating func addRows(from database: Database) throws {
        let reader = VectorReader(database: database, layout: layout, dimension: maker.dimension)
        while let batch = try reader.batch(after: lastID, size: 4_096) {
            try recent.add(batch.vectors, ids: batch.ids)
            lastID = batch.lastID
        }
    }

    mutating func forget() throws { self = try VectorPart(maker, layout) }

    // MARK: - Between the parts

    /// Notes what was moved from the recent part to the main one.
    mutating func noteMoved(_ ids: [Int64]) {
        mainLastID = max(mainLastID, ids.last ?? 0)
        unsaved += ids.count
    }

    /// - Parameter main: The same vectors.
    mutating func replace(main: any VectorIndex) { self.main = main }

    /// - Parameter main: All vectors.
    mutating func replace(main: any VectorIndex, recent: FlatIndex, tunedFor: Int) {
        self.main = main
        self.recent = recent
        mainLastID = lastID
        unsaved += main.count
        madeOf = main.count
        self.tunedFor = tunedFor
    }
}

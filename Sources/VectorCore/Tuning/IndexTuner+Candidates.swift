extension IndexTuner {
    /// Kinds that may reach the goal: what is far beyond the budget is not built at all.
    func standardCandidates(dimension: Int) -> [IndexConfiguration] {
        let walk = VectorStorage.recommended(dimension: dimension).walk
        let graph = HNSWParameters(seed: seed)
        let lists = IVFParameters(seed: seed)
        var all: [IndexConfiguration] = [.flat(.float32)]
        if walk != .float32 {
            all.append(.flat(VectorStorage(walk: .rabitq1, keep: .float32)))
            for keep: VectorCode in [.float32, .bfloat16, .rabitq8] {
                all.append(.hnsw(graph, VectorStorage(walk: walk, keep: keep)))
            }
            all.append(.hnsw(graph, VectorStorage(walk: .rabitq8)))
            all.append(.hnsw(graph, VectorStorage(walk: .rabitq4)))
        } else {
            all.append(.hnsw(graph, .float32))
        }
        all.append(.ivfFlat(lists))
        for keep: VectorCode in [.float32, .bfloat16, .rabitq8] {
            all.append(.ivfPQ(lists, PQParameters(), keep: keep))
        }
        guard let most = goal.bytesPerVector else { return all }
        all.append(.flat(VectorStorage(walk: .rabitq8)))
        all.append(.flat(VectorStorage(walk: .rabitq4)))
        all.append(.ivfPQ(lists, PQParameters(), keep: nil))
        return all.filter { $0.estimatedBytes(dimension: dimension) * 4 / 5 <= most }
    }
}

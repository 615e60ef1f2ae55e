import Synchronization

/// The vectors of an index, in the codes that its ``VectorStorage`` names.
///
/// Codes to walk over, or to scan, are made when the index first holds ``enough`` vectors, on whose mean they are centred; an
/// index of fewer is searched by what is kept.
@safe
final class VectorStore: @unchecked Sendable {
    let dimension: Int
    let metric: Metric
    let storage: VectorStorage
    /// What the vectors are kept in.
    let kept: VectorRowsOfAnyCode
    /// What is walked over, where that is another code.
    let walked: VectorRowsOfAnyCode?
    let kernels: Kernels
    /// Whether every slot has its code to walk over.
    let hasCodes = Atomic(false)
    /// Codes that a large batch is linked by, where those that stay are longer or too short. Of the change that makes them.
    private var temporary: RaBitQRows?

    /// How many vectors tell where their middle is.
    let enough: Int

    init(
        dimension: Int, metric: Metric, storage: VectorStorage, enough: Int = 1024, seed: UInt64 = 0, kernels: Kernels,
        budget: MemoryBudget? = nil
    ) {
        func rows(_ code: VectorCode, isWalked: Bool) -> VectorRowsOfAnyCode {
            switch code {
            case .float32:
                .float32(VectorRows(dimension: dimension, metric: metric, kernels: kernels, budget: budget))
            case .bfloat16:
                .bfloat16(
                    BFloat16Rows(
                        dimension: dimension, metric: metric, isWalked: isWalked, kernels: kernels, budget: budget))
            case .rabitq1, .rabitq2, .rabitq4, .rabitq8:
                .rabitq(
                    RaBitQRows(
                        dimension: dimension, bits: code.bits ?? .eight, metric: metric, isWalked: isWalked, seed: seed,
                        kernels: kernels, budget: budget))
            }
        }
        self.dimension = dimension
        self.metric = metric
        self.storage = storage
        self.enough = enough
        self.kernels = kernels
        kept = rows(storage.keep, isWalked: storage.walk == storage.keep)
        walked = storage.walk == storage.keep ? nil : rows(storage.walk, isWalked: true)
    }

    func reserve(_ slots: Int) throws(VectorIndexError) {
        try kept.reserve(slots)
        try walked?.reserve(slots)
    }

    func bytes(slots: Int) -> Int { kept.bytes(slots) + (walked?.bytes(slots) ?? 0) }

    /// The vector in a slot, as exactly as it is kept.
    subscript(slot: Int) -> [Float] { kept[slot] }

    /// Stores a checked vector.
    func set(_ slot: Int, to vector: ArraySlice<Float>, scratch: inout SearchScratch) {
        var prepared = scratch.vector.take() ?? QueryVector(dimension: dimension)
        prepared.replace(with: vector, metric: metric)
        kept.set(slot, to: prepared, using: &scratch.query)
        if hasCodes.load(ordering: .relaxed) { walked?.set(slot, to: prepared, using: &scratch.query) }
        unsafe temporary?.set(slot, to: UnsafePointer(prepared.address), using: &scratch.query)
        scratch.vector = consume prepared
    }

    /// Moves what one slot holds to another.
    func copy(_ source: Int, to target: Int) {
        kept.copy(source, to: target)
        if hasCodes.load(ordering: .relaxed) { walked?.copy(source, to: target) }
    }

    // MARK: - Walking

    /// What a search walks over.
    @inline(__always)
    var searched: VectorRowsOfAnyCode {
        guard let walked, hasCodes.load(ordering: .acquiring) else { return kept }
        return walked
    }

    /// Whether what a search finds is estimated only.
    @inline(__always)
    var isWalkedByCodes: Bool { walked != nil && hasCodes.load(ordering: .acquiring) }

    /// What new links are found and chosen by: of all the codes that there are, the shortest of four bits or more. These serve
    /// as well as floats, fewer do not (`Docs/Design/codes.md`).
    @inline(__always)
    var linked: VectorRowsOfAnyCode {
        if let temporary { return .rabitq(temporary) }
        guard let walked, storage.walk.precision >= 4, hasCodes.load(ordering: .relaxed) else { return kept }
        return walked
    }

    /// What a slot is looked for by when it is linked: from the vector where that is kept, for it says more than its code.
    func walkScorer(of slot: UInt32, using query: inout CodeQuery) -> CodeScorer {
        if case .rabitq(let codes) = linked, case .float32(let vectors) = kept {
            return .rabitq(unsafe codes.scorer(for: vectors.address(Int(slot)), using: &query))
        }
        return linked.scorer(of: slot, using: &query)
    }

    // MARK: - Calibrating

    /// Whether codes are to be centred before so many slots are in use: those that vectors are kept in, with the first.
    func isCalibrationDue(slots: Int) -> Bool {
        if kept.needsCenter { return true }
        return walked != nil && !hasCodes.load(ordering: .relaxed) && slots >= enough
    }

    /// Centres codes on the mean of vectors, and makes the codes of the slots that are there.
    ///
    /// - Parameters:
    ///   - sample: Vectors to be added, of which the mean is taken with those that are there.
    ///   - slots: Slots in use.
    func calibrate(with sample: Matrix, slots: Int, scratch: inout SearchScratch) {
        let center = center(of: sample, slots: slots)
        calibrate(center: center)
        for slot in 0..<slots { walked?.set(slot, to: QueryVector(prepared: kept[slot]), using: &scratch.query) }
        hasCodes.store(walked != nil, ordering: .releasing)
    }

    /// The mean of vectors to be added and of those that are there, or zero where it is of no use.
    private func center(of sample: Matrix, slots: Int) -> [Float] {
        var sum = [Double](repeating: 0, count: dimension)
        var count = 0.0
        func add(_ vector: [Float]) {
            for index in 0..<dimension { sum[index] += Double(vector[index]) }
            count += 1
        }
        // Evenly taken ones of a large set tell as much as all.
        for slot in stride(from: 0, to: slots, by: max(slots / 8192, 1)) { add(kept[slot]) }
        for row in stride(from: 0, to: sample.rows, by: max(sample.rows / 8192, 1)) {
            let prepared = QueryVector(sample[row: row], dimension: dimension, metric: metric)
            add(prepared.components(dimension))
        }
        let center = sum.map { Float($0 / max(count, 1)) }
        // Vectors so long that their sum overflows have no middle that would help.
        return center.reduce(0) { $0 + $1 * $1 }.isFinite ? center : [Float](repeating: 0, count: dimension)
    }

    /// Takes over centres from a file.
    func calibrate(center: [Float]) {
        if kept.needsCenter { kept.calibrate(center: center) }
        walked?.calibrate(center: center)
    }

    // MARK: - Linking many

    /// Makes codes of four bits to link a batch by, if that is worth it: linking 100,000 sentence embeddings over floats took
    /// 62 CPU seconds, over codes 20, their making included.
    ///
    /// - Returns: Whether there are such now; ``endLinkingMany()`` gives them back.
    func beginLinkingMany(_ batch: Matrix, slots: Int, seed: UInt64, scratch: inout SearchScratch) -> Bool {
        let isShort = (4...8).contains(linked.code.precision)
        guard !isShort, dimension >= 64, slots + batch.rows >= enough, batch.rows * 8 >= slots else { return false }
        let codes = RaBitQRows(
            dimension: dimension, bits: .four, metric: metric, isWalked: true, seed: seed, kernels: kernels, budget: nil
        )
        // Without the memory it goes on over what is kept.
        guard (try? codes.rows.reserve(slots + batch.rows)) != nil else { return false }
        codes.calibrate(center: center(of: batch, slots: slots))
        for slot in 0..<slots {
            let vector = QueryVector(prepared: kept[slot])
            unsafe codes.set(slot, to: UnsafePointer(vector.address), using: &scratch.query)
        }
        temporary = codes
        return true
    }

    func endLinkingMany() { temporary = nil }
}

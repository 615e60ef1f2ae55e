/// Rows of vectors in one of the codes.
enum VectorRowsOfAnyCode: Sendable {
    case float32(VectorRows)
    case bfloat16(BFloat16Rows)
    case rabitq(RaBitQRows)

    var code: VectorCode {
        switch self {
        case .float32: .float32
        case .bfloat16: .bfloat16
        case .rabitq(let rows): rows.bits.code
        }
    }

    func reserve(_ slots: Int) throws(VectorIndexError) {
        switch self {
        case .float32(let rows): try rows.reserve(slots)
        case .bfloat16(let rows): try rows.rows.reserve(slots)
        case .rabitq(let rows): try rows.rows.reserve(slots)
        }
    }

    func bytes(_ slots: Int) -> Int {
        switch self {
        case .float32(let rows): rows.bytes(rows: slots)
        case .bfloat16(let rows): rows.rows.bytes(rows: slots)
        case .rabitq(let rows): rows.rows.bytes(rows: slots)
        }
    }

    subscript(slot: Int) -> [Float] {
        switch self {
        case .float32(let rows): rows[slot]
        case .bfloat16(let rows): rows[slot]
        case .rabitq(let rows): rows[slot]
        }
    }

    /// Stores a prepared vector.
    func set(_ slot: Int, to vector: borrowing QueryVector, using query: inout CodeQuery) {
        switch self {
        case .float32(let rows): rows.set(slot, to: vector)
        case .bfloat16(let rows): rows.set(slot, to: vector)
        case .rabitq(let rows): unsafe rows.set(slot, to: UnsafePointer(vector.address), using: &query)
        }
    }

    /// Moves what one slot holds to another.
    func copy(_ source: Int, to target: Int) {
        switch self {
        case .float32(let rows): rows.rows.copy(source, to: target)
        case .bfloat16(let rows): rows.rows.copy(source, to: target)
        case .rabitq(let rows): rows.rows.copy(source, to: target)
        }
    }

    /// The rows that follow `row` in its segment, itself included, but none from `end` on.
    func run(from row: Int, to end: Int) -> Int {
        switch self {
        case .float32(let rows): rows.rows.run(from: row, to: end)
        case .bfloat16(let rows): rows.rows.run(from: row, to: end)
        case .rabitq(let rows): rows.rows.run(from: row, to: end)
        }
    }

    // MARK: - Codes

    /// Whether a centre must be chosen before the first row.
    var needsCenter: Bool {
        if case .rabitq(let rows) = self { return !rows.isCalibrated }
        return false
    }

    func calibrate(center: [Float]) {
        if case .rabitq(let rows) = self { rows.calibrate(center: center) }
    }

    // MARK: - Measuring

    /// Distances from a prepared vector, which must live as long as the scorer.
    func scorer(for vector: borrowing QueryVector, using query: inout CodeQuery) -> CodeScorer {
        switch self {
        case .float32(let rows): .float32(Float32Scorer(vector, rows))
        case .bfloat16(let rows): .bfloat16(BFloat16Scorer(vector, rows))
        case .rabitq(let rows): .rabitq(unsafe rows.scorer(for: UnsafePointer(vector.address), using: &query))
        }
    }

    /// Distances from a stored vector.
    func scorer(of slot: UInt32, using query: inout CodeQuery) -> CodeScorer {
        switch self {
        case .float32(let rows): .float32(Float32Scorer(slot, rows))
        case .bfloat16(let rows): .bfloat16(BFloat16Scorer(slot, rows, &query))
        case .rabitq(let rows): .rabitq(rows.scorer(of: slot, using: &query))
        }
    }
}

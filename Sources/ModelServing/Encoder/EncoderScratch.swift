/// The blocks that one forward pass writes; kept and reused, and grown when a batch needs more.
final class EncoderScratch {
    /// Rows that the blocks have room for.
    private var rows = 0
    private(set) var hidden: FloatBlock
    private(set) var attention: FloatBlock
    private(set) var context: FloatBlock
    private(set) var expanded: FloatBlock
    private(set) var scores: FloatBlock

    init() {
        hidden = FloatBlock(count: 0)
        attention = FloatBlock(count: 0)
        context = FloatBlock(count: 0)
        expanded = FloatBlock(count: 0)
        scores = FloatBlock(count: 0)
    }

    /// Makes room for `rows` tokens, none of whose sequences is longer than `longest`.
    func prepare(rows: Int, longest: Int, _ configuration: EncoderConfiguration) {
        if rows > self.rows {
            self.rows = rows
            hidden = FloatBlock(count: rows * configuration.hidden)
            attention = FloatBlock(count: rows * configuration.hidden * 3)
            context = FloatBlock(count: rows * configuration.hidden)
            expanded = FloatBlock(count: rows * max(configuration.intermediate, configuration.hidden))
        }
        if longest * longest > scores.count { scores = FloatBlock(count: longest * longest) }
    }
}

/// Floats in memory of their own, on a cache line's boundary.
final class FloatBlock: @unchecked Sendable {
    let count: Int
    let start: UnsafeMutablePointer<Float>

    init(count: Int) {
        self.count = count
        // SAFETY: room for `count` floats and no less than one line; freed in `deinit` alone.
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count * 4, 64), alignment: 64)
        start = raw.bindMemory(to: Float.self, capacity: max(count, 16))
        start.initialize(repeating: 0, count: max(count, 16))
    }

    deinit {
        UnsafeMutableRawPointer(start).deallocate()
    }
}

import CEncoderKernels

/// The blocks that one forward pass writes; kept and reused, and grown when a batch needs more.
final class EncoderScratch {
    /// Rows that the blocks have room for.
    private var rows = 0
    private(set) var hidden: FloatBlock
    private(set) var attention: FloatBlock
    private(set) var context: FloatBlock
    private(set) var expanded: FloatBlock
    private(set) var scores: FloatBlock
    /// Of bfloat16, for encoders that compute in it.
    private(set) var narrow = HalfBlocks()
    /// Of bytes, for encoders that compute in them.
    private(set) var bytes = ByteRows(rows: 0, columns: 0)

    init() {
        hidden = FloatBlock(count: 0)
        attention = FloatBlock(count: 0)
        context = FloatBlock(count: 0)
        expanded = FloatBlock(count: 0)
        scores = FloatBlock(count: 0)
    }

    /// Makes room for the pass of a batch.
    func prepare(_ pass: EncoderPass, _ encoder: BERTEncoder) {
        let configuration = encoder.configuration
        let rows = pass.rows
        if rows > self.rows {
            self.rows = rows
            hidden = FloatBlock(count: rows * configuration.hidden)
            attention = FloatBlock(count: rows * configuration.hidden * 3)
            context = FloatBlock(count: rows * configuration.hidden)
            expanded = FloatBlock(count: rows * max(configuration.intermediate, configuration.hidden))
        }
        prepareScores(pass, encoder)
    }

    /// What attention in float32 works with, each thread of a team by itself.
    private func prepareScores(_ pass: EncoderPass, _ encoder: BERTEncoder) {
        let count = encoder.scoreCount(pass) * pass.team.size
        if count > scores.count { scores = FloatBlock(count: count) }
    }

    /// Makes room for a pass in bfloat16 or in bytes, of which the floats take less where attention is in bfloat16 too.
    func prepareNarrow(_ pass: EncoderPass, _ encoder: BERTEncoder) {
        let configuration = encoder.configuration
        let rows = pass.rows
        if rows > self.rows {
            self.rows = rows
            // Products write whole sixteens of rows.
            let room = rows + 15
            hidden = FloatBlock(count: room * configuration.hidden)
            attention = FloatBlock(count: room * configuration.hidden * (encoder.hasNarrowAttention ? 1 : 3))
            context = FloatBlock(count: encoder.hasNarrowAttention ? 0 : room * configuration.hidden)
        }
        if !encoder.hasNarrowAttention { prepareScores(pass, encoder) }
        narrow.prepare(pass, encoder)
    }

    /// Makes room for the bytes of a pass in them.
    func prepareBytes(rows: Int, _ configuration: EncoderConfiguration) {
        let columns = max(configuration.hidden, configuration.intermediate)
        if rows * Int8Layer.stride(columns) > bytes.bytes.count { bytes = ByteRows(rows: rows, columns: columns) }
    }
}

/// The blocks of bfloat16 of a forward pass.
struct HalfBlocks {
    private var rows = 0
    /// What a sublayer reads, (rows, hidden).
    private(set) var input = MemoryBlock<UInt16>(count: 0)
    /// Query, key and value, (rows, 3 · hidden).
    private(set) var attention = MemoryBlock<UInt16>(count: 0)
    /// (rows, hidden)
    private(set) var context = MemoryBlock<UInt16>(count: 0)
    /// (rows, intermediate)
    private(set) var expanded = MemoryBlock<UInt16>(count: 0)
    /// What attention works with, each thread of a team by itself.
    private(set) var work = MemoryBlock<UInt16>(count: 0)

    mutating func prepare(_ pass: EncoderPass, _ encoder: BERTEncoder) {
        let configuration = encoder.configuration
        // Products take whole sixteens of rows; attention begins anywhere and takes whole blocks of 32.
        let room = (pass.rows + 15) / 16 * 16 + 32
        if room > self.rows {
            self.rows = room
            input = MemoryBlock(count: room * BFloat16Layer.stride(configuration.hidden))
            attention = MemoryBlock(count: room * BFloat16Layer.stride(3 * configuration.hidden))
            context = MemoryBlock(count: room * BFloat16Layer.stride(configuration.hidden))
            expanded = MemoryBlock(count: room * BFloat16Layer.stride(configuration.intermediate))
        }
        let count = encoder.narrowWorkCount(pass) * pass.team.size
        if count > work.count { work = MemoryBlock(count: count) }
    }
}

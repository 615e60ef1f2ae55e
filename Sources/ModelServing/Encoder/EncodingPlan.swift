/// The sequences of one call, cut into batches of about equal work.
///
/// They are sorted by length, so that a batch is either many short ones or few long ones. The cut depends on the sequences
/// and the limits alone, never on the number of threads: the same call gives the same bits on any number.
struct EncodingPlan: Sendable {
    struct Batch: Sendable {
        var sequences: [EncoderInput]
        /// The place of each sequence in the call.
        var rows: [Int]
    }

    let batches: [Batch]
    let count: Int

    /// - Parameters:
    ///   - batchTokens: A batch is closed before it has more tokens, except that one sequence may have more by itself.
    ///   - batchSize: The most sequences in a batch.
    init(_ sequences: [EncoderInput], batchTokens: Int, batchSize: Int) {
        // Longest first, so that no thread starts on a long batch when the others are done.
        let order = sequences.indices.sorted { (sequences[$0].count, $1) > (sequences[$1].count, $0) }
        var batches: [Batch] = []
        var tokens = 0
        for row in order {
            let sequence = sequences[row]
            if batches.isEmpty || tokens + sequence.count > batchTokens
                || batches[batches.count - 1].rows.count >= batchSize
            {
                batches.append(Batch(sequences: [], rows: []))
                tokens = 0
            }
            batches[batches.count - 1].sequences.append(sequence)
            batches[batches.count - 1].rows.append(row)
            tokens += sequence.count
        }
        self.batches = batches
        count = sequences.count
    }
}

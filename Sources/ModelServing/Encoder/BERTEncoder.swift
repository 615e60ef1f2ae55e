import CEncoderKernels
import VectorCore

/// The forward pass of a BERT encoder over a batch without padding.
///
/// The tokens of all sequences lie one after another in one block, so that the linear layers, where nearly all the time
/// goes, are one product each over all of them; attention alone goes sequence by sequence and head by head.
struct BERTEncoder: Sendable {
    let configuration: EncoderConfiguration
    let weights: BERTWeights

    /// Writes one vector for each sequence.
    ///
    /// Shape: `output` has (sequences.count, hidden) rows; sequence `i` goes to row `rows[i]`.
    func encode(
        _ sequences: [[Int32]], rows: [Int], into output: FloatBlock, scratch: EncoderScratch
    ) {
        let lengths = sequences.map(\.count)
        run(sequences, lengths, scratch)
        var first = scratch.hidden.start
        for (length, row) in zip(lengths, rows) {
            pool(first, length: length, into: output.start + row * configuration.hidden)
            first += length * configuration.hidden
        }
    }

    /// The vectors of one sequence's tokens, before they are pooled.
    ///
    /// Shape: (sequence.count, hidden), row-major.
    func tokenVectors(of sequence: [Int32], scratch: EncoderScratch) -> [Float] {
        run([sequence], [sequence.count], scratch)
        return Array(
            UnsafeBufferPointer(start: scratch.hidden.start, count: sequence.count * configuration.hidden))
    }

    /// Leaves the tokens' vectors in `scratch.hidden`, those of one sequence behind the other's.
    private func run(_ sequences: [[Int32]], _ lengths: [Int], _ scratch: EncoderScratch) {
        let count = lengths.reduce(0, +)
        let longest = lengths.max() ?? 0
        switch weights.layers {
        case .float32(let layers):
            scratch.prepare(rows: count, longest: longest, configuration)
            embed(sequences, into: scratch.hidden.start)
            run(layers, lengths, scratch)
        case .bfloat16(let layers):
            scratch.prepareNarrow(rows: count, longest: longest, self)
            embed(sequences, into: scratch.hidden.start)
            run(layers, lengths, scratch)
        case .int8(let layers):
            scratch.prepareNarrow(rows: count, longest: longest, self)
            scratch.prepareBytes(rows: count, configuration)
            embed(sequences, into: scratch.hidden.start)
            run(layers, lengths, scratch)
        }
    }

    /// Takes the scratch's `hidden` through all layers.
    private func run(_ layers: [BERTWeights.Layer<FloatLayer>], _ lengths: [Int], _ scratch: EncoderScratch) {
        let count = lengths.reduce(0, +)
        let x = scratch.hidden.start
        for layer in layers {
            layer.attention.apply(x, rows: count, into: scratch.attention.start)
            attend(lengths, scratch)
            // The expanded block serves as the place of both sublayers' results.
            let y = scratch.expanded.start
            layer.attentionOutput.apply(scratch.context.start, rows: count, into: y)
            layer.attentionNorm.apply(x, adding: y, rows: count)
            layer.expansion.apply(x, rows: count, into: y)
            tessera_encoder_gelu(y, nil, count, configuration.intermediate)
            layer.contraction.apply(y, rows: count, into: scratch.context.start)
            layer.outputNorm.apply(x, adding: scratch.context.start, rows: count)
        }
    }

    /// x = norm(word + position + type); ids lie in the vocabulary, which loading has checked.
    func embed(_ sequences: [[Int32]], into x: UnsafeMutablePointer<Float>) {
        let hidden = configuration.hidden
        weights.words.withUnsafeBufferPointer { words in
            weights.positions.withUnsafeBufferPointer { positions in
                var row = 0
                for sequence in sequences {
                    for (position, id) in sequence.enumerated() {
                        let word = Int(id) * hidden
                        let place = position * hidden
                        let target = x + row * hidden
                        for j in 0..<hidden { target[j] = words[word + j] + positions[place + j] }
                        row += 1
                    }
                }
                weights.embeddingNorm.apply(x, adding: nil, rows: row)
            }
        }
    }

    /// Whether attention is a product of our own; BLAS is the better choice where it is not.
    static var hasFusedAttention: Bool { tessera_encoder_has_packed_product() != 0 }

    /// context = softmax(Q · Kᵀ / √width) · V, for each sequence and head.
    func attend(_ lengths: [Int], _ scratch: EncoderScratch) {
        let hidden = configuration.hidden
        let width = configuration.headWidth
        let scale = 1 / Float(width).squareRoot()
        let scores = scratch.scores.start
        var row = 0
        if Self.hasFusedAttention {
            for length in lengths {
                tessera_encoder_attention(
                    scratch.attention.start + row * 3 * hidden, 3 * hidden, scratch.context.start + row * hidden,
                    hidden,
                    length, configuration.heads, width, scale, scores)
                row += length
            }
            return
        }
        for length in lengths {
            for head in 0..<configuration.heads {
                // (length, width) blocks within rows of (query | key | value), 3 · hidden long
                let query = scratch.attention.start + row * 3 * hidden + head * width
                BLAS.multiplyTransposed(
                    m: length, n: length, k: width, a: query, aStride: 3 * hidden, b: query + hidden,
                    bStride: 3 * hidden, c: scores, cStride: length)
                tessera_encoder_softmax(scores, scale, length, length)
                BLAS.multiply(
                    m: length, n: width, k: length, a: scores, aStride: length, b: query + 2 * hidden,
                    bStride: 3 * hidden, c: scratch.context.start + row * hidden + head * width, cStride: hidden)
            }
            row += length
        }
    }

    /// One vector from the (length, hidden) block of a sequence.
    private func pool(_ x: UnsafePointer<Float>, length: Int, into vector: UnsafeMutablePointer<Float>) {
        let hidden = configuration.hidden
        for j in 0..<hidden { vector[j] = x[j] }
        if configuration.pooling != .classification {
            for row in 1..<length {
                let token = x + row * hidden
                if configuration.pooling == .mean {
                    for j in 0..<hidden { vector[j] += token[j] }
                } else {
                    for j in 0..<hidden { vector[j] = max(vector[j], token[j]) }
                }
            }
        }
        if configuration.pooling == .mean {
            let factor = 1 / Float(length)
            for j in 0..<hidden { vector[j] *= factor }
        }
        guard configuration.normalizes else { return }
        var squares: Float = 0
        for j in 0..<hidden { squares += vector[j] * vector[j] }
        // As the reference does, so that a vector of zeros stays one.
        let factor = 1 / max(squares.squareRoot(), 1e-12)
        for j in 0..<hidden { vector[j] *= factor }
    }
}

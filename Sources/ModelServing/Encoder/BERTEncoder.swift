import CEncoderKernels
import VectorCore

/// The forward pass of an encoder of BERT's kind over a batch without padding; what its family does otherwise is in its
/// configuration and weights.
///
/// The tokens of all sequences lie one after another in one block, so that the linear layers, where nearly all the time
/// goes, are one product each over all of them; attention alone goes sequence by sequence and head by head.
struct BERTEncoder: Sendable {
    let configuration: EncoderConfiguration
    let weights: BERTWeights

    /// Writes one vector for each sequence, not normalised.
    ///
    /// Shape: `output` has rows of `hidden`; sequence `i` goes to row `rows[i]`.
    func encode(
        _ sequences: [EncoderInput], pooling: Pooling, rows: [Int], into output: FloatBlock, scratch: EncoderScratch
    ) {
        run(sequences, scratch)
        var first = scratch.hidden.start
        for (sequence, row) in zip(sequences, rows) {
            let vector = output.start + row * configuration.hidden
            pooling.apply(first, length: sequence.count, width: configuration.hidden, into: vector)
            first += sequence.count * configuration.hidden
        }
    }

    /// The vectors of one sequence's tokens, before they are pooled.
    ///
    /// Shape: (sequence.count, hidden), row-major.
    func tokenVectors(of sequence: EncoderInput, scratch: EncoderScratch) -> [Float] {
        run([sequence], scratch)
        return Array(
            UnsafeBufferPointer(start: scratch.hidden.start, count: sequence.count * configuration.hidden))
    }

    /// Leaves the tokens' vectors in `scratch.hidden`, those of one sequence behind the other's.
    private func run(_ sequences: [EncoderInput], _ scratch: EncoderScratch) {
        let lengths = sequences.map(\.count)
        let count = lengths.reduce(0, +)
        let longest = lengths.max() ?? 0
        switch weights.layers {
        case .float32(let layers):
            scratch.prepare(rows: count, longest: longest, self)
            weights.embeddings.apply(sequences, into: scratch.hidden.start)
            run(layers, lengths, scratch)
        case .bfloat16(let layers):
            scratch.prepareNarrow(rows: count, longest: longest, self)
            weights.embeddings.apply(sequences, into: scratch.hidden.start)
            run(layers, lengths, scratch)
        case .int8(let layers):
            scratch.prepareNarrow(rows: count, longest: longest, self)
            scratch.prepareBytes(rows: count, configuration)
            weights.embeddings.apply(sequences, into: scratch.hidden.start)
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

    /// Whether attention is a product of our own, which adds no bias; BLAS is the better choice where it is not.
    var hasFusedAttention: Bool { weights.relativeBias == nil && tessera_encoder_has_packed_product() != 0 }

    /// context = softmax(Q · Kᵀ / √width + bias) · V, for each sequence and head.
    func attend(_ lengths: [Int], _ scratch: EncoderScratch) {
        let hidden = configuration.hidden
        let width = configuration.headWidth
        let scale = 1 / Float(width).squareRoot()
        let scores = scratch.scores.start
        var row = 0
        if hasFusedAttention {
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
                weights.relativeBias?.add(to: scores, length: length, head: head)
                tessera_encoder_softmax(scores, scale, length, length)
                BLAS.multiply(
                    m: length, n: width, k: length, a: scores, aStride: length, b: query + 2 * hidden,
                    bStride: 3 * hidden, c: scratch.context.start + row * hidden + head * width, cStride: hidden)
            }
            row += length
        }
    }
}

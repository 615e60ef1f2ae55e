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
        _ sequences: [EncoderInput], pooling: Pooling, rows: [Int], into output: FloatBlock, scratch: EncoderScratch,
        by team: ThreadTeam = .alone
    ) {
        run(sequences, scratch, team)
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
        run([sequence], scratch, .alone)
        return Array(
            UnsafeBufferPointer(start: scratch.hidden.start, count: sequence.count * configuration.hidden))
    }

    /// Leaves the tokens' vectors in `scratch.hidden`, those of one sequence behind the other's.
    private func run(_ sequences: [EncoderInput], _ scratch: EncoderScratch, _ team: ThreadTeam) {
        let pass = EncoderPass(sequences.map(\.count), scratch, team)
        switch weights.layers {
        case .float32(let layers):
            scratch.prepare(pass, self)
            weights.embeddings.apply(sequences, into: scratch.hidden.start)
            run(layers, pass)
        case .bfloat16(let layers):
            scratch.prepareNarrow(pass, self)
            weights.embeddings.apply(sequences, into: scratch.hidden.start)
            run(layers, pass)
        case .int8(let layers):
            scratch.prepareNarrow(pass, self)
            scratch.prepareBytes(rows: pass.rows, configuration)
            weights.embeddings.apply(sequences, into: scratch.hidden.start)
            run(layers, pass)
        }
    }

    /// Takes the scratch's `hidden` through all layers.
    private func run(_ layers: [BERTWeights.Layer<FloatLayer>], _ pass: EncoderPass) {
        let (rows, team, scratch) = (pass.rows, pass.team, pass.scratch)
        let intermediate = configuration.intermediate
        let x = scratch.hidden.start
        let context = scratch.context.start
        for layer in layers {
            layer.attention.apply(x, rows: rows, into: scratch.attention.start, by: team)
            attend(pass)
            // The expanded block serves as the place of both sublayers' results.
            let y = scratch.expanded.start
            layer.attentionOutput.apply(context, rows: rows, into: y, by: team)
            pass.divideRows { layer.attentionNorm.apply(x, adding: y, rows: $0) }
            layer.expansion.apply(x, rows: rows, into: y, by: team)
            pass.divideRows { tessera_encoder_gelu(y + $0.lowerBound * intermediate, nil, $0.count, intermediate) }
            layer.contraction.apply(y, rows: rows, into: context, by: team)
            pass.divideRows { layer.outputNorm.apply(x, adding: context, rows: $0) }
        }
    }

    /// Whether attention is a product of our own, which adds no bias; BLAS is the better choice where it is not.
    private var hasFusedAttention: Bool { weights.relativeBias == nil && tessera_encoder_has_packed_product() != 0 }

    /// Floats that a thread works with in ``attend(_:)``.
    func scoreCount(_ pass: EncoderPass) -> Int {
        hasFusedAttention
            ? tessera_encoder_attention_count(pass.longest, configuration.headWidth) : pass.longest * pass.longest
    }

    /// context = softmax(Q · Kᵀ / √width + bias) · V, for each sequence and head.
    func attend(_ pass: EncoderPass) {
        let scratch = pass.scratch
        let (hidden, heads, width) = (configuration.hidden, configuration.heads, configuration.headWidth)
        let scale = 1 / Float(width).squareRoot()
        let (attention, context, scores) = (scratch.attention.start, scratch.context.start, scratch.scores.start)
        let scoreCount = scoreCount(pass)
        if hasFusedAttention {
            pass.divideHeads(heads) { row, length, part, member in
                tessera_encoder_attention(
                    attention + row * 3 * hidden, 3 * hidden, context + row * hidden, hidden, length, heads,
                    part.lowerBound, part.count, width, scale, scores + member * scoreCount)
            }
            return
        }
        pass.divideHeads(heads) { row, length, part, member in
            let scores = scores + member * scoreCount
            for head in part {
                // (length, width) blocks within rows of (query | key | value), 3 · hidden long
                let query = attention + row * 3 * hidden + head * width
                BLAS.multiplyTransposed(
                    m: length, n: length, k: width, a: query, aStride: 3 * hidden, b: query + hidden,
                    bStride: 3 * hidden, c: scores, cStride: length)
                weights.relativeBias?.add(to: scores, length: length, head: head)
                tessera_encoder_softmax(scores, scale, length, length)
                BLAS.multiply(
                    m: length, n: width, k: length, a: scores, aStride: length, b: query + 2 * hidden,
                    bStride: 3 * hidden, c: context + row * hidden + head * width, cStride: hidden)
            }
        }
    }
}

import CEncoderKernels

extension BERTEncoder {
    /// The same layers with all products in bfloat16; what is added up from layer to layer, and normed, stays in float32.
    func run(_ layers: [BERTWeights.Layer<BFloat16Layer>], _ pass: EncoderPass) {
        let (rows, team) = (pass.rows, pass.team)
        let narrow = pass.scratch.narrow
        let x = pass.scratch.hidden.start
        let input = narrow.input.start
        // What a sublayer adds lies where the floats' query, key and value would.
        let y = pass.scratch.attention.start
        pass.divideRows { round(x, into: input, rows: $0) }
        for layer in layers {
            attend(layer.attention, pass)
            layer.attentionOutput.apply(narrow.context.start, rows: rows, into: y, by: team)
            pass.divideRows {
                layer.attentionNorm.apply(x, adding: y, rows: $0)
                round(x, into: input, rows: $0)
            }
            layer.expansion.apply(input, rows: rows, into: narrow.expanded.start, isActivated: true, by: team)
            layer.contraction.apply(narrow.expanded.start, rows: rows, into: y, by: team)
            pass.divideRows {
                layer.outputNorm.apply(x, adding: y, rows: $0)
                round(x, into: input, rows: $0)
            }
        }
    }

    /// Some rows of (rows, hidden) in bfloat16.
    private func round(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<UInt16>, rows: Range<Int>) {
        let hidden = configuration.hidden
        tessera_encoder_to_bf16(
            x + rows.lowerBound * hidden, y + rows.lowerBound * BFloat16Layer.stride(hidden), rows.count, hidden)
    }

    /// Whether attention is fused and in bfloat16: where the processor has it for heads of this width, and no bias is added.
    var hasNarrowAttention: Bool {
        weights.relativeBias == nil && tessera_encoder_has_bf16_attention(configuration.headWidth) != 0
    }

    /// context = softmax(Q · Kᵀ / √width) · V, in bfloat16 where that is fused, else in float32 between roundings.
    private func attend(_ layer: BFloat16Layer, _ pass: EncoderPass) {
        let scratch = pass.scratch
        let narrow = scratch.narrow
        guard hasNarrowAttention else {
            layer.apply(narrow.input.start, rows: pass.rows, into: scratch.attention.start, by: pass.team)
            attend(pass)
            let (context, rounded) = (scratch.context.start, narrow.context.start)
            pass.divideRows { round(context, into: rounded, rows: $0) }
            return
        }
        layer.apply(
            narrow.input.start, rows: pass.rows, into: narrow.attention.start, isActivated: false, by: pass.team)
        attendNarrow(pass)
    }

    /// Elements that a thread works with in ``attendNarrow(_:)``.
    func narrowWorkCount(_ pass: EncoderPass) -> Int {
        tessera_encoder_bf16_attention_bytes(pass.longest, configuration.headWidth) / MemoryLayout<UInt16>.stride
    }

    /// context = softmax(Q · Kᵀ / √width) · V in bfloat16, from `narrow.attention` to `narrow.context`.
    func attendNarrow(_ pass: EncoderPass) {
        let narrow = pass.scratch.narrow
        let (heads, width) = (configuration.heads, configuration.headWidth)
        let stride = BFloat16Layer.stride(3 * configuration.hidden)
        let contextStride = BFloat16Layer.stride(configuration.hidden)
        let workCount = narrowWorkCount(pass)
        pass.divideHeads(heads) { row, length, part, member in
            tessera_encoder_bf16_attention(
                narrow.attention.start + row * stride, stride, narrow.context.start + row * contextStride,
                contextStride, length, heads, part.lowerBound, part.count, width, 1 / Float(width).squareRoot(),
                narrow.work.start + member * workCount)
        }
    }
}

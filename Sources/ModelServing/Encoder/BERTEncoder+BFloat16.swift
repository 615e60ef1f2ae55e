import CEncoderKernels

extension BERTEncoder {
    /// The same layers with all products in bfloat16; what is added up from layer to layer, and normed, stays in float32.
    func run(_ layers: [BERTWeights.Layer<BFloat16Layer>], _ lengths: [Int], _ scratch: EncoderScratch) {
        let count = lengths.reduce(0, +)
        let hidden = configuration.hidden
        let narrow = scratch.narrow
        let x = scratch.hidden.start
        let input = narrow.input.start
        // What a sublayer adds lies where the floats' query, key and value would.
        let y = scratch.attention.start
        tessera_encoder_to_bf16(x, input, count, hidden)
        for layer in layers {
            attend(layer.attention, lengths, scratch)
            layer.attentionOutput.apply(narrow.context.start, rows: count, into: y)
            layer.attentionNorm.apply(x, adding: y, rows: count)
            tessera_encoder_to_bf16(x, input, count, hidden)
            layer.expansion.apply(input, rows: count, into: narrow.expanded.start, isActivated: true)
            layer.contraction.apply(narrow.expanded.start, rows: count, into: y)
            layer.outputNorm.apply(x, adding: y, rows: count)
            tessera_encoder_to_bf16(x, input, count, hidden)
        }
    }

    /// Whether attention is fused and in bfloat16: where the processor has it for heads of this width, and no bias is added.
    var hasNarrowAttention: Bool {
        weights.relativeBias == nil && tessera_encoder_has_bf16_attention(configuration.headWidth) != 0
    }

    /// context = softmax(Q · Kᵀ / √width) · V, in bfloat16 where that is fused, else in float32 between roundings.
    private func attend(_ layer: BFloat16Layer, _ lengths: [Int], _ scratch: EncoderScratch) {
        let count = lengths.reduce(0, +)
        let narrow = scratch.narrow
        guard hasNarrowAttention else {
            layer.apply(narrow.input.start, rows: count, into: scratch.attention.start)
            attend(lengths, scratch)
            tessera_encoder_to_bf16(scratch.context.start, narrow.context.start, count, configuration.hidden)
            return
        }
        layer.apply(narrow.input.start, rows: count, into: narrow.attention.start, isActivated: false)
        attendNarrow(lengths, scratch)
    }

    /// context = softmax(Q · Kᵀ / √width) · V in bfloat16, from `narrow.attention` to `narrow.context`.
    func attendNarrow(_ lengths: [Int], _ scratch: EncoderScratch) {
        let narrow = scratch.narrow
        let width = configuration.headWidth
        let stride = BFloat16Layer.stride(3 * configuration.hidden)
        let contextStride = BFloat16Layer.stride(configuration.hidden)
        var row = 0
        for length in lengths {
            tessera_encoder_bf16_attention(
                narrow.attention.start + row * stride, stride, narrow.context.start + row * contextStride,
                contextStride, length, configuration.heads, width, 1 / Float(width).squareRoot(), narrow.work.start)
            row += length
        }
    }
}

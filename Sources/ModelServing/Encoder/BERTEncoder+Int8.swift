import CEncoderKernels

extension BERTEncoder {
    /// The same layers with the products of the linear layers in bytes; attention is as in bfloat16, and what is added up
    /// from layer to layer, and normed, stays in float32.
    func run(_ layers: [BERTWeights.Layer<Int8Layer>], _ lengths: [Int], _ scratch: EncoderScratch) {
        let count = lengths.reduce(0, +)
        let narrow = scratch.narrow
        let bytes = scratch.bytes
        let x = scratch.hidden.start
        // What a sublayer adds lies where the floats' query, key and value would.
        let y = scratch.attention.start
        for layer in layers {
            layer.attention.quantize(x, rows: count, into: bytes)
            if hasNarrowAttention {
                layer.attention.apply(bytes, rows: count, into: narrow.attention.start, isActivated: false)
                attendNarrow(lengths, scratch)
                layer.attentionOutput.quantize(narrow.context.start, rows: count, into: bytes)
            } else {
                layer.attention.apply(bytes, rows: count, into: scratch.attention.start)
                attend(lengths, scratch)
                layer.attentionOutput.quantize(scratch.context.start, rows: count, into: bytes)
            }
            layer.attentionOutput.apply(bytes, rows: count, into: y)
            layer.attentionNorm.apply(x, adding: y, rows: count)
            layer.expansion.quantize(x, rows: count, into: bytes)
            layer.expansion.apply(bytes, rows: count, into: narrow.expanded.start, isActivated: true)
            layer.contraction.quantize(narrow.expanded.start, rows: count, into: bytes)
            layer.contraction.apply(bytes, rows: count, into: y)
            layer.outputNorm.apply(x, adding: y, rows: count)
        }
    }
}

import CEncoderKernels

/// What a product of a layer in bytes is about to multiply, before it is bytes.
enum Int8Input {
    /// (rows, inputs)
    case floats(UnsafePointer<Float>)
    /// (rows, stride of inputs) of bfloat16.
    case narrow(UnsafePointer<UInt16>)
}

extension BERTEncoder {
    /// The same layers with the products of the linear layers in bytes; attention is as in bfloat16, and what is added up
    /// from layer to layer, and normed, stays in float32.
    func run(_ layers: [BERTWeights.Layer<Int8Layer>], _ lengths: [Int], _ scratch: EncoderScratch) {
        for layer in layers { run(layer, lengths, scratch) { linear, _ in linear } }
    }

    /// One layer, each of whose four products is put into its form when its input is there, in the order of `linears`.
    func run<Linear, Failure>(
        _ layer: BERTWeights.Layer<Linear>, _ lengths: [Int], _ scratch: EncoderScratch,
        form: (Linear, Int8Input) throws(Failure) -> Int8Layer
    ) throws(Failure) {
        let count = lengths.reduce(0, +)
        let narrow = scratch.narrow
        let bytes = scratch.bytes
        let x = scratch.hidden.start
        // What a sublayer adds lies where the floats' query, key and value would.
        let y = scratch.attention.start
        let attention = try form(layer.attention, .floats(x))
        attention.quantize(x, rows: count, into: bytes)
        let attentionOutput: Int8Layer
        if hasNarrowAttention {
            attention.apply(bytes, rows: count, into: narrow.attention.start, isActivated: false)
            attendNarrow(lengths, scratch)
            attentionOutput = try form(layer.attentionOutput, .narrow(narrow.context.start))
            attentionOutput.quantize(narrow.context.start, rows: count, into: bytes)
        } else {
            attention.apply(bytes, rows: count, into: scratch.attention.start)
            attend(lengths, scratch)
            attentionOutput = try form(layer.attentionOutput, .floats(scratch.context.start))
            attentionOutput.quantize(scratch.context.start, rows: count, into: bytes)
        }
        attentionOutput.apply(bytes, rows: count, into: y)
        layer.attentionNorm.apply(x, adding: y, rows: count)
        let expansion = try form(layer.expansion, .floats(x))
        expansion.quantize(x, rows: count, into: bytes)
        expansion.apply(bytes, rows: count, into: narrow.expanded.start, isActivated: true)
        let contraction = try form(layer.contraction, .narrow(narrow.expanded.start))
        contraction.quantize(narrow.expanded.start, rows: count, into: bytes)
        contraction.apply(bytes, rows: count, into: y)
        layer.outputNorm.apply(x, adding: y, rows: count)
    }
}

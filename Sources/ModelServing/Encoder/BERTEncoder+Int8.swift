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
    func run(_ layers: [BERTWeights.Layer<Int8Layer>], _ pass: EncoderPass) {
        for layer in layers { run(layer, pass) { linear, _ in linear } }
    }

    /// One layer, each of whose four products is put into its form when its input is there, in the order of `linears`.
    func run<Linear, Failure>(
        _ layer: BERTWeights.Layer<Linear>, _ pass: EncoderPass,
        form: (Linear, Int8Input) throws(Failure) -> Int8Layer
    ) throws(Failure) {
        let (rows, team) = (pass.rows, pass.team)
        let narrow = pass.scratch.narrow
        let bytes = pass.scratch.bytes
        let x = pass.scratch.hidden.start
        // What a sublayer adds lies where the floats' query, key and value would.
        let y = pass.scratch.attention.start
        let context = pass.scratch.context.start
        let attention = try form(layer.attention, .floats(x))
        pass.divideRows { attention.quantize(x, rows: $0, into: bytes) }
        let attentionOutput: Int8Layer
        if hasNarrowAttention {
            attention.apply(bytes, rows: rows, into: narrow.attention.start, isActivated: false, by: team)
            attendNarrow(pass)
            attentionOutput = try form(layer.attentionOutput, .narrow(narrow.context.start))
            pass.divideRows { attentionOutput.quantize(narrow.context.start, rows: $0, into: bytes) }
        } else {
            attention.apply(bytes, rows: rows, into: y, by: team)
            attend(pass)
            attentionOutput = try form(layer.attentionOutput, .floats(context))
            pass.divideRows { attentionOutput.quantize(context, rows: $0, into: bytes) }
        }
        attentionOutput.apply(bytes, rows: rows, into: y, by: team)
        pass.divideRows { layer.attentionNorm.apply(x, adding: y, rows: $0) }
        let expansion = try form(layer.expansion, .floats(x))
        pass.divideRows { expansion.quantize(x, rows: $0, into: bytes) }
        expansion.apply(bytes, rows: rows, into: narrow.expanded.start, isActivated: true, by: team)
        let contraction = try form(layer.contraction, .narrow(narrow.expanded.start))
        pass.divideRows { contraction.quantize(narrow.expanded.start, rows: $0, into: bytes) }
        contraction.apply(bytes, rows: rows, into: y, by: team)
        pass.divideRows { layer.outputNorm.apply(x, adding: y, rows: $0) }
    }
}

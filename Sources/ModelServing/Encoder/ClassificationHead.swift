import Foundation

/// What a sequence classifier makes of its first token's vector: a dense layer, an activation, and a score for each label.
struct ClassificationHead: Sendable {
    enum Activation: Sendable, Hashable {
        case tanh, relu
    }

    /// What a family names the two layers.
    struct Names: Sendable, Hashable {
        /// Behind the family's prefix where `isInEncoder`.
        var dense: String
        var isInEncoder = false
        var output: String
        var activation = Activation.tanh

        /// The pooler belongs to the encoder.
        static let bert = Names(dense: "pooler.dense", isInEncoder: true, output: "classifier")
        static let roberta = Names(dense: "classifier.dense", output: "classifier.out_proj")
        static let distilBERT = Names(dense: "pre_classifier", output: "classifier", activation: .relu)
    }

    /// (hidden, hidden)
    private let dense: FloatLayer
    private let activation: Activation
    /// (labels, hidden)
    private let output: FloatLayer
    let hidden: Int
    let labels: Int

    init(_ file: SafetensorsFile, _ configuration: EncoderConfiguration) throws(ModelError) {
        let names = configuration.family.head
        hidden = configuration.hidden
        labels = configuration.labels
        guard file.contains(names.output + ".weight") else {
            throw ModelError(
                .unsupportedModel, "the model has no \(names.output), the head of a classifier; is it an encoder alone?"
            )
        }
        func layer(_ name: String, outputs: Int) throws(ModelError) -> FloatLayer {
            try FloatLayer(
                LinearSource(file, [name], inputs: configuration.hidden, outputs: outputs), in: nil)
        }
        let prefix = names.isInEncoder ? configuration.family.prefix : ""
        dense = try layer(prefix + names.dense, outputs: hidden)
        output = try layer(names.output, outputs: labels)
        activation = names.activation
    }

    /// Shape: `x` is (rows, hidden), `logits` (rows, labels).
    func apply(_ x: UnsafePointer<Float>, rows: Int, into logits: UnsafeMutablePointer<Float>) {
        var inner = [Float](repeating: 0, count: rows * hidden)
        inner.withUnsafeMutableBufferPointer { inner in
            guard let start = inner.baseAddress else { return }
            dense.apply(x, rows: rows, into: start, by: .alone)
            for index in inner.indices {
                switch activation {
                case .tanh: inner[index] = Foundation.tanh(inner[index])
                case .relu: inner[index] = max(inner[index], 0)
                }
            }
            output.apply(start, rows: rows, into: logits, by: .alone)
        }
    }
}

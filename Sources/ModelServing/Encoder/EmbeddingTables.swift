/// One sequence of tokens as an encoder takes it.
struct EncoderInput: Sendable {
    var ids: [Int32]
    /// The type of each token; empty where all are of type 0, as those of a single text are.
    var types: [UInt8] = []

    var count: Int { ids.count }
}

/// What an encoder's tokens are before its first layer: norm(word + position + type).
struct EmbeddingTables: Sendable {
    let words: WordTable
    /// (positions, hidden)
    let positions: [Float]
    /// (types, hidden); one row of zeros where the family has no types.
    let types: [Float]
    let norm: NormLayer
    private let hidden: Int
    private let padding: Int32?

    init(
        _ file: SafetensorsFile, _ prefix: String, _ configuration: EncoderConfiguration, words: WordTable
    ) throws(ModelError) {
        self.words = words
        hidden = configuration.hidden
        padding = configuration.padding
        func values(_ kind: String, _ rows: Int) throws(ModelError) -> [Float] {
            try file.values(
                prefix + "embeddings.\(kind)_embeddings.weight", shape: [rows, configuration.hidden])
        }
        positions = try values("position", configuration.positions)
        types =
            configuration.types > 0
            ? try values("token_type", configuration.types) : [Float](repeating: 0, count: hidden)
        norm = try NormLayer(file, prefix + "embeddings.LayerNorm", configuration)
    }

    /// Ids, types and lengths lie in the tables: loading and the tokenizer's limit have seen to it.
    ///
    /// Shape: `x` is (tokens of all sequences, hidden).
    func apply(_ sequences: [EncoderInput], into x: UnsafeMutablePointer<Float>) {
        positions.withUnsafeBufferPointer { positions in
            types.withUnsafeBufferPointer { types in
                var target = x
                for sequence in sequences {
                    var place = PlaceCounter(padding: padding)
                    for (index, id) in sequence.ids.enumerated() {
                        let position = place.next(id) * hidden
                        let type = sequence.types.isEmpty ? 0 : Int(sequence.types[index]) * hidden
                        words.read(Int(id), into: target)
                        for j in 0..<hidden { target[j] = target[j] + types[type + j] + positions[position + j] }
                        target += hidden
                    }
                }
            }
        }
        norm.apply(x, adding: nil, rows: 0..<sequences.reduce(0) { $0 + $1.count })
    }

    /// The rows of the position table along a sequence.
    private struct PlaceCounter {
        let padding: Int32?
        private var next: Int

        init(padding: Int32?) {
            self.padding = padding
            next = padding.map { Int($0) + 1 } ?? 0
        }

        mutating func next(_ id: Int32) -> Int {
            if let padding, id == padding { return Int(padding) }
            next += 1
            return next - 1
        }
    }
}

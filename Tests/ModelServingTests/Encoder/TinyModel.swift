import Foundation

/// A BERT of a few hundred random weights, whose sizes divide by nothing convenient; written as files.
struct TinyModel {
    static let tokenizerJSON = """
        {"version":"1.0","added_tokens":[{"id":2,"content":"[CLS]","lstrip":false,"normalized":false}],\
        "normalizer":{"type":"BertNormalizer","clean_text":true,"lowercase":true},\
        "pre_tokenizer":{"type":"BertPreTokenizer"},\
        "model":{"type":"WordPiece","unk_token":"[UNK]","max_input_chars_per_word":100,\
        "vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,"the":4,"red":5,"fox":6,"##es":7,",":8,"a":9,"##b":10}}}
        """

    static let words = "embeddings.word_embeddings.weight"

    var hidden = 20
    var heads = 2
    var intermediate = 27
    var layers = 2
    var vocabulary = 11
    let positions = 40
    var pooling = "mean_tokens"
    var tensors: [String: (shape: [Int], values: [Float])] = [:]

    /// What the file has the words' vectors in: F32, F64 or BF16, which cuts them.
    var wordType = "F32"
    /// Blanks behind the header, which move what comes after.
    var blanks = 0

    init(seed: UInt64 = 1, vocabulary: Int = 11) {
        self.vocabulary = vocabulary
        var state = seed
        func add(_ name: String, _ shape: Int..., around center: Float = 0) {
            tensors[name] = (
                shape,
                (0..<shape.reduce(1, *)).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return center + Float(state >> 40) / Float(1 << 24) - 0.5
                }
            )
        }
        add(TinyModel.words, vocabulary, hidden)
        add("embeddings.position_embeddings.weight", positions, hidden)
        add("embeddings.token_type_embeddings.weight", 2, hidden)
        add("embeddings.LayerNorm.weight", hidden, around: 1)
        add("embeddings.LayerNorm.bias", hidden)
        for layer in 0..<layers {
            let name = "encoder.layer.\(layer)."
            for part in ["query", "key", "value"] {
                add(name + "attention.self.\(part).weight", hidden, hidden)
                add(name + "attention.self.\(part).bias", hidden)
            }
            add(name + "attention.output.dense.weight", hidden, hidden)
            add(name + "attention.output.dense.bias", hidden)
            add(name + "intermediate.dense.weight", intermediate, hidden)
            add(name + "intermediate.dense.bias", intermediate)
            add(name + "output.dense.weight", hidden, intermediate)
            add(name + "output.dense.bias", hidden)
            for norm in ["attention.output.LayerNorm", "output.LayerNorm"] {
                add(name + norm + ".weight", hidden, around: 1)
                add(name + norm + ".bias", hidden)
            }
        }
    }

    var configJSON: String {
        """
        {"model_type":"bert","hidden_act":"gelu","hidden_size":\(hidden),"intermediate_size":\(intermediate),\
        "layer_norm_eps":1e-12,"max_position_embeddings":\(positions),"num_attention_heads":\(heads),\
        "num_hidden_layers":\(layers),"position_embedding_type":"absolute","type_vocab_size":2,"vocab_size":\(vocabulary)}
        """
    }

    var poolingJSON: String { "{\"word_embedding_dimension\":\(hidden),\"pooling_mode_\(pooling)\":true}" }

    /// The weights as a safetensors file.
    var safetensors: Data {
        var header: [String] = ["\"__metadata__\":{\"format\":\"pt\"}"]
        var body = Data()
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            let start = body.count
            let type = name == TinyModel.words ? wordType : "F32"
            func append(_ number: some FixedWidthInteger) {
                withUnsafeBytes(of: number.littleEndian) { body.append(contentsOf: $0) }
            }
            for value in tensor.values {
                switch type {
                case "F64": append(Double(value).bitPattern)
                case "BF16": append(UInt16(value.bitPattern >> 16))
                default: append(value.bitPattern)
                }
            }
            header.append(
                "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(tensor.shape),\"data_offsets\":[\(start),\(body.count)]}"
            )
        }
        let padding = String(repeating: " ", count: blanks)
        return TinyModel.file(header: "{" + header.joined(separator: ",") + "}" + padding, body: body)
    }

    static func file(header: String, body: Data) -> Data {
        var file = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { file.append(contentsOf: $0) }
        return file + Data(header.utf8) + body
    }

    func write(to folder: URL) throws {
        let pooling = folder.appendingPathComponent("1_Pooling")
        try FileManager.default.createDirectory(at: pooling, withIntermediateDirectories: true)
        try Data(configJSON.utf8).write(to: folder.appendingPathComponent("config.json"))
        try Data(poolingJSON.utf8).write(to: pooling.appendingPathComponent("config.json"))
        try Data(TinyModel.tokenizerJSON.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
        try Data("{\"max_seq_length\":16}".utf8).write(to: folder.appendingPathComponent("sentence_bert_config.json"))
        try safetensors.write(to: folder.appendingPathComponent("model.safetensors"))
    }

    /// The published definition of BERT, slowly and in double precision, for one sequence; then pooled and normalised.
    func vector(of ids: [Int32]) -> [Double] {
        func tensor(_ name: String) -> [Double] { (tensors[name]?.values ?? []).map(Double.init) }
        func linear(_ x: [[Double]], _ name: String) -> [[Double]] {
            let weight = tensor(name + ".weight")
            let bias = tensor(name + ".bias")
            return x.map { row in
                bias.indices.map { o in bias[o] + row.indices.reduce(0) { $0 + row[$1] * weight[o * row.count + $1] } }
            }
        }
        func norm(_ x: [[Double]], _ name: String) -> [[Double]] {
            let scale = tensor(name + ".weight")
            let shift = tensor(name + ".bias")
            return x.map { row in
                let mean = row.reduce(0, +) / Double(row.count)
                let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
                return row.indices.map { (row[$0] - mean) / (variance + 1e-12).squareRoot() * scale[$0] + shift[$0] }
            }
        }
        func sum(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] { zip(a, b).map { zip($0, $1).map(+) } }

        let words = tensor("embeddings.word_embeddings.weight")
        let places = tensor("embeddings.position_embeddings.weight")
        let types = tensor("embeddings.token_type_embeddings.weight")
        var x = ids.enumerated().map { place, id in
            (0..<hidden).map { words[Int(id) * hidden + $0] + places[place * hidden + $0] + types[$0] }
        }
        x = norm(x, "embeddings.LayerNorm")
        let width = hidden / heads
        for layer in 0..<layers {
            let name = "encoder.layer.\(layer)."
            let (q, k, v) = (
                linear(x, name + "attention.self.query"), linear(x, name + "attention.self.key"),
                linear(x, name + "attention.self.value")
            )
            let context = q.map { query in
                (0..<heads).flatMap { head -> [Double] in
                    let columns = head * width..<(head + 1) * width
                    let weights = k.map { key in
                        exp(columns.reduce(0) { $0 + query[$1] * key[$1] } / Double(width).squareRoot())
                    }
                    let total = weights.reduce(0, +)
                    return columns.map { j in zip(weights, v).reduce(0) { $0 + $1.0 / total * $1.1[j] } }
                }
            }
            x = norm(sum(x, linear(context, name + "attention.output.dense")), name + "attention.output.LayerNorm")
            let expanded = linear(x, name + "intermediate.dense").map { row in
                row.map { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) }
            }
            x = norm(sum(x, linear(expanded, name + "output.dense")), name + "output.LayerNorm")
        }
        var pooled = x[0]
        if pooling == "mean_tokens" { pooled = (0..<hidden).map { j in x.reduce(0) { $0 + $1[j] } / Double(x.count) } }
        if pooling == "max_tokens" { pooled = (0..<hidden).map { j in x.map { $0[j] }.max() ?? 0 } }
        let length = pooled.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return pooled.map { $0 / length }
    }
}

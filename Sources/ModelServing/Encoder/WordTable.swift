/// Where an encoder has the vectors of its words, which are half of a small model's weights.
public enum WordStorage: String, Sendable, Hashable, Codable {
    /// In the model's file, mapped: loading copies nothing, and those pages alone take memory whose words occur.
    ///
    /// Whoever cuts the file short in place while the encoder is in use ends the process, and whoever writes over it in place
    /// changes the vectors; replacing it by a rename is harmless. So it is with index files.
    case mapped
    /// In memory of the encoder's own, so that nothing that is done to the file after loading matters.
    case copied
}

extension EncoderConfiguration {
    /// What stands before the encoder's names: some files hold more than the encoder.
    func prefix(in file: SafetensorsFile) -> String {
        file.contains("embeddings.word_embeddings.weight") ? "" : family.prefix
    }

    /// The vectors of the vocabulary, (vocabulary, hidden).
    ///
    /// - Throws: ``ModelError`` if a file lacks them, or has them in another shape or type.
    func words(in file: SafetensorsFile) throws(ModelError) -> SafetensorsFile.FloatTensor {
        try file.tensor(prefix(in: file) + "embeddings.word_embeddings.weight", shape: [vocabulary, hidden])
    }
}

/// The vectors of an encoder's words, one row each.
struct WordTable: Sendable {
    private let file: SafetensorsFile
    /// (vocabulary, hidden)
    private let tensor: SafetensorsFile.FloatTensor
    private let copy: FloatBlock?
    private let hidden: Int

    /// - Parameter tensor: Whose values are known to be numbers, if they are not copied.
    init(
        _ file: SafetensorsFile, _ tensor: SafetensorsFile.FloatTensor, hidden: Int, in storage: WordStorage
    ) throws(ModelError) {
        self.file = file
        self.tensor = tensor
        self.hidden = hidden
        copy = storage == .copied ? try file.block(tensor) : nil
    }

    /// Shape: `target` is (hidden); `word` is one of the vocabulary.
    func read(_ word: Int, into target: UnsafeMutablePointer<Float>) {
        let first = word * hidden
        if let copy {
            target.update(from: copy.start + first, count: hidden)
        } else {
            file.read(tensor, first..<first + hidden, into: target)
        }
    }
}

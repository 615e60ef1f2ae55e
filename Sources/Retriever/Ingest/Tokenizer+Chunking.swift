public import Chunking
public import ModelServing

/// Chunk sizes can be counted in an encoder's own tokens.
extension WordPieceTokenizer: TextTokenizer {}

extension PipelineTokenizer: TextTokenizer {
    /// With the hash of vocabulary and settings, which tells one of these from another.
    public var identity: String { "PipelineTokenizer/" + String(fingerprint, radix: 16) }
}

public import Chunking
public import ModelServing

/// Chunk sizes can be counted in an encoder's own tokens.
extension WordPieceTokenizer: TextTokenizer {}

extension PipelineTokenizer: TextTokenizer {}

/// The chunkers by name, for command lines and settings.
public enum Chunkers {
    /// The names that ``named(_:size:overlap:)`` knows.
    public static let names = ["fixed", "recursive", "sentence", "structure", "code"]

    /// The chunker of a name.
    ///
    /// - Parameter overlap: How much of a chunk's end the next may repeat, in the size's unit; below the size.
    /// - Throws: ``ChunkingError/unknownChunker(_:)``, and what the chunker's initializer throws.
    public static func named(
        _ name: String, size: ChunkSize, overlap: Int = 0
    ) throws(ChunkingError) -> any Chunker {
        switch name {
        case "fixed": try FixedSizeChunker(size: size, overlap: overlap)
        case "recursive": try RecursiveChunker(size: size, overlap: overlap)
        case "sentence": try SentenceChunker(size: size, overlap: overlap)
        case "structure": try StructureChunker(size: size, overlap: overlap)
        case "code": try CodeChunker(size: size, overlap: overlap)
        default: throw .unknownChunker(name)
        }
    }
}

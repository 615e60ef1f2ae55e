/// Why a document cannot be chunked as asked.
public enum ChunkingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A size or a character cap below 1.
    case invalidSize(Int)
    /// An overlap that is negative or not below the size.
    case invalidOverlap(Int, size: Int)
    /// A prefix's share of the size below 1 or not below the size.
    case invalidPrefixLimit(Int, size: Int)
    /// A percentile outside of 0 to 100, or a number that cannot be compared with.
    case invalidBreakpoints(Double)
    /// An embedder gave another number of vectors than it got texts, or vectors of different dimensions.
    case misshapenVectors(expected: Int, actual: Int)
    /// No chunker has this name.
    case unknownChunker(String)
    /// The tokenizer's token at `index` lies outside the text or before an earlier one.
    case misplacedToken(index: Int, range: Range<Int>)

    public var description: String {
        switch self {
        case .invalidSize(let size):
            "a chunk of size \(size) holds nothing; use 1 or more"
        case .invalidOverlap(let overlap, let size):
            "an overlap of \(overlap) does not fit chunks of \(size); use 0 to \(max(size - 1, 0))"
        case .invalidPrefixLimit(let limit, let size):
            "prefixes of \(limit) do not fit chunks of \(size); use 1 to \(max(size - 1, 1))"
        case .invalidBreakpoints(let value):
            "\(value) is no measure of breakpoints; use a percentile of 0 to 100 or a finite number"
        case .misshapenVectors(let expected, let actual):
            "the embedder gave \(actual) vectors or values in place of \(expected)"
        case .unknownChunker(let name):
            "no chunker is named \(name); there are \(Chunkers.names.joined(separator: ", "))"
        case .misplacedToken(let index, let range):
            "the tokenizer gave token \(index) the bytes \(range.lowerBound)..<\(range.upperBound), outside the text "
                + "or before an earlier token"
        }
    }
}

/// How product quantization makes codes of vectors: a vector is turned, cut into parts of some components, and of each part the
/// nearest entry of that part's codebook is noted.
public struct PQParameters: Sendable, Hashable, Codable {
    /// Bits of a part's code.
    public enum Bits: Int, Sendable, Hashable, Codable, CaseIterable {
        /// 16 entries a part: 32 vectors are looked up in one or two instructions.
        case four = 4
        /// 256 entries a part.
        case eight = 8

        var entries: Int { 1 << rawValue }
    }

    /// What vectors are turned by before they are cut into parts.
    public enum Rotation: String, Sendable, Hashable, Codable, CaseIterable {
        case none
        /// A random rotation, which spreads what a vector holds evenly over the parts.
        case random
        /// The rotation that loses least, found on the training sample by LAPACK; needs d² floats, and as many products for each
        /// query. With it, ``PQParameters/parts`` may cover fewer components than there are: those that vary least are left out.
        case optimized
    }

    public var bits: Bits
    /// Components of a part; nil for 2 with four bits and 4 with eight, or more where there would be more than 1,024 parts.
    public var componentsPerPart: Int?
    /// How many parts; nil for as many as the dimension asks for.
    public var parts: Int?
    public var rotation: Rotation
    /// Vectors that codebooks are trained on, for each entry.
    public var pointsPerEntry: Int
    /// Rounds of training at most.
    public var iterations: Int

    public init(
        bits: Bits = .four, componentsPerPart: Int? = nil, parts: Int? = nil, rotation: Rotation = .none,
        pointsPerEntry: Int? = nil, iterations: Int = 8
    ) {
        self.bits = bits
        self.componentsPerPart = componentsPerPart
        self.parts = parts
        self.rotation = rotation
        self.pointsPerEntry = pointsPerEntry ?? (bits == .four ? 512 : 64)
        self.iterations = iterations
    }

    /// The shape of codes of vectors of a dimension.
    func shape(dimension: Int) throws(VectorIndexError) -> PQShape {
        let most = 1024
        // A random rotation has a multiple of 64 components.
        let turned = rotation == .random ? (dimension + 63) / 64 * 64 : dimension
        let components = componentsPerPart ?? max(bits == .four ? 2 : 4, (turned + most - 1) / most)
        guard (1...65_536).contains(components), pointsPerEntry >= 1, iterations >= 0 else {
            throw VectorIndexError(
                .invalidParameter,
                "parts of \(components) components cannot be trained on \(pointsPerEntry) vectors an entry in "
                    + "\(iterations) rounds")
        }
        let whole = (turned + components - 1) / components
        let parts = parts ?? whole
        guard (1...most).contains(parts), parts <= whole, parts == whole || rotation == .optimized else {
            throw VectorIndexError(
                .invalidParameter,
                "\(parts) parts of \(components) components are not those of \(dimension); there are at most \(most), "
                    + "and only an optimized rotation can leave some out")
        }
        return PQShape(dimension: dimension, bits: bits, parts: parts, width: components)
    }
}

/// The numbers that codes and codebooks are laid out by.
struct PQShape: Sendable, Hashable {
    /// Components of a vector.
    let dimension: Int
    let bits: PQParameters.Bits
    /// Parts with codebooks.
    let parts: Int
    /// Components of a part.
    let width: Int

    /// Parts in memory: the scan takes eight at a time. The codes of those that are added are 0, and so are their products.
    var paddedParts: Int { (parts + 7) / 8 * 8 }
    /// Components of a turned vector, zeros behind.
    var turned: Int { paddedParts * width }
    var entries: Int { bits.entries }
    /// Bytes of the codes of 32 vectors.
    var blockBytes: Int { paddedParts * 32 * bits.rawValue / 8 }

    /// Vectors whose codes lie together.
    static let block = 32
}

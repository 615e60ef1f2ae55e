/// How the components of a vector are kept.
///
/// The codes of few bits are RaBitQ's: a vector is centred, rotated at random, and each component rounded to one of
/// 2, 4, 16 or 256 levels whose width fits the vector's length; estimates from them are right on average. A code needs
/// `width · bits / 8 + 8` bytes, `width` being the dimension rounded up to a multiple of 64. A vector so long that its
/// squares overflow a float (about 1e19) has no such code: over codes it counts as farther than all others.
///
/// - Source: Gao & Long 2024, arXiv:2405.12497; Gao et al. 2024, arXiv:2409.09913.
public enum VectorCode: String, Sendable, Hashable, CaseIterable, Codable {
    /// 4 bytes a component: exact.
    case float32
    /// 2 bytes a component: the upper half of a float, which has 8 significant bits and the range of a float.
    case bfloat16
    /// 1 byte a component.
    case rabitq8
    /// Half a byte a component.
    case rabitq4
    /// A quarter of a byte a component.
    case rabitq2
    /// An eighth of a byte a component.
    case rabitq1

    var bits: RaBitQBits? {
        switch self {
        case .float32, .bfloat16: nil
        case .rabitq8: .eight
        case .rabitq4: .four
        case .rabitq2: .two
        case .rabitq1: .one
        }
    }
}

/// What an index keeps of its vectors: codes to walk over, or to scan where there is no graph, and what the candidates that
/// were found so are measured by in the end.
///
///     HNSWIndex(dimension: 384, metric: .cosine, storage: VectorStorage(walk: .rabitq4, keep: .bfloat16))
///
/// The fewer bytes a walk reads, the faster it is; the measuring of its few candidates makes up for what the code lost.
/// `Docs/Performance.md` has the measurements.
public struct VectorStorage: Sendable, Hashable, Codable {
    /// What a search walks over.
    public var walk: VectorCode
    /// What is kept of each vector beside that; the same code when nothing is. Distances in results are of this code:
    /// exact for ``VectorCode/float32``, else estimates.
    public var keep: VectorCode

    /// - Parameters:
    ///   - walk: What a search walks over.
    ///   - keep: What is kept beside that; nil for nothing else, which drops the vectors themselves.
    public init(walk: VectorCode, keep: VectorCode? = nil) {
        self.walk = walk
        self.keep = keep ?? walk
    }

    /// Vectors as they are, and nothing else.
    public static let float32 = VectorStorage(walk: .float32)

    /// The fastest within a budget; see `Docs/Performance.md`.
    ///
    /// - Parameters:
    ///   - dimension: Components per vector.
    ///   - bytesPerVector: What the vectors may take, links and ids aside; nil for as much as helps.
    public static func recommended(dimension: Int, bytesPerVector: Int? = nil) -> VectorStorage {
        // Below 64 components a float vector is four cache lines or fewer, and a code would be padded. An estimate's error
        // falls with the dimension, so that long vectors do with fewer bits.
        let walk = dimension < 256 ? VectorCode.rabitq4 : .rabitq2
        let fastest = dimension < 64 ? VectorStorage.float32 : VectorStorage(walk: walk, keep: .float32)
        guard let bytesPerVector else { return fastest }
        let smaller: [VectorStorage] = [
            VectorStorage(walk: walk, keep: .bfloat16), VectorStorage(walk: walk, keep: .rabitq8),
            VectorStorage(walk: .rabitq8), VectorStorage(walk: .rabitq4), VectorStorage(walk: .rabitq2),
        ]
        return ([fastest] + smaller).first { $0.bytes(dimension: dimension) <= bytesPerVector }
            ?? VectorStorage(walk: .rabitq1)
    }

    /// Bytes that a vector takes, links and ids aside.
    public func bytes(dimension: Int) -> Int {
        keep.rowBytes(dimension: dimension, isWalked: walk == keep)
            + (walk == keep ? 0 : walk.rowBytes(dimension: dimension, isWalked: true))
    }

    func check() throws(VectorIndexError) {
        guard walk.precision < keep.precision || walk == keep else {
            throw VectorIndexError(
                .invalidParameter, "an index over \(walk.rawValue) with \(keep.rawValue) kept beside it makes no sense")
        }
    }
}

extension VectorCode {
    /// Bits a component, for comparison.
    var precision: Int {
        switch self {
        case .float32: 32
        case .bfloat16: 16
        default: bits?.rawValue ?? 0
        }
    }

    /// Rows that are walked begin at cache lines; others are as short as they can be.
    func rowBytes(dimension: Int, isWalked: Bool) -> Int {
        func padded(_ bytes: Int, _ to: Int) -> Int { (bytes + to - 1) / to * to }
        switch self {
        case .float32: return padded(dimension * 4, 64)
        case .bfloat16: return padded(dimension * 2, isWalked ? 64 : 32)
        default:
            let width = padded(dimension, 64)
            return padded(width * precision / 8 + 8, isWalked ? 64 : 8)
        }
    }
}

import ArgumentParser

/// The indexes that can be asked for by name.
enum IndexName: String, CaseIterable, ExpressibleByArgument {
    case flat, hnsw
    case hnswBF16 = "hnsw-bf16"
    case hnswU8 = "hnsw-u8"
    case hnswRaBitQ = "hnsw-rabitq"
    case flatU8 = "flat-u8"
    case flatRaBitQ = "flat-rabitq"
    case ivf, ivfpq

    /// Names are kept for indexes to come, so that scripts can tell a missing index from a misspelt one.
    var isHere: Bool { self == .flat || self == .hnsw }

    /// What `--set` and `--sweep` may name, and its value when they do not.
    var parameters: [(key: String, standard: Int, range: ClosedRange<Int>)] {
        switch self {
        case .hnsw:
            // scanFactor is for Tessera's graph alone: 0 walks it however small it is.
            [
                ("m", 16, 2...256), ("efConstruction", 200, 1...100_000), ("efSearch", 64, 1...1_000_000),
                ("scanFactor", 80, 0...1_000_000),
            ]
        default: []
        }
    }

    /// The parameters that a built index no longer changes.
    static let ofBuild: Set<String> = ["m", "efConstruction"]
}

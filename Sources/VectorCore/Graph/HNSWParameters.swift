/// How a graph is built.
public struct HNSWParameters: Sendable, Hashable, Codable {
    /// Links a new node makes on each layer; a node keeps up to twice as many on the bottom layer. 2 to 256.
    public var m: Int
    /// Candidates kept while a new node's neighbours are looked for; more make a better graph and a slower build.
    public var efConstruction: Int
    /// What the nodes' levels are drawn from: on one thread the same seed gives the same graph.
    public var seed: UInt64

    public init(m: Int = 16, efConstruction: Int = 200, seed: UInt64 = 0) {
        self.m = m
        self.efConstruction = efConstruction
        self.seed = seed
    }

    func check() throws(VectorIndexError) {
        guard (2...256).contains(m) else {
            throw VectorIndexError(.invalidParameter, "m is \(m); a graph has 2 to 256 links a node")
        }
        guard (1...1_000_000).contains(efConstruction) else {
            throw VectorIndexError(
                .invalidParameter, "efConstruction is \(efConstruction); it must be between 1 and 1000000")
        }
    }

    /// The level of the node that is drawn at a place in the sequence: geometric, with 1/m of the nodes on each layer
    /// above the one below.
    func level(_ ordinal: UInt64) -> Int {
        var z = seed &+ (ordinal &+ 1) &* 0x9E37_79B9_7F4A_7C15  // SplitMix64 (Steele et al. 2014)
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        var level = 0
        var uniform = Double(z >> 11) * 0x1p-53
        while uniform * Double(m) < 1, level < Self.maximumLevel {
            uniform *= Double(m)
            level += 1
        }
        return level
    }

    static let maximumLevel = 30
}

/// How far apart two vectors are; smaller is nearer for every case.
public enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
    /// Squared Euclidean distance, `Σ (xᵢ - yᵢ)²`; at least 0.
    case squaredL2 = "l2"
    /// The negated inner product, `-Σ xᵢyᵢ`; any sign.
    case innerProduct = "ip"
    /// `1 - cos(x, y)`, from 0 (same direction) to 2; vectors are normalised when they are added, and a zero
    /// vector is refused.
    case cosine = "cosine"
}

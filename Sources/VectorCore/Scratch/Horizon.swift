/// How far a search looks: beyond the `k`-th nearest by some part of its distance, so that an easy query ends early and a
/// hard one goes on.
///
/// - Source: Al-Jazzazi et al. 2025, "Distance adaptive beam search", arXiv:2505.15636.
struct Horizon: ~Copyable {
    private var nearest = NearestSet()
    /// What the `k`-th distance is multiplied by; 0 where the search goes by the number of its candidates.
    private var width: Float = 0
    private(set) var limit = Candidate.farthest

    var isSet: Bool { width > 0 }

    /// - Parameter slack: The part of the `k`-th distance, above 0.
    mutating func begin(k: Int, slack: Float) {
        nearest.begin(ef: k)
        width = 1 + slack
        limit = .farthest
    }

    mutating func clear() { width = 0 }

    /// Takes note of a candidate that may be returned.
    @inline(__always)
    mutating func note(_ candidate: Candidate) {
        guard candidate < nearest.bound else { return }
        nearest.insert(candidate)
        guard nearest.bound != .farthest else { return }
        // Slot 0 orders last among equal distances. Below zero, where estimates can fall, no part of a distance helps.
        let distance = nearest.bound.distance
        limit = Candidate(slot: 0, distance: distance > 0 ? distance * width : distance)
    }
}

import Foundation
import Synchronization

/// Which of an endpoint's models takes a call.
///
/// Calls without a key are dealt out in turns, so that after any number of calls each model is within one of its
/// share (smooth weighted round-robin). A key always gets the same model, in every process; a change of weights or
/// models moves no more keys than it has to (rendezvous hashing).
///
/// - Source: Thaler & Ravishankar 1998, "Using name-based mappings to increase hit rates"; weights by -w / ln(hash),
///   Schindelhauer & Schomaker 2005.
package final class TrafficRoutes: Sendable {
    private let names: [String]
    private let weights: [Int]
    private let total: Int
    /// How far each model is behind its share, in units of 1 / total.
    private let credits: Mutex<[Int]>

    /// - Parameter weights: By name; at least one is above 0.
    package init(_ weights: [(name: String, weight: Int)]) {
        names = weights.map(\.name)
        self.weights = weights.map(\.weight)
        total = self.weights.reduce(0, +)
        credits = Mutex([Int](repeating: 0, count: weights.count))
    }

    /// The number of the model for a call.
    package func route(_ key: String?) -> Int {
        key.map { sticky($0) } ?? nextInTurn()
    }

    private func nextInTurn() -> Int {
        credits.withLock { credits in
            var chosen = 0
            for index in weights.indices {
                credits[index] += weights[index]
                if credits[index] > credits[chosen] || weights[chosen] == 0 { chosen = index }
            }
            credits[chosen] -= total
            return chosen
        }
    }

    private func sticky(_ key: String) -> Int {
        var best = 0
        var bestScore = -Double.infinity
        for index in weights.indices where weights[index] > 0 {
            let score = -Double(weights[index]) / log(TrafficRoutes.unit(names[index], key))
            if score > bestScore { (best, bestScore) = (index, score) }
        }
        return best
    }

    /// Between 0 and 1, neither of them: FNV-1a over both texts with a final mix, whose upper 53 bits are taken.
    private static func unit(_ name: String, _ key: String) -> Double {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in [name, key] {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return (Double((hash ^ (hash >> 33)) >> 11) + 0.5) * 0x1p-53
    }
}

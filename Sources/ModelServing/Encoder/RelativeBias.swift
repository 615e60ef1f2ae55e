import Foundation

/// What MPNet's attention adds to the score of two tokens: a number for each head, by their distance.
///
/// Near distances have a bucket each and far ones share them, in steps that grow; keys behind the query have other
/// buckets than those before it.
/// - Source: Raffel et al. 2020, arXiv:1910.10683, as MPNet uses it.
struct RelativeBias: Sendable {
    static let buckets = 32
    /// From this distance on all are in the last bucket.
    private static let farthest: Float = 128

    /// (heads, 2 · longest - 1): by the distance of the key from the query, from 1 - longest on. Multiplied by the root of the
    /// head's width, since the scores that it is added to are divided by that afterwards.
    private let values: [Float]
    private let longest: Int

    /// - Parameters:
    ///   - table: The bias of each bucket and head, (buckets, heads).
    ///   - longest: The longest sequence.
    init(table: [Float], heads: Int, headWidth: Int, longest: Int) {
        self.longest = longest
        let root = Float(headWidth).squareRoot()
        values = (0..<heads).flatMap { head in
            (1 - longest..<longest).map { table[RelativeBias.bucket($0) * heads + head] * root }
        }
    }

    static func bucket(_ distance: Int) -> Int {
        let half = buckets / 2
        let side = distance > 0 ? half : 0
        let magnitude = abs(distance)
        let exact = half / 2
        guard magnitude >= exact else { return side + magnitude }
        let step = log(Float(magnitude) / Float(exact)) / Float(log(Double(farthest) / Double(exact)))
        return side + min(exact + Int(step * Float(half - exact)), half - 1)
    }

    /// scores = scores + bias, for one head. Shape: `scores` is (length, length): queries by keys.
    func add(to scores: UnsafeMutablePointer<Float>, length: Int, head: Int) {
        values.withUnsafeBufferPointer { values in
            for query in 0..<length {
                // The distance of key 0 is -query.
                let first = head * (2 * longest - 1) + longest - 1 - query
                let row = scores + query * length
                for key in 0..<length { row[key] += values[first + key] }
            }
        }
    }
}

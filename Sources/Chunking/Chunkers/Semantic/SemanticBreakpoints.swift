/// Which distances between neighbouring groups of sentences part a text.
///
/// - Source: G. Kamradt 2023, "5 levels of text splitting", level 4.
public enum SemanticBreakpoints: Sendable, Hashable {
    /// Those above this percentile of the document's, 0 to 100.
    case percentile(Double)
    /// Those so many standard deviations above the document's mean.
    case standardDeviations(Double)
    /// Those above this cosine distance, 0 to 2: local, so an edit moves no breakpoint far away.
    case threshold(Double)

    var identity: String {
        switch self {
        case .percentile(let value): "percentile=\(value)"
        case .standardDeviations(let value): "deviations=\(value)"
        case .threshold(let value): "threshold=\(value)"
        }
    }

    func checked() throws(ChunkingError) {
        switch self {
        case .percentile(let value) where !(0...100).contains(value): throw .invalidBreakpoints(value)
        case .standardDeviations(let value) where !value.isFinite: throw .invalidBreakpoints(value)
        case .threshold(let value) where !value.isFinite: throw .invalidBreakpoints(value)
        default: break
        }
    }

    /// The distance above which a text parts.
    func limit(of distances: [Float]) -> Float {
        if distances.isEmpty { return .infinity }
        switch self {
        case .threshold(let value): return Float(value)
        case .percentile(let value):
            let sorted = distances.sorted()
            let place = value / 100 * Double(sorted.count - 1)
            let lower = Int(place)
            let upper = min(lower + 1, sorted.count - 1)
            return sorted[lower] + (sorted[upper] - sorted[lower]) * Float(place - Double(lower))
        case .standardDeviations(let value):
            let mean = distances.reduce(0) { $0 + Double($1) } / Double(distances.count)
            let variance =
                distances.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(distances.count)
            return Float(mean + value * variance.squareRoot())
        }
    }
}

/// Puts names in the place of what some patterns find.
struct TextMask: Sendable {
    struct Result {
        var text: String
        /// How often each pattern was found, by its name.
        var counts: [String: Int]

        /// Such as `2 email, 1 card`; never what was found.
        var summary: String {
            counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        }
    }

    /// A place and the pattern found there.
    struct Place {
        var range: Range<Int>
        var name: String
    }

    let patterns: [TextPattern]

    init(_ patterns: [TextPattern]) { self.patterns = patterns }

    func apply(to text: String) -> Result {
        let scalars = Array(text.unicodeScalars)
        let places = places(in: scalars)
        guard !places.isEmpty else { return Result(text: text, counts: [:]) }
        return Result(
            text: Self.masked(scalars, from: 0, to: scalars.count, places),
            counts: places.reduce(into: [:]) { $0[$1.name, default: 0] += 1 })
    }

    /// Ascending; places that overlap become one, with the name of the first.
    func places(in text: [Unicode.Scalar]) -> [Place] {
        let all = patterns.flatMap { pattern in pattern.find(text).map { Place(range: $0, name: pattern.name) } }
        var result: [Place] = []
        for place in all.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = result.last, place.range.lowerBound < last.range.upperBound {
                let end = max(last.range.upperBound, place.range.upperBound)
                result[result.count - 1].range = last.range.lowerBound..<end
            } else {
                result.append(place)
            }
        }
        return result
    }

    static func masked(_ text: [Unicode.Scalar], from start: Int, to end: Int, _ places: [Place]) -> String {
        var result = String.UnicodeScalarView()
        var next = start
        for place in places where place.range.lowerBound >= start && place.range.upperBound <= end {
            result.append(contentsOf: text[next..<place.range.lowerBound])
            result.append(contentsOf: "[\(place.name.uppercased())]".unicodeScalars)
            next = place.range.upperBound
        }
        result.append(contentsOf: text[next..<end])
        return String(result)
    }
}

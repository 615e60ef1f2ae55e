/// By how much a chunker's IoU at equal recall is above another's, and between which bounds that would lie over other
/// questions of the same kind: the questions are drawn again with replacement, the same ones for both (the paired
/// bootstrap; Efron, Tibshirani: An Introduction to the Bootstrap, 1993).
struct ResampledDifference {
    let chunker: String
    let other: String
    /// Nil for the mean over all recalls.
    let recall: Double?
    /// Over the questions as they are.
    let difference: Double
    /// What 95 of 100 drawings lie between.
    let bounds: ClosedRange<Double>

    /// Each chunker's differences to another at each recall, and their mean last; without those that a chunker does not reach.
    ///
    /// In each drawing a chunker has the size that is best there.
    static func all(
        of compared: [ComparedChunker], against other: String, at recalls: [Double], questions: Int, drawings: Int,
        seed: UInt64
    ) -> [ResampledDifference] {
        var random = SplitMix64(state: seed)
        var drawn: [[[Double?]]] = []  // by drawing, chunker, recall
        let once = [Int](repeating: 1, count: questions)
        for drawing in 0...drawings {
            let times = drawing == 0 ? once : Self.times(of: questions, &random)
            drawn.append(
                compared.map { chunker in
                    let points = chunker.points(drawing: times)
                    let ious = recalls.map { MatchedQuality(points, at: $0)?.iou }
                    return ious + [mean(ious)]
                })
        }
        guard let reference = compared.firstIndex(where: { $0.name == other }) else { return [] }
        return (recalls.map(Optional.some) + [nil]).enumerated().flatMap { place, recall in
            compared.indices.filter { $0 != reference }.compactMap { chunker in
                let differences = drawn.map { drawing in
                    drawing[chunker][place].flatMap { own in drawing[reference][place].map { own - $0 } }
                }
                return ResampledDifference(
                    compared[chunker].name, other, at: recall, differences[0],
                    differences.dropFirst().compactMap(\.self))
            }
        }
    }

    private init?(_ chunker: String, _ other: String, at recall: Double?, _ difference: Double?, _ drawn: [Double]) {
        let drawn = drawn.sorted()
        guard let difference, !drawn.isEmpty else { return nil }
        func value(at share: Double) -> Double { drawn[Int((share * Double(drawn.count - 1)).rounded())] }
        (self.chunker, self.other, self.recall, self.difference) = (chunker, other, recall, difference)
        bounds = value(at: 0.025)...value(at: 0.975)
    }

    /// How often each of so many is drawn, in as many draws.
    private static func times(of count: Int, _ random: inout SplitMix64) -> [Int] {
        var times = [Int](repeating: 0, count: count)
        for _ in 0..<count { times[Int.random(in: 0..<count, using: &random)] += 1 }
        return times
    }

    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap(\.self)
        return known.count == values.count ? known.reduce(0, +) / Double(known.count) : nil
    }

    static let table = Table(columns: [("chunker", 20), ("recall", 6), ("IoU -", 8), ("from", 8), ("to", 8)])

    var row: String {
        Self.table.row(
            [chunker, recall.map { Table.cell($0, digits: 3) } ?? "mean"]
                + [difference, bounds.lowerBound, bounds.upperBound].map { Table.cell($0, digits: 3) })
    }

    var json: [(String, JSONValue)] {
        [
            ("chunker", .text(chunker)), ("against", .text(other)), ("matchedRecall", .optional(recall)),
            ("difference", .number(difference)), ("low", .number(bounds.lowerBound)),
            ("high", .number(bounds.upperBound)),
        ]
    }
}

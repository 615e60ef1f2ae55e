/// Which segments are to become one.
///
/// Segments are of tiers by their number of documents, each tier eight times as large as the one before; eight of one tier are merged.
/// A segment of which a third is deleted is written anew. So each document is written again about once a tier, and a search
/// meets at most seven segments of each.
enum MergePolicy {
    static let width = 8
    private static let smallest = 512

    static func tier(_ count: Int) -> Int {
        var tier = 0
        var size = smallest
        while count > size {
            tier += 1
            size *= width
        }
        return tier
    }

    /// The places of segments to merge now; nil where all is well.
    static func next(_ views: [SegmentView]) -> [Int]? {
        if let thin = views.indices.first(where: { views[$0].count * 3 < views[$0].segment.count * 2 }) {
            return [thin]
        }
        let tiers = Dictionary(grouping: views.indices) { tier(views[$0].count) }
        return tiers.sorted { $0.key < $1.key }.first { $0.value.count >= width }?.value
    }
}

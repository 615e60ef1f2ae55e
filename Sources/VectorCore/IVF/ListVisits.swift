/// Which queries look through which lists, by the lists.
struct ListVisits {
    struct Visit {
        /// Which query of those that are searched for together.
        var seat: Int
        /// Its distance to the list's centroid.
        var distance: Float
    }

    /// Where each list's visits end.
    private var ends: [Int] = []
    private var visits: [Visit] = []

    /// Notes the visits of queries to some of their nearest lists.
    mutating func gather(_ seats: ArraySlice<QuerySeat>, _ ranks: Range<Int>, lists: Int) {
        ends.removeAll(keepingCapacity: true)
        ends.append(contentsOf: repeatElement(0, count: lists + 1))
        for seat in seats {
            for rank in ranks { ends[Int(seat.lists[rank].slot) + 1] += 1 }
        }
        for list in 0..<lists { ends[list + 1] += ends[list] }
        let number = ends[lists]
        if visits.count < number {
            visits.append(contentsOf: repeatElement(Visit(seat: 0, distance: 0), count: number - visits.count))
        }
        // A list's end moves from where its visits begin to there.
        for (index, seat) in seats.enumerated() {
            for rank in ranks {
                let candidate = seat.lists[rank]
                let list = Int(candidate.slot)
                visits[ends[list]] = Visit(seat: index, distance: candidate.distance)
                ends[list] += 1
            }
        }
    }

    /// The places of a list's visits.
    subscript(list: Int) -> Range<Int> { (list == 0 ? 0 : ends[list - 1])..<ends[list] }

    subscript(visit index: Int) -> Visit { visits[index] }
}

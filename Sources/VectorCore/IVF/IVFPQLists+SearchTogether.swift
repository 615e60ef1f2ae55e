extension IVFPQLists {
    /// How many queries are searched for together: so many that a list lies in the nearest cache when it is scanned for all but the
    /// first of them, and so few that their tables and candidates lie in the next.
    ///
    /// - Returns: 1 where there is nothing to be gained.
    func together(_ queries: Int, k: Int, options: SearchOptions, threads: Int) -> Int {
        guard isTrained, options.filter == nil, shape.bits == .four, count > 0 else { return 1 }
        // The candidates of so many take about a megabyte.
        let most = min(128, 1 << 15 / max(min(options.pool(k: min(k, count)), count), 1))
        return max(1, min(most, (queries + threads - 1) / threads))
    }

    /// The nearest vectors to each of some queries, as those of ``nearest(to:k:options:members:scratch:)`` without a filter.
    ///
    /// List by list, and not query by query: the best of a reservoir do not depend on the order in which they came.
    func nearest(
        to rows: Range<Int>, of queries: Matrix, k: Int, options: SearchOptions, scratch: inout IVFScratch
    ) -> [[Neighbor]] {
        let wanted = min(k, count)
        guard let coder, wanted > 0 else { return rows.map { _ in [] } }
        let probes = parameters.probes(of: lists.count, options)
        while scratch.seats.count < rows.count { scratch.seats.append(QuerySeat(dimension: dimension)) }
        // Each looks through its nearest list first, so that its limit is low when the others come.
        let before = min(1, probes)
        for (place, row) in rows.enumerated() {
            let seat = scratch.seats[place]
            seat.vector.replace(with: queries[row: row], metric: metric)
            begin(seat.vector, coder: coder, scratch: &scratch)
            chooseLists(seat.vector, probes: probes, wanted: wanted, coder: coder, scratch: &scratch)
            scratch.reservoir.begin(wanted: min(options.pool(k: wanted), count))
            probe(before, wanted: 0, scratch: &scratch) { _ in true }
            seat.exchange(with: &scratch)
        }
        scratch.visits.gather(scratch.seats[..<rows.count], before..<probes, lists: lists.count)
        for list in 0..<lists.count {
            let visits = scratch.visits[list]
            let next = lists[min(list + 1, lists.count - 1)]
            for index in visits {
                // The first fetches the next list; the others name what is there already.
                let visit = scratch.visits[visit: index]
                let seat = scratch.seats[visit.seat]
                let ahead = unsafe index == visits.lowerBound ? next.codes : lists[list].codes
                unsafe scan(
                    Candidate(slot: UInt32(list), distance: visit.distance), seat.terms, ahead: ahead,
                    into: &seat.reservoir
                ) { _ in true }
            }
        }
        return rows.map { index in
            let seat = scratch.seats[index - rows.lowerBound]
            seat.exchange(with: &scratch)
            defer { seat.exchange(with: &scratch) }
            probe(probes, from: probes, wanted: wanted, scratch: &scratch) { _ in true }
            return measured(wanted, from: seat.vector, probes: probes, options: options, scratch: &scratch)
        }
    }
}

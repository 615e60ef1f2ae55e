extension IVFPQLists {
    /// Plans a search under a filter: a scan of the matches where they are few, or where the lists near the query have far fewer
    /// than their share; else as many lists as it takes.
    func nearestAllowed(
        by filter: VectorFilter, _ members: SlotSet?, _ matches: Int, to query: borrowing QueryVector, k: Int,
        probes: Int,
        options: SearchOptions, coder: ListCoder, scratch: inout IVFScratch
    ) -> [Neighbor] {
        let plan = FilteredProbes(
            probes: probes, lists: lists.count, matches: matches, count: count, matchesAVector: 32)
        if vectors != nil, matches <= plan.scanned {
            return scan(filter, members, from: query, k: k, scratch: &scratch)
        }
        func admits(_ slot: UInt32) -> Bool {
            members?.contains(slot) ?? filter.contains(slots.ids[Int(slot)])
        }
        begin(query, coder: coder, scratch: &scratch)
        coder.order.order(query, first: lists.count, scratch: &scratch)
        if vectors != nil {
            var seen = 0
            var admitted = 0
            for index in 0..<probes {
                let list = lists[Int(scratch.lists[index].slot)]
                seen += list.count
                for position in 0..<list.count where admits(list.slot(position)) { admitted += 1 }
            }
            if plan.isSparse(admitted: admitted, of: seen) {
                return scan(filter, members, from: query, k: k, scratch: &scratch)
            }
        }
        var top = TopK(k)
        var pool = options.pool(k: k)
        while true {
            scratch.reservoir.begin(wanted: min(pool, count))
            probe(plan.probes, wanted: k, scratch: &scratch, admits: admits)
            let isDone = measure(&top, from: query, scratch: &scratch)
            if vectors == nil || isDone && top.isFull { return top.takeSorted() }
            // Where estimates do not tell the matches apart, or there are fewer than the filter has ids.
            if pool > matches / 8 || !top.isFull { break }
            pool = pool.multipliedSaturating(by: 4)
            top.removeAll()
        }
        return scan(filter, members, from: query, k: k, scratch: &scratch)
    }

    /// The nearest of all vectors that a filter allows, measured one by one.
    func scan(
        _ filter: VectorFilter?, _ members: SlotSet?, from query: borrowing QueryVector, k: Int,
        scratch: inout IVFScratch
    ) -> [Neighbor] {
        guard let vectors else { return [] }
        let scorer = vectors.kept.scorer(for: query, using: &scratch.query)
        let allowed = filter.map { members?.slots ?? slots.slots(allowedBy: $0) }
        var top = TopK(min(k, allowed?.count ?? count))
        var next = 0
        let end = allowed?.count ?? count
        while next < end {
            scratch.batch.removeAll()
            while next < end, scratch.batch.count < scratch.batch.capacity {
                scratch.batch.append(allowed?[next] ?? UInt32(next))
                next += 1
            }
            scorer.score(&scratch.batch)
            for index in 0..<scratch.batch.count {
                let candidate = scratch.batch[index]
                if !(candidate.distance > top.bound) {
                    top.offer(candidate.distance, id: slots.ids[Int(candidate.slot)])
                }
            }
        }
        return top.takeSorted()
    }
}

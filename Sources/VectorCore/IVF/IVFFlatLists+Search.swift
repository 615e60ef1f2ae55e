extension IVFFlatLists {
    /// The nearest vectors to a query.
    ///
    /// - Parameter members: The slots that a filter allows, where it is remembered.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, options: SearchOptions, members: SlotSet?, scratch: inout IVFScratch
    ) -> [Neighbor] {
        scratch.prepared(vector, dimension: rows.vectors.dimension, metric: rows.vectors.metric) { query, scratch in
            nearest(to: query, k: k, options: options, members: members, scratch: &scratch)
        }
    }

    private func nearest(
        to query: borrowing QueryVector, k: Int, options: SearchOptions, members: SlotSet?, scratch: inout IVFScratch
    ) -> [Neighbor] {
        let filter = members?.count == count ? nil : options.filter
        let matches = filter == nil ? count : members?.count ?? min(filter?.count ?? count, count)
        let wanted = min(k, matches)
        guard wanted > 0 else { return [] }
        if let filter { return nearestAllowed(by: filter, members, matches, to: query, k: wanted, options, &scratch) }
        var top = TopK(wanted)
        var left = wanted
        order(query, first: parameters.probes(of: rows.listCount, options), &scratch)
        for index in 0..<scratch.lists.count {
            let list = Int(scratch.lists[index].slot)
            scan(list, from: query, &top)
            left -= rows.size(list)
        }
        if left > 0 {
            // So many were asked for that the nearest lists do not have them.
            let probed = scratch.lists.count
            order(query, first: rows.listCount, &scratch)
            var index = probed
            while left > 0, index < scratch.lists.count {
                let list = Int(scratch.lists[index].slot)
                scan(list, from: query, &top)
                left -= rows.size(list)
                index += 1
            }
        }
        return top.takeSorted()
    }

    /// Leaves the nearest lists in the scratch: before the training the only one.
    private func order(_ query: borrowing QueryVector, first: Int, _ scratch: inout IVFScratch) {
        if let order {
            order.order(query, first: first, scratch: &scratch)
        } else {
            scratch.lists.resize(to: 1)
            scratch.lists[0] = Candidate(slot: 0, distance: 0)
        }
    }

    private func scan(_ list: Int, from query: borrowing QueryVector, _ top: inout TopK) {
        rows.forEachRun(of: list) { run in
            rows.vectors.scan(run, from: query) { first, distances in
                for index in distances.indices where !(distances[index] > top.bound) {
                    top.offer(distances[index], id: rows.ids[first + index])
                }
            }
        }
    }

    // MARK: - Filters

    /// Plans a search under a filter: a scan of the matches where they are few, or where the lists near the query have far fewer
    /// than their share; else as many lists as it takes.
    private func nearestAllowed(
        by filter: VectorFilter, _ members: SlotSet?, _ matches: Int, to query: borrowing QueryVector, k: Int,
        _ options: SearchOptions, _ scratch: inout IVFScratch
    ) -> [Neighbor] {
        let lists = rows.listCount
        let plan = FilteredProbes(
            probes: parameters.probes(of: lists, options), lists: lists, matches: matches, count: count,
            matchesAVector: 2)
        func scanMatches() -> [Neighbor] {
            let allowed = members?.slots ?? rows.slots(allowedBy: filter)
            var top = TopK(min(k, allowed.count))
            measure(allowed, from: query, &top)
            return top.takeSorted()
        }
        if matches <= plan.scanned { return scanMatches() }
        func admits(_ slot: UInt32) -> Bool {
            members?.contains(slot) ?? filter.contains(rows.ids[Int(slot)])
        }
        order(query, first: lists, &scratch)
        var top = TopK(k)
        var seen = 0
        var admitted: [UInt32] = []
        var found = 0
        var index = 0
        while index < lists, index < plan.probes || found < k {
            let list = Int(scratch.lists[index].slot)
            admitted.removeAll(keepingCapacity: true)
            rows.forEachRun(of: list) { run in
                for slot in run where admits(UInt32(slot)) { admitted.append(UInt32(slot)) }
            }
            measure(admitted, from: query, &top)
            seen += rows.size(list)
            found += admitted.count
            index += 1
            if index == plan.probes, plan.isSparse(admitted: found, of: seen) { return scanMatches() }
        }
        return top.takeSorted()
    }

    private func measure(_ slots: [UInt32], from query: borrowing QueryVector, _ top: inout TopK) {
        rows.vectors.gather(slots, from: query) { first, distances in
            for index in distances.indices where !(distances[index] > top.bound) {
                top.offer(distances[index], id: rows.ids[Int(slots[first + index])])
            }
        }
    }
}

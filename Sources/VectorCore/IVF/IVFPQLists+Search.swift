import CVectorKernels

extension IVFPQLists {
    /// The nearest vectors to a query.
    ///
    /// - Parameter members: The slots that a filter allows, where it is remembered.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, options: SearchOptions, members: SlotSet?, scratch: inout IVFScratch
    ) -> [Neighbor] {
        let query = QueryVector(vector, dimension: dimension, metric: metric)
        let filter = members?.count == count ? nil : options.filter
        let matches = filter == nil ? count : members?.count ?? min(filter?.count ?? count, count)
        let wanted = min(k, matches)
        guard wanted > 0 else { return [] }
        guard let coder else { return scan(filter, members, from: query, k: wanted, scratch: &scratch) }
        let probes = parameters.probes(of: lists.count, options)
        if let filter {
            return nearestAllowed(
                by: filter, members, matches, to: query, k: wanted, probes: probes, options: options, coder: coder,
                scratch: &scratch)
        }
        begin(query, wanted: options.pool(k: wanted), coder: coder, scratch: &scratch)
        coder.centroids.order(
            query, metric: metric, first: probes, distances: &scratch.coarse, order: &scratch.lists)
        for index in 0..<scratch.lists.count { probe(scratch.lists[index], scratch: &scratch) { _ in true } }
        if scratch.reservoir.count < wanted {
            // So many were asked for that the nearest lists do not have them.
            coder.centroids.order(
                query, metric: metric, first: lists.count, distances: &scratch.coarse, order: &scratch.lists)
            var index = probes
            while scratch.reservoir.count < wanted, index < scratch.lists.count {
                probe(scratch.lists[index], scratch: &scratch) { _ in true }
                index += 1
            }
        }
        return results(of: query, k: wanted, scratch: &scratch)
    }

    /// Prepares the tables of a query.
    private func begin(_ query: borrowing QueryVector, wanted: Int, coder: ListCoder, scratch: inout IVFScratch) {
        let quantizer = coder.quantizer
        scratch.turned.reserve(shape.turned)
        scratch.products.reserve(shape.paddedParts * shape.entries)
        scratch.positions.reserve(IVFPQLists.scannedTogether + 64)
        scratch.estimates.reserve(IVFPQLists.scannedTogether + 64)
        // SAFETY: the buffers have the shapes that these name.
        let turned = unsafe scratch.turned.address
        unsafe quantizer.rotation.apply(
            query.address, stride: dimension, count: 1, shape: shape, to: turned, kernels: kernels)
        if metric == .squaredL2 { for index in 0..<shape.turned { unsafe turned[index] *= 2 } }
        unsafe quantizer.multiply(turned, to: scratch.products.address)
        switch shape.bits {
        case .four:
            scratch.table.reserve(shape.paddedParts * 16)
            var step: Float = 0
            let tops = unsafe kernels.table.pq4_table(
                scratch.products.address, shape.paddedParts, scratch.table.address, &step)
            scratch.base = -tops
            scratch.step = step
        case .eight:
            scratch.base = 0
            scratch.step = -1
        }
        scratch.reservoir.begin(wanted: wanted)
    }

    /// So many vectors are scanned before the limit is looked at again.
    private static var scannedTogether: Int { 1024 }

    /// Estimates the distances of a list's vectors and takes those that are near.
    @inline(__always)
    private func probe(_ candidate: Candidate, scratch: inout IVFScratch, admits: (UInt32) -> Bool) {
        let list = lists[Int(candidate.slot)]
        let distance = unsafe scratch.coarse.address[Int(candidate.slot)]
        let base = (metric == .cosine ? distance / 2 : distance) + scratch.base
        var first = 0
        while first < list.count {
            let count = min(list.count - first, Self.scannedTogether)
            // SAFETY: the list has so many vectors, and the buffers room for as many and 64 more.
            let blocks = unsafe list.codes + first / PQShape.block * shape.blockBytes
            let found: Int
            switch shape.bits {
            case .four:
                found = unsafe kernels.table.pq4_scan(
                    scratch.table.address, shape.paddedParts, blocks, count, list.addends + first, base, scratch.step,
                    scratch.reservoir.limit, scratch.positions.address, scratch.estimates.address)
            case .eight:
                found = unsafe kernels.table.pq8_scan(
                    scratch.products.address, shape.paddedParts, blocks, count, list.addends + first, base, scratch.step,
                    scratch.reservoir.limit, scratch.positions.address, scratch.estimates.address)
            }
            for index in 0..<found {
                let slot = unsafe list.slots[first + Int(scratch.positions.address[index])]
                if admits(slot) {
                    scratch.reservoir.append(
                        unsafe Candidate(slot: slot, distance: scratch.estimates.address[index]))
                }
            }
            first += count
        }
    }

    // MARK: - Results

    /// Measures what was found by what is kept.
    private func results(of query: borrowing QueryVector, k: Int, scratch: inout IVFScratch) -> [Neighbor] {
        scratch.reservoir.drain(into: &scratch.nearest)
        var top = TopK(k)
        guard let vectors else {
            for index in 0..<scratch.nearest.count {
                let candidate = scratch.nearest[index]
                top.offer(candidate.distance, id: slots.ids[Int(candidate.slot)])
            }
            return top.sorted()
        }
        switch vectors.kept.scorer(for: query, using: &scratch.query) {
        case .float32(let scorer): rerank(&top, scorer, scratch: &scratch)
        case .bfloat16(let scorer): rerank(&top, scorer, scratch: &scratch)
        case .rabitq(let scorer): rerank(&top, scorer, scratch: &scratch)
        }
        return top.sorted()
    }

    /// Measures candidates in the order of their estimates, until the next one's lies beyond the `k`-th distance by three times
    /// the error that those before it have shown.
    private func rerank(_ top: inout TopK, _ scorer: some Scorer, scratch: inout IVFScratch) {
        var squares: Float = 0
        var index = 0
        let count = scratch.nearest.count
        while index < count {
            let error = (squares / Float(max(index, 1))).squareRoot()
            if index >= top.k, scratch.nearest[index].distance - 3 * error > top.bound { break }
            scratch.batch.removeAll()
            let first = index
            let end = min(first + (first == 0 ? max(top.k, 8) : 8), count, first + scratch.batch.capacity)
            while index < end {
                scratch.batch.append(scratch.nearest[index].slot)
                index += 1
            }
            scorer.score(&scratch.batch)
            for position in 0..<scratch.batch.count {
                let candidate = scratch.batch[position]
                let residual = candidate.distance - scratch.nearest[first + position].distance
                squares += residual * residual
                top.offer(candidate.distance, id: slots.ids[Int(candidate.slot)])
            }
        }
    }

    // MARK: - Filters

    /// Plans a search under a filter: a scan of the matches where they are few, or where the lists near the query have far fewer
    /// than their share; else as many lists as it takes.
    private func nearestAllowed(
        by filter: VectorFilter, _ members: SlotSet?, _ matches: Int, to query: borrowing QueryVector, k: Int, probes: Int,
        options: SearchOptions, coder: ListCoder, scratch: inout IVFScratch
    ) -> [Neighbor] {
        let plan = FilteredProbes(probes: probes, lists: lists.count, matches: matches, count: count)
        if vectors != nil, matches <= plan.scanned {
            return scan(filter, members, from: query, k: k, scratch: &scratch)
        }
        func admits(_ slot: UInt32) -> Bool {
            members?.contains(slot) ?? filter.contains(slots.ids[Int(slot)])
        }
        begin(query, wanted: options.pool(k: k), coder: coder, scratch: &scratch)
        coder.centroids.order(
            query, metric: metric, first: lists.count, distances: &scratch.coarse, order: &scratch.lists)
        var seen = 0
        var admitted = 0
        var index = 0
        while index < lists.count, index < plan.probes || scratch.reservoir.count < k {
            let list = lists[Int(scratch.lists[index].slot)]
            if index < plan.probes {
                seen += list.count
                for position in 0..<list.count where admits(list.slot(position)) { admitted += 1 }
            }
            probe(scratch.lists[index], scratch: &scratch, admits: admits)
            index += 1
        }
        if vectors != nil, plan.isSparse(admitted: admitted, of: seen) || scratch.reservoir.count < k {
            return scan(filter, members, from: query, k: k, scratch: &scratch)
        }
        return results(of: query, k: k, scratch: &scratch)
    }

    /// The nearest of all vectors that a filter allows, measured one by one.
    private func scan(
        _ filter: VectorFilter?, _ members: SlotSet?, from query: borrowing QueryVector, k: Int, scratch: inout IVFScratch
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
        return top.sorted()
    }
}

extension SearchOptions {
    /// Candidates that a search of codes keeps to be measured.
    func pool(k: Int) -> Int { max(rerank ?? max(8 * k, 96), k) }
}

extension IVFParameters {
    func probes(of lists: Int, _ options: SearchOptions) -> Int { min(options.nprobe ?? probes(of: lists), lists) }
}

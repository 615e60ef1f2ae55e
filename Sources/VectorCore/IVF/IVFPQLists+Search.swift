import CVectorKernels

extension IVFPQLists {
    /// The nearest vectors to a query.
    ///
    /// - Parameter members: The slots that a filter allows, where it is remembered.
    func nearest(
        to vector: ArraySlice<Float>, k: Int, options: SearchOptions, members: SlotSet?, scratch: inout IVFScratch
    ) -> [Neighbor] {
        scratch.prepared(vector, dimension: dimension, metric: metric) { query, scratch in
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
        guard let coder else { return scan(filter, members, from: query, k: wanted, scratch: &scratch) }
        let probes = parameters.probes(of: lists.count, options)
        if let filter {
            return nearestAllowed(
                by: filter, members, matches, to: query, k: wanted, probes: probes, options: options, coder: coder,
                scratch: &scratch)
        }
        begin(query, coder: coder, scratch: &scratch)
        chooseLists(query, probes: probes, wanted: wanted, coder: coder, scratch: &scratch)
        scratch.reservoir.begin(wanted: min(options.pool(k: wanted), count))
        probe(probes, wanted: wanted, scratch: &scratch) { _ in true }
        return measured(wanted, from: query, probes: probes, options: options, scratch: &scratch)
    }

    /// The nearest of what the lists that were looked through hold: of the candidates that were kept or, where these are too few to
    /// tell, of four times as many.
    func measured(
        _ k: Int, from query: borrowing QueryVector, probes: Int, options: SearchOptions, scratch: inout IVFScratch
    ) -> [Neighbor] {
        var top = TopK(k)
        var pool = options.pool(k: k)
        while !measure(&top, from: query, scratch: &scratch), options.rerank == nil {
            pool = pool.multipliedSaturating(by: 4)
            top.removeAll()
            scratch.reservoir.begin(wanted: min(pool, count))
            probe(probes, wanted: k, scratch: &scratch) { _ in true }
        }
        return top.takeSorted()
    }

    /// Leaves the nearest lists in the scratch: so many as are looked through, or all where these hold too few.
    func chooseLists(
        _ query: borrowing QueryVector, probes: Int, wanted: Int, coder: ListCoder, scratch: inout IVFScratch
    ) {
        coder.order.order(query, first: probes, scratch: &scratch)
        var held = 0
        for index in 0..<scratch.lists.count { held += lists[Int(scratch.lists[index].slot)].count }
        if held < wanted { coder.order.order(query, first: lists.count, scratch: &scratch) }
    }

    /// Prepares the tables of a query.
    func begin(_ query: borrowing QueryVector, coder: ListCoder, scratch: inout IVFScratch) {
        let quantizer = coder.quantizer
        scratch.turned.reserve(shape.turned)
        scratch.products.reserve(shape.paddedParts * shape.entries)
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
    }

    /// Looks through so many of the nearest lists, and on until enough was found, and leaves the best in the reservoir.
    ///
    /// - Parameter first: Lists that were looked through before.
    /// - Returns: How many lists were looked through.
    @discardableResult @inline(__always)
    func probe(
        _ probes: Int, from first: Int = 0, wanted: Int, scratch: inout IVFScratch, admits: (UInt32) -> Bool
    ) -> Int {
        let terms = scratch.terms
        var index = first
        while index < scratch.lists.count, index < probes || scratch.reservoir.count < wanted {
            let next = lists[Int(scratch.lists[min(index + 1, scratch.lists.count - 1)].slot)]
            unsafe scan(scratch.lists[index], terms, ahead: next.codes, into: &scratch.reservoir, admits: admits)
            index += 1
        }
        return index
    }

    /// Estimates the distances of a list's vectors and takes those that are near.
    ///
    /// - Parameter ahead: The codes of the list after it, which are fetched meanwhile.
    @unsafe @inline(__always)
    func scan(
        _ candidate: Candidate, _ terms: EstimateTerms, ahead: UnsafePointer<UInt8>,
        into reservoir: inout CandidateReservoir, admits: (UInt32) -> Bool
    ) {
        let list = lists[Int(candidate.slot)]
        let base = (metric == .cosine ? candidate.distance / 2 : candidate.distance) + terms.base
        var first = 0
        while first < list.count {
            let count = min(list.count - first, CandidateReservoir.together)
            // SAFETY: the list has so many vectors, and the reservoir room for as many.
            let blocks = unsafe list.codes + first / PQShape.block * shape.blockBytes
            let addends = unsafe list.addends + first
            let ahead = unsafe first == 0 ? ahead : UnsafePointer(blocks)
            unsafe reservoir.take(from: list.slots + first, kernels: kernels, admits: admits) {
                limit, positions, estimates in
                switch shape.bits {
                case .four:
                    unsafe kernels.table.pq4_scan(
                        terms.table, shape.paddedParts, blocks, count, addends, base, terms.step, limit, positions,
                        estimates, ahead)
                case .eight:
                    unsafe kernels.table.pq8_scan(
                        terms.products, shape.paddedParts, blocks, count, addends, base, terms.step, limit, positions,
                        estimates)
                }
            }
            first += count
        }
    }

    // MARK: - Results

    /// Measures what was found by what is kept.
    ///
    /// - Returns: Whether no other candidate is likely to be among the nearest.
    func measure(_ top: inout TopK, from query: borrowing QueryVector, scratch: inout IVFScratch) -> Bool {
        scratch.reservoir.finish(kernels: kernels)
        guard let vectors else {
            scratch.reservoir.copyNext(scratch.reservoir.count, to: &scratch.nearest, kernels: kernels)
            for index in 0..<scratch.nearest.count {
                let candidate = scratch.nearest[index]
                top.offer(candidate.distance, id: slots.ids[Int(candidate.slot)])
            }
            return true
        }
        let isDone =
            switch vectors.kept.scorer(for: query, using: &scratch.query) {
            case .float32(let scorer): rerank(&top, scorer, scratch: &scratch)
            case .bfloat16(let scorer): rerank(&top, scorer, scratch: &scratch)
            case .rabitq(let scorer): rerank(&top, scorer, scratch: &scratch)
            case .checked(let scorer): rerank(&top, scorer, scratch: &scratch)
            }
        return isDone || !scratch.reservoir.hasDropped
    }

    /// Measures candidates in the order of their estimates, until the next one's lies beyond the `k`-th distance by three times
    /// the error that those before it have shown.
    ///
    /// - Returns: Whether it came to that.
    private func rerank(_ top: inout TopK, _ scorer: some Scorer, scratch: inout IVFScratch) -> Bool {
        // Most searches end among the first few, so that the others need not be brought in order.
        let together = max(2 * top.k, 24)
        var errors = EstimateErrors()
        var measured = 0
        while scratch.reservoir.given < scratch.reservoir.count {
            scratch.reservoir.copyNext(together, to: &scratch.nearest, kernels: kernels)
            var index = 0
            while index < scratch.nearest.count {
                if measured >= 3 * top.k, scratch.nearest[index].distance - 3 * errors.deviation > top.bound {
                    return true
                }
                scratch.batch.removeAll()
                let first = index
                let end = min(
                    first + (measured == 0 ? max(top.k, 16) : 8), scratch.nearest.count, first + scratch.batch.capacity)
                while index < end {
                    scratch.batch.append(scratch.nearest[index].slot)
                    index += 1
                }
                measured += scratch.batch.count
                scorer.score(&scratch.batch)
                for position in 0..<scratch.batch.count {
                    let candidate = scratch.batch[position]
                    errors.note(candidate.distance - scratch.nearest[first + position].distance)
                    if !(candidate.distance > top.bound) {
                        top.offer(candidate.distance, id: slots.ids[Int(candidate.slot)])
                    }
                }
            }
        }
        return false
    }
}

extension SearchOptions {
    /// How many candidates a search of codes keeps to be measured; where these are too few, it looks again for four times as many.
    func pool(k: Int) -> Int { max(rerank ?? max(k.multipliedSaturating(by: 16), 192), k) }
}

extension IVFParameters {
    func probes(of lists: Int, _ options: SearchOptions) -> Int { min(options.nprobe ?? probes(of: lists), lists) }
}

/// By how much estimates were wrong.
private struct EstimateErrors {
    private var squares: Float = 0
    private var count: Float = 0

    mutating func note(_ error: Float) {
        squares += error * error
        count += 1
    }

    var deviation: Float { (squares / max(count, 1)).squareRoot() }
}

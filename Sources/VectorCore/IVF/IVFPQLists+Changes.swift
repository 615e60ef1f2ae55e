extension IVFPQLists {
    /// Replaces the vectors of ids that are present and appends the others; on failure nothing has changed.
    mutating func put(_ matrix: Matrix, ids: [Int64], threads: Int) throws(VectorIndexError) {
        try vectors?.reserve(count + ids.count)
        if let vectors, vectors.isCalibrationDue(slots: 0) {
            vectors.calibrate(with: matrix, slots: 0, scratch: &scratch)
        }
        slots.reserve(count + ids.count)
        let first = count
        // Ids that are present keep their slots; they leave their lists before they are coded anew.
        let targets = ids.map { id -> UInt32 in
            guard let slot = slots[id] else { return slots.append(id) }
            if isTrained { unlist(slot) }
            return slot
        }
        if let vectors {
            for row in 0..<matrix.rows { vectors.set(Int(targets[row]), to: matrix[row: row], scratch: &scratch) }
        }
        if isTrained {
            places += repeatElement(ListPlace(list: 0, position: 0), count: count - first)
            list(matrix, targets, threads: threads)
        } else if count >= parameters.threshold {
            train(nil, threads: threads)
        }
    }

    mutating func remove(_ id: Int64) -> Bool {
        guard let (slot, last) = slots.remove(id) else { return false }
        if isTrained {
            unlist(slot)
            if slot != last {
                let place = places[Int(last)]
                places[Int(slot)] = place
                lists.setSlot(slot, at: Int(place.position), of: Int(place.list))
            }
            places.removeLast()
        }
        if slot != last { vectors?.kept.copy(Int(last), to: Int(slot)) }
        return true
    }

    /// Takes a slot out of its list.
    private mutating func unlist(_ slot: UInt32) {
        let place = places[Int(slot)]
        if let moved = lists.remove(at: Int(place.position), of: Int(place.list)) {
            places[Int(moved)].position = place.position
        }
    }

    /// Codes vectors, on many threads, and appends them to their lists.
    mutating func list(_ matrix: Matrix, _ targets: [UInt32], threads: Int) {
        guard let coder else { return }
        BLAS.setThreads(1)
        let size = Centroids.pointsPerBlock
        let metric = metric
        let blocks = parallelMap(count: (matrix.rows + size - 1) / size, threads: threads) { index in
            let rows = index * size..<min((index + 1) * size, matrix.rows)
            // SAFETY: a prepared block of the rows.
            return unsafe Self.withPrepared(matrix, rows, metric: metric) { block in
                unsafe coder.code(block, stride: matrix.columns, count: rows.count)
            }
        }
        var sizes = [Int](repeating: 0, count: lists.count)
        for block in blocks { for list in block.lists { sizes[Int(list)] += 1 } }
        for list in sizes.indices where sizes[list] > 0 { lists.reserve(lists[list].count + sizes[list], in: list) }
        for (index, block) in blocks.enumerated() {
            unsafe block.forEach { row, list, addend, code in
                let slot = targets[index * size + row]
                let position = unsafe lists.append(slot: slot, code: code, addend: addend, to: list)
                places[Int(slot)] = ListPlace(list: UInt32(list), position: position)
            }
        }
    }

    /// Rows as they are stored: normalised where the metric asks for it.
    @unsafe
    private static func withPrepared<Result>(
        _ matrix: Matrix, _ rows: Range<Int>, metric: Metric, _ body: (UnsafePointer<Float>) -> Result
    ) -> Result {
        unsafe matrix.values.withUnsafeBufferPointer { values in
            let first = unsafe values.baseAddress.unsafelyUnwrapped + rows.lowerBound * matrix.columns
            guard metric == .cosine else { return unsafe body(first) }
            return unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * matrix.columns) {
                block in
                let target = unsafe block.baseAddress.unsafelyUnwrapped
                for row in 0..<rows.count {
                    let source = unsafe UnsafeBufferPointer(start: first + row * matrix.columns, count: matrix.columns)
                    unsafe Normalization.store(source, to: target + row * matrix.columns, metric: metric)
                }
                return unsafe body(target)
            }
        }
    }
}

import CVectorKernels

/// Trains the codebook of one part: k-means over few components and many vectors.
struct PartTraining {
    let part: Int
    let seed: UInt64
    let kernels: Kernels

    /// Shape: the result is (entries, width).
    /// - Parameter former: The entries of all parts to begin with; nil to seed them.
    func entries(_ sample: TurnedSample, from former: [Float]?, iterations: Int) -> [Float] {
        let shape = sample.shape
        let size = shape.entries * shape.width
        // Entries learned from fewer than some vectors each would fit these and no others; the rest are copies of the first,
        // which no vector is nearer to.
        let learned = min(shape.entries, max(sample.count / Self.pointsPerEntry, 1))
        var entries = former.map { Array($0[part * size..<(part + 1) * size]) } ?? seeds(sample, learned)
        for _ in 0..<iterations {
            let means = means(sample, entries, learned)
            if means == entries { break }
            entries = means
        }
        return entries
    }

    private static var pointsPerEntry: Int { 4 }

    /// k-means++ over a part of the sample.
    private func seeds(_ sample: TurnedSample, _ learned: Int) -> [Float] {
        let shape = sample.shape
        let count = min(sample.count, max(8 * shape.entries, 1024))
        let first = part * shape.width
        var state = seed &+ UInt64(part) &* 0x9E37_79B9
        var points: [Float] = []
        points.reserveCapacity(count * shape.width)
        for vector in 0..<count {
            for component in first..<first + shape.width { points.append(sample.component(component, of: vector)) }
        }
        var entries: [Float] = []
        var distances = [Float](repeating: .infinity, count: count)
        var chosen = Int(SplitMix64.next(&state) % UInt64(count))
        while true {
            let entry = Array(points[chosen * shape.width..<(chosen + 1) * shape.width])
            entries += entry
            if entries.count == learned * shape.width {
                return entries + repeated(entries[..<shape.width], shape.entries - learned)
            }
            var total = 0.0
            for vector in 0..<count {
                var squared: Float = 0
                for component in 0..<shape.width {
                    let difference = points[vector * shape.width + component] - entry[component]
                    squared += difference * difference
                }
                distances[vector] = min(distances[vector], squared)
                total += Double(distances[vector])
            }
            let target = SplitMix64.unit(&state) * total
            var sum = 0.0
            chosen = count - 1
            for vector in 0..<count {
                sum += Double(distances[vector])
                if sum > target {
                    chosen = vector
                    break
                }
            }
        }
    }

    /// The mean of the vectors of each entry. One that has none takes a vector of the entry with the most.
    private func means(_ sample: TurnedSample, _ entries: [Float], _ learned: Int) -> [Float] {
        let shape = sample.shape
        let width = shape.width
        let block = PQShape.block
        var codebook: [Float] = []
        for entry in 0..<shape.entries {
            let values = entries[entry * width..<(entry + 1) * width]
            codebook += values
            codebook.append(values.reduce(0) { $0 + $1 * $1 } / 2)
        }
        var sums = [Float](repeating: 0, count: shape.entries * width)
        var counts = [Int32](repeating: 0, count: shape.entries)
        var last = [Int](repeating: 0, count: shape.entries)
        // SAFETY: a block of the sample is (turned, 32); codes are below the entries.
        unsafe sample.values.withUnsafeBufferPointer { values in
            unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: block) { codes in
                let codes = unsafe codes.baseAddress.unsafelyUnwrapped
                unsafe sums.withUnsafeMutableBufferPointer { sums in
                    for index in 0..<sample.blocks {
                        let columns =
                            unsafe values.baseAddress.unsafelyUnwrapped
                            + (index * shape.turned + part * width) * block
                        unsafe kernels.table.pq_encode(columns, codebook, shape.entries, width, codes)
                        for lane in 0..<sample.present(index) {
                            let code = unsafe Int(codes[lane])
                            counts[code] += 1
                            last[code] = index * block + lane
                            for component in 0..<width {
                                unsafe sums[code * width + component] += columns[component * block + lane]
                            }
                        }
                    }
                }
            }
        }
        var means = entries
        for entry in 0..<learned {
            if counts[entry] > 0 {
                for component in 0..<width {
                    means[entry * width + component] = sums[entry * width + component] / Float(counts[entry])
                }
            } else if let largest = counts.indices.max(by: { (counts[$0], $1) < (counts[$1], $0) }) {
                for component in 0..<width {
                    means[entry * width + component] = sample.component(part * width + component, of: last[largest])
                }
                counts[largest] /= 2
            }
        }
        means.replaceSubrange((learned * width)..., with: repeated(means[..<width], shape.entries - learned))
        return means.allSatisfy(\.isFinite) ? means : entries
    }

    private func repeated(_ entry: ArraySlice<Float>, _ count: Int) -> [Float] {
        (0..<count).flatMap { _ in entry }
    }
}

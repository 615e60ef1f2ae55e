import CKeywordKernels

/// The best documents of one segment for a sum of terms.
///
/// Documents are looked at in windows. In each one the terms are parted by what they can still add there: those of the
/// lowest bounds, which together cannot lift a document among the best, are only asked about documents that another term has
/// brought up, and the fewer the more is known of these.
///
/// - Source: Turtle & Flood 1995 (MaxScore); Ding & Suel 2011, "Faster top-k document retrieval using block-max indexes";
///   windows as in Lucene 10's bulk scorer. Departs from them in: shares are whole numbers, so that the order in which they are
///   added, which pruning decides, changes no sum and no tie.
struct MaxScore {
    let documentCount: Int
    let ids: DocumentIDs
    /// A bit for each document that may be found; nil for all.
    let allowed: UnsafePointer<UInt64>?
    let kernels: KeywordKernels
    /// Where fewer than one of so many documents has a posting, these are marked rather than all sums looked through.
    private static let sparseness = 12
    /// One of so many stripes is looked at before the others.
    private static let bestShare = 8

    /// - Parameter count: How many of the scratch's cursors are in use, the lowest bound first.
    func search(_ count: Int, _ scratch: inout KeywordScratch) {
        guard documentCount > 0, count > 0 else { return }
        let stripes = StripeBounds(terms: count, documentCount: documentCount, &scratch)
        // Those that can have the best come first: what they give spares much in the others.
        let least = stripes.total(ofBest: (stripes.count + Self.bestShare - 1) / Self.bestShare, kernels)
        search(stripes, count, &scratch) { $0 >= least }
        for index in 0..<count { scratch.cursors[index].rewind(kernels) }
        search(stripes, count, &scratch) { $0 < least }
        scratch.top.close(ids, kernels)
    }

    /// Looks at the stripes of some totals.
    private func search(
        _ stripes: StripeBounds, _ count: Int, _ scratch: inout KeywordScratch, where isWanted: (Int32) -> Bool
    ) {
        // The first windows are small, for nothing is known yet that could prune: the best of few documents spare many.
        var width = scratch.top.isFull ? KeywordScratch.window : KeywordScratch.window / 16
        for stripe in 0..<stripes.count where isWanted(stripes.total(stripe)) {
            var first = stripe << stripes.shift
            let last = min(first + (1 << stripes.shift), documentCount)
            while first < last {
                let limit = scratch.top.limit(from: ids[first])
                if stripes.total(stripe) <= limit { break }
                let end = min(first + width, last)
                width = min(2 * width, KeywordScratch.window)
                if allowed.map({ Self.hasAny($0, UInt32(first), UInt32(end)) }) ?? true {
                    let found = candidates(
                        count, UInt32(first), UInt32(end), stripes[stripe], limit: limit, &scratch)
                    scratch.top.offer(
                        scratch.candidates, scratch.candidateSums, found, above: limit, of: ids, kernels)
                }
                first = end
            }
        }
    }

    /// Documents of a window that are above the limit but for those of the last terms, with their sums.
    ///
    /// - Parameter bounds: What the terms can add in the window, summed up from the lowest on.
    private func candidates(
        _ count: Int, _ first: UInt32, _ end: UInt32, _ bounds: UnsafePointer<Int32>, limit: Int32,
        _ scratch: inout KeywordScratch
    ) -> Int {
        guard let essential = (0..<count).first(where: { bounds[$0] > limit }) else { return 0 }
        let rest = essential == 0 ? 0 : bounds[essential - 1]
        var found = gather(essential..<count, first, end, limit: limit - rest, &scratch)
        if let allowed { found = keep(found, allowedBy: allowed, scratch) }
        for index in stride(from: essential - 1, through: 0, by: -1) where found > 0 {
            if index < essential - 1 {
                found = kernels.table.above(
                    scratch.candidates, scratch.candidateSums, found, limit - bounds[index], scratch.candidates,
                    scratch.candidateSums)
            }
            add(index, to: found, first, end, &scratch)
        }
        return found
    }

    /// Adds a term's shares to those of candidates: each by itself, or, where they are many beside the term's documents in the window, by
    /// adding up all of these, which takes a sixth of the time a document.
    private func add(
        _ term: Int, to found: Int, _ first: UInt32, _ end: UInt32, _ scratch: inout KeywordScratch
    ) {
        let cursor = scratch.cursors + term
        let expected = cursor.pointee.list.documents * Int(end - first) / documentCount
        guard found > expected / 6 + 32 else {
            for place in 0..<found {
                scratch.candidateSums[place] &+= cursor.pointee.share(of: scratch.candidates[place], kernels)
            }
            return
        }
        let window = scratch.sums
        cursor.pointee.advance(to: first, kernels)
        cursor.pointee.take(before: end, kernels) { documents, shares, count in
            tessera_accumulate(window, first, documents, shares, count)
        }
        tessera_add_sums(window, first, scratch.candidates, found, scratch.candidateSums)
        window.update(repeating: 0, count: Int(end - first))
    }

    /// Adds up the shares of some terms, and gives the documents above a limit.
    private func gather(
        _ terms: Range<Int>, _ first: UInt32, _ end: UInt32, limit: Int32, _ scratch: inout KeywordScratch
    ) -> Int {
        let (candidates, sums, kernels) = (scratch.candidates, scratch.candidateSums, kernels)
        var found = 0
        if terms.count == 1 {
            let cursor = scratch.cursors + terms.lowerBound
            cursor.pointee.advance(to: first, kernels)
            cursor.pointee.take(before: end, kernels) { documents, shares, count in
                found += kernels.table.above(documents, shares, count, limit, candidates + found, sums + found)
            }
            return found
        }
        let (window, marks) = (scratch.sums, scratch.marks)
        let words = (Int(end - first) + 63) / 64
        let postings = terms.reduce(0) { $0 + scratch.cursors[$1].list.documents }
        let isSparse = postings < documentCount / Self.sparseness
        for index in terms {
            let cursor = scratch.cursors + index
            cursor.pointee.advance(to: first, kernels)
            if isSparse {
                cursor.pointee.take(before: end, kernels) { documents, shares, count in
                    tessera_accumulate_marking(window, marks, first, documents, shares, count)
                }
            } else {
                cursor.pointee.take(before: end, kernels) { documents, shares, count in
                    tessera_accumulate(window, first, documents, shares, count)
                }
            }
        }
        if isSparse { return tessera_collect_marked(window, marks, words, first, limit, candidates, sums) }
        return kernels.table.collect(window, 64 * words, first, limit, candidates, sums)
    }

    private func keep(
        _ count: Int, allowedBy allowed: UnsafePointer<UInt64>, _ scratch: borrowing KeywordScratch
    ) -> Int {
        var kept = 0
        for place in 0..<count {
            let document = scratch.candidates[place]
            scratch.candidates[kept] = document
            scratch.candidateSums[kept] = scratch.candidateSums[place]
            kept += Int(allowed[Int(document >> 6)] >> UInt64(document & 63) & 1)
        }
        return kept
    }

    /// Whether any of the words that hold a range has a bit.
    private static func hasAny(_ allowed: UnsafePointer<UInt64>, _ first: UInt32, _ end: UInt32) -> Bool {
        (Int(first) >> 6...Int(end - 1) >> 6).contains { allowed[$0] != 0 }
    }
}

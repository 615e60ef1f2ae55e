#if canImport(Glibc)
import Glibc
#endif
nonisolated(unsafe) var tuneEnough = Int(unsafe getenv("T_ENOUGH").map { unsafe atoi($0) } ?? 16)
nonisolated(unsafe) var tuneBeam = Int(unsafe getenv("T_BEAM").map { unsafe atoi($0) } ?? 16)
nonisolated(unsafe) var tuneMode = Int(unsafe getenv("T_MODE").map { unsafe atoi($0) } ?? 0)
nonisolated(unsafe) var tuneExact = Int(unsafe getenv("T_EXACT").map { unsafe atoi($0) } ?? 40)
nonisolated(unsafe) var tuneStats = [Int](repeating: 0, count: 16)

extension Graph {
    /// Finds the `ef` nearest admitted slots of the bottom layer; they are left in the scratch's `found`.
    ///
    /// Only admitted slots are measured. Where few of a node's neighbours are, the others are looked through to their own
    /// neighbours, so that the admitted slots hang together as if they had been linked without the rest.
    ///
    /// - Parameter seeds: Where the walk starts, admitted or not.
    /// - Parameter budget: How many rows the walk may measure and lists it may look through, together.
    /// - Returns: What is left of the budget; negative if the walk was broken off.
    /// - Source: Patel et al. 2024, "ACORN", arXiv:2403.04871, Algorithm 2 with the look-up of ACORN-1. Departs from it
    ///   in: a node that was looked through once is not again; the walk starts in the query's own neighbourhood.
    func searchAdmitted(
        from seeds: [Candidate], ef: Int, budget: Int, scorer: some Scorer, admission: some Admission,
        access: some LinkAccess, scratch: inout SearchScratch
    ) -> Int {
        scratch.visited.begin(slots: slotCount)
        scratch.candidates.removeAll()
        scratch.found.begin(ef: ef)
        for seed in seeds {
            _ = scratch.visited.insert(seed.slot)
            scratch.candidates.push(seed)
            if admission.admits(seed.slot) { scratch.found.insert(seed) }
        }
        var budget = budget
        while let nearest = scratch.candidates.popNearest(), nearest <= scratch.found.bound, budget >= 0 {
            takeAdmitted(around: nearest.slot, admission: admission, access: access, scratch: &scratch)
            if let next = scratch.candidates.first { links(next.slot, 0).prefetch() }
            scorer.score(&scratch.batch)
            budget -= scratch.batch.count + scratch.passed.count
            for index in 0..<scratch.batch.count {
                let candidate = scratch.batch[index]
                if candidate < scratch.found.bound {
                    scratch.candidates.push(candidate)
                    scratch.found.insert(candidate)
                }
            }
        }
        return budget
    }

    /// Takes the admitted slots not yet visited that a node leads to, by one link or, while there are few, by two.
    @inline(__always)
    private func takeAdmitted(
        around slot: UInt32, admission: some Admission, access: some LinkAccess, scratch: inout SearchScratch
    ) {
        scratch.batch.removeAll()
        scratch.passed.removeAll()
        var admitted = 0
        access.withLinks(of: slot) {
            links(slot, 0).forEach { neighbor in
                if admission.admits(neighbor) {
                    admitted += 1
                    if scratch.visited.insert(neighbor) { scratch.batch.append(neighbor) }
                } else if !scratch.visited.contains(neighbor) {
                    scratch.passed.append(neighbor)
                    links(neighbor, 0).prefetch()
                }
            }
        }
        let enough = tuneEnough
        var looked = 0
        while looked < scratch.passed.count, admitted < enough {
            let neighbor = scratch.passed.slot(looked)
            looked += 1
            _ = scratch.visited.insert(neighbor)
            access.withLinks(of: neighbor) {
                links(neighbor, 0).forEach { other in
                    if admission.admits(other) {
                        admitted += 1
                        if scratch.visited.insert(other) { scratch.batch.append(other) }
                    }
                }
            }
        }
        scratch.passed.keepFirst(looked)
    }
}

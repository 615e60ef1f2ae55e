import Testing

struct ChainCommandTests {
    @Test func eachWayIsMeasuredBesideTheStepsThemselves() throws {
        let outcome = try Program.run(["chain", "--calls", "50", "--turns", "3", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        #expect(lines.map { $0["way"] as? String } == ["direct", "chain", "traced"])
        #expect(lines.allSatisfy { $0["steps"] as? Int == 5 && $0["calls"] as? Int == 150 })
        let medians = lines.compactMap { $0["p50"] as? Double }
        #expect(medians.count == 3 && medians.allSatisfy { $0 > 0 })
        let overheads = lines.compactMap { $0["overhead"] as? Double }
        #expect(overheads.count == 3)
        // Foundation reads numbers by way of Decimal, and may miss their last bits.
        for (overhead, median) in zip(overheads, medians) {
            #expect(abs(overhead - (median - medians[0])) < 1e-12)
        }
        #expect(lines.allSatisfy { $0["p99"] as? Double ?? 0 >= $0["p50"] as? Double ?? 1 })
        let refused = try Program.run(["chain", "--calls", "0"])
        #expect(refused.status != 0 && !refused.crashed && refused.errors.contains("--calls"))
    }

    @Test func aTableIsForPeople() throws {
        let outcome = try Program.run(["chain", "--calls", "10", "--turns", "1"])
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 4 && lines.first?.contains("overhead") == true, "\(outcome.output)\(outcome.errors)")
    }
}

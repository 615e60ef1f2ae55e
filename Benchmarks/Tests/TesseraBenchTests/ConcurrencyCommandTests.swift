import Testing

struct ConcurrencyCommandTests {
    private func small() throws -> [String] {
        try SmallVectors.arguments("concurrency", rows: 1500, queries: 20, seed: 5) + [
            "--turns", "2", "--seconds", "0.05",
        ]
    }

    @Test func readersAloneAndBesideAWriterAreMeasured() throws {
        let outcome = try Program.run(small() + ["--count", "1000", "--set", "scanFactor=0", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        #expect(
            lines.compactMap { $0["concurrency"] as? String }
                == ["one reader", "two readers", "a reader beside a writer"])
        for line in lines {
            for key in ["qps", "cpuQPS", "ratio", "cpuRatio"] { #expect((line[key] as? Double ?? 0) > 0, "\(key)") }
        }
        #expect(lines[0]["ratio"] as? Double == 1 && lines[0]["addsPerSecond"] as? Double == 0)
        #expect((lines[2]["addsPerSecond"] as? Double ?? 0) > 0)
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let arguments = try small()
        for wrong in [
            ["--count", "0"], ["--count", "1500"], ["--count", "9", "--index", "flat"],
            ["--count", "9", "--batch", "0"], ["--count", "9", "--set", "nprobe=1"],
        ] {
            let outcome = try Program.run(arguments + wrong)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty, "\(wrong)")
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
    }
}

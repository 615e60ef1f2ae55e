import Testing

struct FilterCommandTests {
    private let quick = ["--turns", "1", "--shortest", "0", "--singles", "2"]

    private func small() throws -> [String] {
        try SmallVectors.arguments("filter", rows: 3000, queries: 40, seed: 11)
    }

    @Test(arguments: ["flat", "hnsw", "hnsw-u8"]) func everySelectivityAndCorrelationIsMeasured(index: String) throws {
        let outcome = try Program.run(
            small() + quick + [
                "--index", index, "--selectivity", "1,0.5,0.01", "--correlation", "none,hole", "--fresh", "--json",
            ] + (index == "flat" ? [] : ["--sweep", "efSearch=40,80"]))
        #expect(outcome.status == 0, "\(outcome.errors)")
        let points = try outcome.objects()
        let keys = points.compactMap { point -> String? in
            guard let engine = point["engine"] as? String, let share = point["selectivity"] as? Double,
                let place = point["correlation"] as? String
            else { return nil }
            return "\(engine) \(share) \(place)"
        }
        // Where everything is allowed there is nothing to correlate.
        #expect(
            Set(keys)
                == Set(
                    ["tessera", "tessera, fresh"].flatMap { engine in
                        ["1.0 none", "0.5 none", "0.5 hole", "0.01 none", "0.01 hole"].map { "\(engine) \($0)" }
                    }))
        #expect(points.count == keys.count && points.count == Set(keys).count * (index == "flat" ? 1 : 2))
        for point in points {
            let recall = try #require(point["recall"] as? Double)
            #expect(index == "flat" ? recall == 1 : recall > 0.8, "\(point)")
            #expect(point["short"] as? Int == 0)
            #expect((point["cpuQPS"] as? Double ?? 0) > 0 && (point["scanCPUQPS"] as? Double ?? 0) > 0)
            let share = try #require(point["selectivity"] as? Double)
            #expect(abs(Double(point["matches"] as? Int ?? 0) - 3000 * share) <= 1)
        }
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let arguments = try small() + quick
        for wrong in [
            ["--index", "ivfpq"], ["--selectivity", "0"], ["--selectivity", "1.5"], ["--correlation", "cosmic"],
            ["--recall", "0"], ["--compare", "faiss"], ["--sweep", "m=8,16"], ["--set", "nprobe=3"], ["-k", "0"],
        ] {
            let outcome = try Program.run(arguments + wrong)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty, "\(wrong)")
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
    }
}

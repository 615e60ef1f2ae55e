import Foundation
import TestFolder
import Testing
import VectorCore

struct ScanCommandTests {
    @Test func everyCodeIsScannedInTurnsWithAReadAndManyQueriesWithAProduct() throws {
        let arguments = try SmallVectors.arguments("scan", rows: 2000, queries: 20, seed: 5)
        let outcome = try Program.run(arguments + ["--singles", "3", "--turns", "1", "--metric", "cosine", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        let singles = lines.filter { $0["ofRead"] != nil }, many = lines.filter { $0["ofProduct"] != nil }
        #expect(singles.compactMap { $0["code"] as? String } == VectorCode.allCases.map(\.rawValue))
        #expect(many.count == 1 && singles.count + many.count == lines.count)
        for line in singles {
            let code = try #require(line["code"] as? String)
            // A code of a component padded to 64 may miss one; floats may not.
            let recall = try #require(line["recall"] as? Double)
            #expect(code == "float32" ? recall == 1 : recall > 0.9, "\(code)")
            let rate = try #require(line["bytesPerSecond"] as? Double)
            let read = try #require(line["readBytesPerSecond"] as? Double)
            let share = try #require(line["ofRead"] as? Double)
            #expect(rate > 0 && read > 0 && abs(rate / read - share) < 1e-6 * share)
            #expect((line["rowBytes"] as? Int ?? 0) >= 16 && (line["timesFloats"] as? Double ?? 0) > 0)
        }
        #expect(many[0]["queries"] as? Int == 20 && (many[0]["ofProduct"] as? Double ?? 0) > 0)
    }

    @Test(arguments: ["hnsw", "hnsw-rabitq", "flat", "ivfpq"]) func savedIndexesAreOpenedInBothWays(index: String)
        throws
    {
        let data = try SmallVectors.arguments("ann", rows: 2000, queries: 3, seed: 7)
        let file = try TestFolder.make().appendingPathComponent("index").path
        let saved = try Program.run(data + ["--index", index, "--save", file, "--turns", "1", "--shortest", "0"])
        #expect(saved.status == 0, "\(saved.errors)")
        let opening = ["opening", "--index", index, "--file", file] + data.suffix(2)
        let outcome = try Program.run(opening + ["--turns", "4", "--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        #expect(lines.compactMap { $0["checking"] as? String } == ["onOpen", "lazily"])
        for line in lines {
            let times = ["bestOpenedSeconds", "bestAnsweredSeconds", "answeredSeconds"].compactMap {
                line[$0] as? Double
            }
            #expect(times.count == 3 && times[0] > 0 && times == times.sorted(), "\(line)")
        }
        for (wrong, word) in [
            (["--checking", "never"], "lazily"), (["--turns", "0"], "--turns"), (["-k", "0"], "-k"),
        ] {
            let outcome = try Program.run(opening + wrong)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.errors.contains(word), "\(outcome.errors)")
        }
    }

    @Test func whatCannotBeScannedIsRefused() throws {
        let arguments = try SmallVectors.arguments("scan", rows: 100, queries: 5, seed: 6)
        for wrong in [
            ["--codes", "float16"], ["--codes", "float32,float32"], ["--singles", "0"], ["--turns", "-1"],
            ["-k", "101"],
        ] {
            let outcome = try Program.run(arguments + wrong)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty, "\(wrong)")
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
    }
}

import Foundation
import TestFolder
import Testing
import VectorCore

struct TuneCommandTests {
    private let quick = ["--turns", "1", "--shortest", "0", "--singles", "2"]

    private func small(rows: Int = 3000) throws -> [String] {
        try SmallVectors.arguments("tune", rows: rows, queries: 60, seed: 17)
    }

    @Test func trialsAndTheChoiceArePrintedAndTheChoiceIsSaved() throws {
        let file = try TestFolder.make().appendingPathComponent("tuned.index")
        let outcome = try Program.run(
            small(rows: 9000) + quick + [
                "--recall", "0.9", "--threads", "2", "--sample", "5000", "--save", file.path, "--json",
            ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        let trials = lines.filter { $0["tune"] as? String == "trial" }
        let choice = try #require(lines.last)
        #expect(trials.count == lines.count - 1 && trials.count >= 4)
        for trial in trials {
            #expect(trial["vectors"] as? Int == 9000 && trial["sampled"] as? Int == 5000)
            #expect(trial["wantedRecall"] as? Double == 0.9 && trial["recall"] == nil)
            if trial["refusal"] is NSNull { #expect((trial["heldOutRecall"] as? Double ?? 0) >= 0.9) }
        }
        // What `ann` says of an index, and what only the tuner knows.
        #expect(
            Set(choice.keys)
                == NeighborsCommandTests.keys.union([
                    "tune", "wantedRecall", "tunedRecall", "heldOutRecall", "tuneSeconds", "makeSeconds",
                    "makeCPUSeconds",
                ]).subtracting(["buildCPUSeconds"]))
        #expect(choice["tune"] as? String == "choice" && choice["index"] as? String == trials[0]["index"] as? String)
        // 60 queries have a standard error of about 0.015.
        #expect((choice["recall"] as? Double ?? 0) >= 0.86)
        #expect((choice["cpuQPS"] as? Double ?? 0) > 0 && (choice["fileBytesPerVector"] as? Double ?? 0) > 32)
        let opened = try IndexFile.open(file)
        let parameters = try #require(choice["parameters"] as? [String: Int])
        #expect(opened.count == 9000 && opened.searchDefaults.efSearch == parameters["efSearch"])
        #expect(opened.searchDefaults.nprobe == parameters["nprobe"])
    }

    @Test func withoutQueriesSomeVectorsAreHeldOut() throws {
        let arguments = Array(try small().prefix(3)) + quick
        let outcome = try Program.run(arguments + ["--json"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.objects().allSatisfy { $0["vectors"] as? Int == 2700 })
        let few = try Program.run(arguments + ["--count", "2000", "--query-count", "100", "--json"])
        #expect(try few.objects().allSatisfy { $0["vectors"] as? Int == 1900 }, "\(few.errors)")
        let table = try Program.run(arguments)
        #expect(table.output.contains("held out") && table.output.contains("Chosen: "), "\(table.output)")
    }

    @Test func halfOfTheQueriesMayBeGivenToTheTuner() throws {
        let outcome = try Program.run(small() + quick + ["--given", "0.5"])
        #expect(outcome.status == 0 && outcome.output.contains("on 30 queries held out"), "\(outcome)")
    }

    @Test func aGoalOutOfReachEndsWithTheTrialsAndAStatus() throws {
        let outcome = try Program.run(small() + quick + ["--build-seconds", "1e-9", "--json"])
        #expect(outcome.status == 1 && outcome.errors.contains("nothing reaches the goal"), "\(outcome.errors)")
        let trials = try outcome.objects()
        #expect(trials.count >= 3 && trials.allSatisfy { $0["refusal"] as? String == "takes longer to build" })
        for budget in [["--bytes", "3"], ["--megabytes", "0.01"]] {
            let none = try Program.run(small() + quick + budget)
            #expect(none.status == 1 && none.errors.contains("nothing reaches the goal"), "\(none.errors)")
        }
    }

    @Test func whatMakesNoSenseIsRefused() throws {
        let arguments = try small() + quick
        for wrong in [
            ["--recall", "0"], ["--recall", "1.1"], ["--bytes", "0"], ["--bytes", "10", "--megabytes", "1"],
            ["--build-seconds", "0"], ["--given", "1"], ["--given", "0.02"], ["-k", "0"], ["-k", "3001"],
            ["--sample", "0"], ["--count", "3001"], ["--metric", "l3"], ["--save", "/nowhere/x"],
        ] {
            let outcome = try Program.run(arguments + wrong)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty, "\(wrong)")
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
        let alone = Array(arguments.prefix(3)) + quick
        for wrong in [["--given", "0.5"], ["--query-count", "3000"]] {
            let outcome = try Program.run(alone + wrong)
            #expect(outcome.status != 0 && outcome.errors.contains("Error"), "\(outcome.errors)")
        }
    }
}

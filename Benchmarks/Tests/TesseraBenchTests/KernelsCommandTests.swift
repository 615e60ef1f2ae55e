import Foundation
import Testing
import VectorCore

struct KernelsCommandTests {
    private let quick = ["--turns", "1", "--shortest", "0", "--megabytes", "1", "--json"]

    @Test func everyKernelIsMeasuredInEveryInstructionSetAndPlace() throws {
        let outcome = try Program.run(["kernels", "--dimensions", "3,100"] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = try outcome.objects()
        let sets = Set(Kernels.supported.map(\.name))
        let roofs = lines.filter { $0["roof"] != nil }, points = lines.filter { $0["kernel"] != nil }
        #expect(roofs.count + points.count == lines.count)
        // A set's arithmetic, and reading from three caches and memory.
        #expect(roofs.count == sets.count * 5)
        for roof in roofs {
            #expect((roof["perSecond"] as? Double ?? roof["bytesPerSecond"] as? Double ?? 0) > 1e6, "\(roof)")
        }
        let kernels = Set(points.compactMap { $0["kernel"] as? String })
        #expect(kernels.isSuperset(of: ["squared_l2", "squared_l2_gather", "squared_l2_scan", "dot", "dot_gather"]))
        var seen = Set<[String]>()
        for point in points {
            let key = ["kernel", "instructionSet", "data"].compactMap { point[$0] as? String }
            #expect(key.count == 3 && sets.contains(key[1]))
            #expect(seen.insert(key + ["\(point["dimension"] as? Int ?? 0)"]).inserted)
            let nanoseconds = try #require(point["nanoseconds"] as? Double)
            let bytes = try #require(point["rowBytes"] as? Int), rate = try #require(point["bytesPerSecond"] as? Double)
            #expect(
                nanoseconds > 0 && bytes > 0 && abs(rate * nanoseconds / 1e9 - Double(bytes)) < 1e-6 * Double(bytes))
            #expect((point["ofRoof"] as? Double ?? 0) > 0)
        }
        #expect(seen.count == kernels.count * sets.count * 3 * 2)
    }

    @Test func kernelsAndSetsCanBeChosen() throws {
        let outcome = try Program.run(
            ["kernels", "--dimensions", "8", "--kernels", "dot_scan", "--sets", "portable"] + quick)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let points = try outcome.objects().filter { $0["kernel"] != nil }
        #expect(points.count == 3 && points.allSatisfy { $0["kernel"] as? String == "dot_scan" })
        #expect(points.allSatisfy { $0["instructionSet"] as? String == "portable" })
        for wrong in [
            ["--dimensions", "0"], ["--dimensions", "8,x"], ["--kernels", "cosmic"], ["--sets", "mmx"],
            ["--megabytes=0"],
        ] {
            let outcome = try Program.run(["kernels"] + quick + wrong)
            #expect(outcome.status != 0 && !outcome.crashed && outcome.output.isEmpty, "\(wrong)")
            #expect(outcome.errors.contains("Error"), "\(outcome.errors)")
        }
    }
}

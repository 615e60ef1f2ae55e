import Foundation
import TestFolder
import Testing

#if os(Linux)
    struct BuildCommandTests {
        /// 92 MB: what any program takes, some 7 MB, is little beside it.
        private static func vectors(rows: Int = 60_000, columns: Int = 384) throws -> String {
            var state: UInt32 = 11
            var bytes = Data(capacity: rows * (columns + 1) * 4)
            for _ in 0..<rows {
                withUnsafeBytes(of: Int32(columns).littleEndian) { bytes.append(contentsOf: $0) }
                for _ in 0..<columns {
                    state = state &* 1_664_525 &+ 1_013_904_223
                    let value = Float(state >> 8) / Float(1 << 24) - 0.5
                    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
                }
            }
            let file = try TestFolder.make().appendingPathComponent("base.fvecs")
            try bytes.write(to: file)
            return file.path
        }

        @Test func buildingFromAMappedFileHoldsLittleMoreThanTheIndex() throws {
            let file = try Self.vectors()
            for (index, set) in [("flat", []), ("flat-rabitq", []), ("hnsw-rabitq", ["--set", "efConstruction=20"])] {
                let outcome = try Program.run(["build", "--base", file, "--index", index, "--json"] + set)
                #expect(outcome.status == 0, "\(outcome.errors)")
                let line = try #require(try outcome.objects().first)
                #expect(line["rows"] as? Int == 60_000)
                let bytes = try #require(line["indexBytes"] as? Int), peak = try #require(line["peakBytes"] as? Int)
                #expect(bytes >= 60_000 * 384 * 4 && peak > bytes / 2, "\(line)")
                #expect(peak < bytes + bytes / 10, "\(index): \(peak) bytes for an index of \(bytes)")
            }
        }

        @Test func whatCannotBeBuiltIsRefused() throws {
            let file = try Self.vectors(rows: 10, columns: 4)
            for wrong in [
                ["--threads", "0"], ["--index", "flat", "--threads", "2"], ["--set", "m=1"], ["--base", file + "x"],
            ] {
                let outcome = try Program.run(["build", "--base", file] + wrong)
                #expect(outcome.status != 0 && !outcome.crashed && !outcome.errors.isEmpty, "\(wrong)")
            }
        }
    }
#endif

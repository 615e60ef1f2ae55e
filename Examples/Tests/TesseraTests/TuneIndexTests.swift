import Foundation
import Testing

struct TuneIndexTests {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func theExampleOfTheTunersDocumentationIsTheOneThatIsCompiled() throws {
        let tuner = try String(
            contentsOf: root.appendingPathComponent("Sources/VectorCore/Tuning/IndexTuner.swift"), encoding: .utf8)
        let source = try String(
            contentsOf: root.appendingPathComponent("Examples/Sources/TuneIndex/main.swift"), encoding: .utf8)
        let code = tuner.split(separator: "\n").filter { $0.hasPrefix("///     ") }.map { $0.dropFirst(8) }
        #expect(code.count >= 3)
        #expect(source.contains(code.joined(separator: "\n") + "\n"), "copy the example to Examples/Sources/TuneIndex")
    }

    @Test func theExampleRuns() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // 300 vectors of 4 components as .fvecs: each its length, then floats.
        var bytes = Data()
        for row in 0..<300 {
            withUnsafeBytes(of: Int32(4).littleEndian) { bytes.append(contentsOf: $0) }
            for column in 0..<4 {
                let value = Float((row * 31 + column * 17) % 101) + 1
                withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
        let (vectors, index) = (folder.appendingPathComponent("base.fvecs"), folder.appendingPathComponent("index"))
        try bytes.write(to: vectors)
        let run = try await Program.tuneIndex.run([vectors.path, index.path])
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("Chosen: ") && run.output.contains("nearest to the first:"), "\(run)")
        #expect(FileManager.default.fileExists(atPath: index.path))
    }
}

import Foundation
import Testing

struct QuickStartTests {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func theREADMEsQuickStartIsTheOneThatIsCompiled() throws {
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let source = try String(
            contentsOf: root.appendingPathComponent("Examples/Sources/QuickStart/main.swift"), encoding: .utf8)
        let section = try #require(readme.components(separatedBy: "## Quick start\n").dropFirst().first)
        let block = try #require(section.components(separatedBy: "```swift\n").dropFirst().first)
        let code = try #require(block.components(separatedBy: "```").first)
        #expect(code == source, "copy the README's first block to Examples/Sources/QuickStart/main.swift")
    }

    @Test func theQuickStartRuns() async throws {
        guard let bench = try Workbench.make() else { return }
        let run = try await Program.quickStart.run([Models.encoder.path, bench.documents.path, bench.store])
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("texts embedded"), "\(run)")
        #expect(run.output.contains("[1] guide/storage.md"), "\(run)")
    }
}

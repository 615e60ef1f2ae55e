import Foundation
import Testing

struct OwnFormatTests {
    private let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func thePagesExamplesAreTheOnesThatAreCompiled() throws {
        let page = try String(contentsOf: root.appendingPathComponent("Docs/ChoosingAChunker.md"), encoding: .utf8)
        let section = try #require(page.components(separatedBy: "## Writing a parser").dropFirst().first)
        let blocks = section.components(separatedBy: "```swift\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        let files = try ["SubtitleParser", "BlockChunker", "main"].map { name in
            try String(
                contentsOf: root.appendingPathComponent("Examples/Sources/OwnFormat/\(name).swift"), encoding: .utf8)
        }
        #expect(blocks == files, "copy the page's blocks to Examples/Sources/OwnFormat, or the other way")
    }

    @Test func subtitlesBecomeChunksWithTheirPlaces() async throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "👩‍🚀e\u{301}", count: 20)
        let text = """
            1
            00:00:01,000 --> 00:00:04,000
            The fox is red,
            as foxes are.

            2
            00:00:05,000 --> 00:00:06,000
            狐は赤い。

            3
            00:00:07,000 --> 00:00:09,000
            \(long)

            """
        for (name, text) in ["unix.srt": text, "windows.srt": text.replacing("\n", with: "\r\n")] {
            try folder.write(text, to: name)
            let run = try await Program.ownFormat.run([folder.file(name).path])
            #expect(run.status == 0, "\(run)")
            let lines = run.output.split(separator: "\n").map { line in
                let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
                let bounds = parts[0].components(separatedBy: "..<").compactMap(Int.init)
                return (range: bounds[0]..<bounds[1], content: parts[1])
            }
            #expect(lines.first?.content.hasPrefix("The fox is red, as foxes are.") == true, "\(run)")
            #expect(!run.output.contains("-->") && lines.count >= 3, "\(run)")
            let bytes = Array(text.utf8)
            for line in lines {
                let chunk = String(decoding: bytes[line.range], as: UTF8.self)
                #expect(chunk.unicodeScalars.count <= 60 && !chunk.hasPrefix("\u{301}"), "\(name) \(line)")
            }
            #expect(lines.suffix(2).allSatisfy { $0.content.allSatisfy { "👩‍🚀e\u{301}".contains($0) } }, "\(run)")
        }
    }
}

import Chunking
import Foundation
import Testing

/// Unicode's published break tests, as Debian's `unicode-data` installs them.
private enum BreakTestFile {
    private static let folder = URL(fileURLWithPath: "/usr/share/unicode/auxiliary")

    /// The samples of a file, each as bytes and the positions that part them; nil after saying that they are skipped.
    static func samples(_ name: String) -> [(bytes: [UInt8], boundaries: [Int], line: String)]? {
        guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else {
            return skip("\(name) is not in \(folder.path); Scripts/setup.sh --test installs it")
        }
        guard text.hasPrefix("# \(name.dropLast(4))-\(TextSegments.unicodeVersion).txt") else {
            return skip("\(name) is not of Unicode \(TextSegments.unicodeVersion), which the tables are of")
        }
        return text.split(separator: "\n").compactMap { line in
            let fields = line.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard !fields.isEmpty else { return nil }
            var sample = (bytes: [UInt8](), boundaries: [Int](), line: String(line))
            for field in fields {
                if field == "÷" {
                    sample.boundaries.append(sample.bytes.count)
                } else if field != "×", let scalar = UInt32(field, radix: 16).flatMap(Unicode.Scalar.init) {
                    sample.bytes.append(contentsOf: String(scalar).utf8)
                }
            }
            return sample
        }
    }

    private static func skip(_ reason: String) -> [(bytes: [UInt8], boundaries: [Int], line: String)]? {
        FileHandle.standardError.write(Data("SKIPPED: \(reason)\n".utf8))
        return nil
    }
}

@Test(arguments: [
    ("GraphemeBreakTest.txt", TextSegments.Unit.grapheme, 600), ("WordBreakTest.txt", .word, 1800),
    ("SentenceBreakTest.txt", .unicodeSentence, 500),
])
func thePublishedBreakTestsPass(file: String, unit: TextSegments.Unit, count: Int) {
    guard let samples = BreakTestFile.samples(file) else { return }
    #expect(samples.count >= count)
    for sample in samples {
        let segments = TextSegments(of: sample.bytes, by: unit)
        #expect([0] + segments.map(\.upperBound) == sample.boundaries, "\(sample.line)")
        let told = (0...sample.bytes.count).filter { segments.isBoundary(at: $0) }
        #expect(told == sample.boundaries, "by position: \(sample.line)")
    }
}

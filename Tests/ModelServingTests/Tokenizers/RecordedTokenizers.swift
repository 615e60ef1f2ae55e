import Foundation
import ModelServing
import Testing

/// What `Scripts/compare-tokenizers.py` recorded of the reference: tokenizers, texts, and the tokens of each text.
struct RecordedTokenizers {
    let folder: URL
    let lines: [String]

    init(_ folder: URL) throws {
        self.folder = folder
        lines = try JSONDecoder().decode(
            [String].self, from: Data(contentsOf: folder.appendingPathComponent("lines.json")))
    }

    /// The few that are kept beside the tests.
    static func fixture() throws -> RecordedTokenizers {
        try RecordedTokenizers(TestFixture.folder("tokenizers"))
    }

    var names: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasSuffix(".json") }.sorted()
        }
    }

    func tokenizer(_ name: String) throws -> any Tokenizer {
        try Tokenizers.load(contentsOf: folder.appendingPathComponent(name))
    }

    struct Expected {
        var before: [Int32]
        var behind: [Int32]
        var tokens: [TokenizedText]
    }

    func expected(_ name: String) throws -> Expected {
        let text = try String(contentsOf: folder.appendingPathComponent(name + "/tokens.txt"), encoding: .utf8)
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        let special = try JSONDecoder().decode([[Int32]].self, from: Data(rows.removeFirst().utf8))
        return Expected(
            before: special[0], behind: special[1],
            tokens: try rows.prefix(lines.count).map { row in
                var tokens: (ids: [Int32], ranges: [Range<Int>]) = ([], [])
                var end = 0
                for token in row.split(separator: " ") {
                    let numbers = token.split(separator: ",").compactMap { Int($0, radix: 36) }
                    try #require(numbers.count == 3)
                    tokens.ids.append(Int32(numbers[0]))
                    tokens.ranges.append(end + numbers[1]..<end + numbers[1] + numbers[2])
                    end += numbers[1] + numbers[2]
                }
                return TokenizedText(ids: tokens.ids, ranges: tokens.ranges)
            })
    }

    private struct Decoded: Decodable {
        /// Where it is not the text itself.
        var written: String?
        /// Where it is not the one with special tokens.
        var omitted: String?
        /// Of the ids in the reverse order, recorded for some texts.
        var reversed: String?
    }

    /// What a tokenizer does not decode as the reference does, the first few of it told of.
    func decodingDifferences(_ name: String) throws -> (count: Int, reversed: Int, report: String) {
        let tokenizer = try tokenizer(name)
        let data = try Data(contentsOf: folder.appendingPathComponent(name + "/decoded.json"))
        let expected = try JSONDecoder().decode([Decoded].self, from: data)
        try #require(expected.count == lines.count)
        var result = (count: 0, reversed: 0, report: "")
        // Strings of Swift are equal where one is composed and the other is not.
        func compare(_ own: String, _ expected: String, _ line: String) {
            guard !own.utf8.elementsEqual(expected.utf8) else { return }
            result.count += 1
            guard result.count <= 3 else { return }
            result.report += "\n\(line.debugDescription)\n  \(own.debugDescription)\n  \(expected.debugDescription)"
        }
        for (line, expected) in zip(lines, expected) {
            let ids = tokenizer.encode(line).ids
            let written = expected.written ?? line
            compare(tokenizer.decode(ids, specialTokens: .written), written, line)
            compare(tokenizer.decode(ids), expected.omitted ?? written, line)
            guard let reversed = expected.reversed else { continue }
            compare(tokenizer.decode(ids.reversed()), reversed, line)
            result.reversed += 1
        }
        return result
    }

    /// The texts that a tokenizer does not take apart as the reference does, the first few of them told of.
    func differences(_ name: String) throws -> (count: Int, report: String) {
        let tokenizer = try tokenizer(name)
        let expected = try expected(name)
        var count = 0
        var report = ""
        for (line, tokens) in zip(lines, expected.tokens) {
            let own = tokenizer.tokens(of: line)
            let whole = tokenizer.encode(line)
            let isEqual =
                own == tokens && whole.ids == expected.before + tokens.ids + expected.behind
                && whole.count == own.count + tokenizer.specialTokenCount
            guard !isEqual else { continue }
            count += 1
            guard count <= 3 else { continue }
            report += "\n\(line.debugDescription)\n  ids \(own.ids)\n      \(tokens.ids)"
            report += "\n  ranges \(own.ranges)\n         \(tokens.ranges)"
        }
        return (count, report)
    }
}

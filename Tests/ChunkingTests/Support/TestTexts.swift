import Chunking
import Foundation
import TestSupport

/// Texts made of awkward parts, and real documents where they are here.
enum TestTexts {
    static let parts = [
        "word", "Another sentence ends here.", " ", " ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "日本語の文章です。",
        "「行く。」と言った。", "東京都", "ひらがな", "カタカナ", "\u{3000}", "e\u{301}\u{302}", " \u{301}", "👩‍👩‍👧‍👦", "🇯🇵🇩🇪",
        "👍🏽", "か\u{3099}", "# ", "## Title\n", "\n# Heading #\n\n", "```\n", "~~~\n", "\n```swift\n# no heading\n```\n",
        "- item\n", "1. one\n", "> quote\n", "| a | b |\n| --- | --- |\n| 1 | 2 |\n", "*", "**", "_", "`", "``",
        "[link](",
        "[text](http://x.y \"t\")", "![alt](i.png)", ")", "<", ">", "<b>", "</b>", "<div>", "</div>", "<p>", "<!--",
        "-->",
        "<script>var x = 1 < 2</script>", "<h2>", "</h2>", "<table><tr><td>", "</td></tr></table>", "<pre>", "</pre>",
        "<a href=\"a>b\">", "<li>", "<ul>", "</ul>", "<span hidden>", "</span>", "<nav>", "</nav>", "&amp;", "&nbsp;",
        "&#x65E5;", "&", "&unknown;", "\\", "\\*", "---\n", "===\n", "    code\n", "Mr. Smith vs. Dr. No. It was 3.14.",
        "Привет мир.", "नमस्ते दुनिया।", "مرحبا", "\u{200D}", "ａｂｃ", "ﾊﾟ", "\u{FEFF}", "x",
    ]

    static func random(seed: UInt64, parts count: Int) -> String {
        var generator = SeededGenerator(seed: seed)
        var text = ""
        for _ in 0..<count { text += parts.randomElement(using: &generator) ?? "" }
        return text
    }

    /// The files of a data set whose names end so, by path.
    static func files(_ dataSet: String, endingIn suffix: String) -> [(path: String, bytes: [UInt8])] {
        guard let folder = TestData.dataSet(dataSet) else { return [] }
        return files(in: folder, endingIn: suffix)
    }

    /// The files below a folder whose names end so, by path.
    static func files(in folder: URL, endingIn suffix: String) -> [(path: String, bytes: [UInt8])] {
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) }.sorted()
        return paths.compactMap { path in
            FileManager.default.contents(atPath: folder.path + "/" + path).map { (path, [UInt8]($0)) }
        }
    }

    /// The `text` of each line of a corpus in JSON Lines.
    static func passages(_ dataSet: String) -> [String] {
        guard let file = TestData.dataSet(dataSet)?.appendingPathComponent("corpus.jsonl"),
            let data = try? Data(contentsOf: file)
        else { return [] }
        return data.split(separator: 0x0A).compactMap { line in
            (try? JSONSerialization.jsonObject(with: line) as? [String: Any])?["text"] as? String
        }
    }

    /// A text in another encoding by Foundation's own tables; nil where it has characters that the encoding lacks.
    static func encoded(_ text: String, in encoding: TextEncoding) -> [UInt8]? {
        let foundation: String.Encoding =
            switch encoding {
            case .utf8: .utf8
            case .utf16LittleEndian: .utf16LittleEndian
            case .utf16BigEndian: .utf16BigEndian
            case .shiftJIS: .shiftJIS
            case .eucJP: .japaneseEUC
            case .latin1: .isoLatin1
            case .windows1252: .windowsCP1252
            }
        return text.data(using: foundation).map { [UInt8]($0) }
    }
}

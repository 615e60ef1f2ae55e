import Foundation
import ModelServing
import TestSupport
import Testing

/// SentencePiece's character maps.
struct CharacterMapTests {
    /// As with the last ideographs of XLM-R's map, which has 9,836 units: U+2FA02, U+2FA15 and U+2FA1C.
    @Test func aKeyWhoseWayLeavesTheTrieAndComesBackIsFound() throws {
        var units = [UInt32](repeating: 0, count: 200)
        // From the root (offset 1) by 0xC3 to 194, on to 194 ^ 61 = 255, behind the last unit; by 0xA9 to 86, whose text is
        // at 86 ^ 1.
        units[0] = 1 << 10
        units[194] = 0xC3 | 61 << 10
        units[86] = 0xA9 | 1 << 8 | 1 << 10
        let words = [UInt32(units.count * 4)] + units
        let bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        let map = Data(bytes + [0x65, 0])
        let json = """
            {"version": "1.0", "added_tokens": [],
             "normalizer": {"type": "Precompiled", "precompiled_charsmap": "\(map.base64EncodedString())"},
             "model": {"type": "WordLevel", "vocab": {"<unk>": 0, "e": 1}, "unk_token": "<unk>"}}
            """
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(json.utf8).write(to: folder.appendingPathComponent("tokenizer.json"))
        let tokenizer = try Tokenizers.load(contentsOf: folder)
        #expect(tokenizer.tokens(of: "\u{E9}").ids == [1])
        #expect(tokenizer.tokens(of: "\u{E8}").ids == [0])
    }
}

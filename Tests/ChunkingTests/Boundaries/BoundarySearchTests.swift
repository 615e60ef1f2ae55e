import Chunking
import TestSupport
import Testing

/// Parts that stand across words of eight bytes in all ways, white space and marks above all.
private let parts = [
    "a", "word", "sentence.", "Why?", "x!", "1,", "2.5", ",", ".", " ", " ", " ", "  ", "\t", "\n", "\n", "\r\n",
    "\n\n", "\u{0C}", "。", "！", "．", "」", "）", "…", "｡", "｣", "’", "”", "、", "日本", "ひら", "カタ", "é", "\u{301}", "👍",
    "\u{3000}",
    "\u{2003}", "\u{E000}", "ﾊﾟ", "〆",
]

private func randomBytes(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...30, using: &generator)
    return Array((0..<count).map { _ in parts.randomElement(using: &generator) ?? "" }.joined().utf8)
}

@Test func theFastSearchBackwardsFindsWhatALookAtEveryPositionDoes() {
    for seed in UInt64(1)...2000 {
        let bytes = randomBytes(seed: seed)
        let scanner = BoundaryScanner(bytes: bytes)
        var generator = SeededGenerator(seed: seed + 1_000_000)
        let stretchStart = Int.random(in: 0..<bytes.count, using: &generator)
        let floor = Int.random(in: stretchStart...bytes.count, using: &generator)
        let position = Int.random(in: floor...bytes.count, using: &generator)
        for keepsLines in [false, true] {
            func slowly(_ isWanted: (TextBoundary) -> Bool) -> (Int, TextBoundary)? {
                for position in stride(from: position, to: floor, by: -1) {
                    if let kind = scanner.boundary(at: position, floor: stretchStart, keepsLines: keepsLines),
                        isWanted(kind)
                    {
                        return (position, kind)
                    }
                }
                return nil
            }
            func check(_ wanted: WantedBoundary, _ isWanted: (TextBoundary) -> Bool) {
                let found = scanner.last(
                    wanted, atOrBefore: position, after: floor, stretchStart: stretchStart, keepsLines: keepsLines)
                let expected = slowly(isWanted)
                if found?.position != expected?.0 || found?.kind != expected?.1 {
                    Issue.record(
                        "seed \(seed), \(wanted): \(String(describing: found)), not \(String(describing: expected))")
                }
            }
            check(.any) { _ in true }
            check(.none) { _ in false }
            for kind in [TextBoundary.word, .sentence, .line, .paragraph] { check(.better(than: kind)) { $0 > kind } }
        }
    }
}

@Test func theFastSearchForwardsPassesOverNothingBetterThanAWord() {
    for seed in UInt64(1)...2000 {
        let bytes = randomBytes(seed: seed)
        let scanner = BoundaryScanner(bytes: bytes)
        let better = (1..<bytes.count).filter { position in
            [true, false].contains { keepsLines in
                scanner.boundary(at: position, floor: 0, keepsLines: keepsLines).map { $0 > .word } ?? false
            }
        }
        for start in 0...bytes.count {
            let found = scanner.firstSentencePlace(atOrAfter: start, before: bytes.count)
            let next = better.first { $0 >= start } ?? bytes.count
            if found < start || found > next {
                Issue.record("seed \(seed), from \(start): \(found) is not between that and \(next)")
            }
        }
    }
}

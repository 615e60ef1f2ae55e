import Chunking
import Testing

private let temptations = [
    "a", " ", ".", ". ", "\u{301}", "a\u{301}", "\u{AD}", "🇯", "👩\u{200D}", "क\u{94D}", "a:", "1,", "a'\u{301}", "(",
    ")", ". )",
    "!\u{AD}", ".\u{301}", "\"", "[1", "[1]", "1. ", "a. ", "Mr. ", "p. ", "\n", "\r\n\n", "。", "」", "。」", "「", "...",
    "…", " .",
    "\u{A0}»", "日", "か", "カ", "ก", ". 1", ". -", "\u{200D}", "I. ", "z. B. ", "* ", "\u{FEFF}\u{301}",
]

private func seconds(_ work: () -> Void) -> Double {
    let time = ContinuousClock().measure(work)
    return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

@Test(arguments: TextSegments.Unit.allCases)
func timeGrowsNoFasterThanTheText(unit: TextSegments.Unit) {
    for temptation in temptations {
        func run(_ bytes: Int) -> Double {
            let text = Array(("A." + String(repeating: temptation, count: bytes / temptation.utf8.count)).utf8)
            return seconds {
                var count = 0
                for _ in TextSegments(of: text, by: unit) { count += 1 }
                #expect(count > 0)
            }
        }
        let small = run(10_000)
        let large = run(160_000)
        // Sixteen times the text; a quadratic step would take 256 times as long.
        #expect(large < max(small * 64, 0.2), "\(unit) \(temptation.debugDescription): \(small) s and \(large) s")
    }
}

@Test(arguments: TextSegments.Unit.allCases)
func goingBackFromBoundaryToBoundaryIsLinearToo(unit: TextSegments.Unit) {
    // Flags are counted from the first on at each of their boundaries.
    for temptation in temptations where temptation != "🇯" {
        func run(_ bytes: Int) -> Double {
            let text = Array(("A." + String(repeating: temptation, count: bytes / temptation.utf8.count)).utf8)
            let segments = TextSegments(of: text, by: unit)
            return seconds {
                var position = text.count
                while let boundary = segments.boundary(before: position) { position = boundary }
                #expect(position == 0)
            }
        }
        let small = run(2_000)
        let large = run(32_000)
        #expect(large < max(small * 64, 0.2), "\(unit) \(temptation.debugDescription): \(small) s and \(large) s")
    }
}

@Test func tenMegabytesOfProseTakeTenTimesAsLongAsOne() {
    let page = "Dr. Li (née Wu) measured 3.14 m in 1998. \"Why?\" she asked. 「行く。」と言った。次の文です。 👩‍👩‍👧‍👦 e\u{301}.\n\n"
    func run(_ bytes: Int, _ unit: TextSegments.Unit) -> Double {
        let text = Array(String(repeating: page, count: bytes / page.utf8.count).utf8)
        return seconds { #expect(TextSegments(of: text, by: unit).reduce(0) { max($0, $1.upperBound) } == text.count) }
    }
    for unit in TextSegments.Unit.allCases {
        let (one, ten) = (run(1_000_000, unit), run(10_000_000, unit))
        #expect(ten < one * 30 + 0.2, "\(unit): \(one) s and \(ten) s")
    }
}

@Test func wordsOfTenMegabytesTakeSeconds() {
    let text = Array(String(repeating: "日本語の文章を東京で書く。Plain words. ", count: 10_000_000 / 54).utf8)
    for segmenter in [WordSegmenter(), WordSegmenter.withSystemDictionary] {
        var count = 0
        let time = seconds { count = segmenter.wordRanges(in: text).count }
        #expect(count > 1_000_000)
        #expect(time < 30, "\(segmenter.identity): \(time) s")
    }
}

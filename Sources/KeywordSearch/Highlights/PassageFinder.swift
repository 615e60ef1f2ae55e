/// Finds the parts of a text whose matches are worth most.
///
/// A part begins at a match, and has all others that fit its length; what is left of the length goes to both sides of it. The next part is
/// looked for before and behind those that are found.
struct PassageFinder {
    struct Match {
        var range: Range<Int>
        let terms: [(bytes: [UInt8], weight: Double)]
    }

    /// Matches that are near enough to one another.
    private struct Window {
        var worth = 0
        var matches = 0
        /// From the first match to the end of the last, in bytes.
        var range: Range<Int>
    }

    private var text: String
    private let length: Int
    /// Where each scalar begins, and where the last one ends.
    private let starts: [Int]
    /// Words that are not cut, ascending.
    private let words: [Range<Int>]
    private let matches: [Match]
    /// Each match with the words it is in, by where they begin; and the order of their ends.
    private let spans: [Range<Int>]
    private let ends: [Int]
    /// For each match its different terms by number, and what each number is worth: whole numbers, so that sums are exact.
    private let terms: [[Int]]
    private let worths: [Int]

    private static let worthOfOne = 1_048_576.0

    init(_ text: String, terms textTerms: TextTerms, matches: [Match], length: Int) {
        self.text = text
        self.text.makeContiguousUTF8()
        self.length = length
        var starts: [Int] = []
        for (place, byte) in text.utf8.enumerated() where byte & 0xC0 != 0x80 { starts.append(place) }
        starts.append(text.utf8.count)
        self.starts = starts
        let words = Self.uncut(textTerms.terms.map(\.range))
        self.words = words
        let spanned = matches.map { (match: $0, span: Self.whole($0.range, words)) }
            .sorted { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
        self.matches = spanned.map(\.match)
        let spans = spanned.map(\.span)
        self.spans = spans
        ends = spans.indices.sorted { (spans[$0].upperBound, $0) < (spans[$1].upperBound, $1) }
        var numbers: [[UInt8]: Int] = [:]
        var worths: [Int] = []
        terms = spanned.map { match in
            Set(
                match.match.terms.map { term in
                    if let number = numbers[term.bytes] { return number }
                    numbers[term.bytes] = worths.count
                    worths.append(Int(min(term.weight, 1_000) * Self.worthOfOne))
                    return worths.count - 1
                }
            ).sorted()
        }
        self.worths = worths
    }

    func best(_ count: Int) -> [KeywordPassage] {
        var gaps: [(range: Range<Int>, window: Window)] = []
        func look(in range: Range<Int>) { if let window = window(in: range) { gaps.append((range, window)) } }
        look(in: 0..<starts[starts.count - 1])
        var passages: [KeywordPassage] = []
        while passages.count < count,
            let place = gaps.indices.max(by: { Self.isWorse(gaps[$0].window, gaps[$1].window) })
        {
            let (range, window) = gaps.remove(at: place)
            let passage = passage(around: window.range, in: range)
            passages.append(passage)
            look(in: range.lowerBound..<passage.range.lowerBound)
            look(in: passage.range.upperBound..<range.upperBound)
        }
        return passages
    }

    private static func isWorse(_ left: Window, _ right: Window) -> Bool {
        (left.worth, left.matches, -left.range.lowerBound) < (right.worth, right.matches, -right.range.lowerBound)
    }

    /// The best window of a part of the text: of equal ones the one of most matches, and then the first.
    private func window(in part: Range<Int>) -> Window? {
        var best: Window?
        var counts = [Int](repeating: 0, count: worths.count)
        var window = Window(range: part)
        var isIn = [Bool](repeating: false, count: matches.count)
        var next = 0
        func take(_ match: Int, _ step: Int) {
            for term in terms[match] {
                let before = counts[term]
                counts[term] += step
                if before == 0 || counts[term] == 0 { window.worth += step * worths[term] }
            }
            window.matches += step
            isIn[match] = step > 0
        }
        var last = part.lowerBound
        for first in matches.indices where part.contains(spans[first]) {
            let start = spans[first].lowerBound
            let limit = starts[min(scalar(at: start) + length, starts.count - 1)]
            while next < ends.count, spans[ends[next]].upperBound <= limit {
                let match = ends[next]
                if spans[match].lowerBound >= start, part.contains(spans[match]) {
                    take(match, 1)
                    last = spans[match].upperBound
                }
                next += 1
            }
            if !isIn[first] {
                // Longer than a part may be: it comes by itself.
                let worth = terms[first].reduce(0) { $0 + worths[$1] }
                let alone = Window(worth: worth, matches: 1, range: spans[first])
                if best.map({ Self.isWorse($0, alone) }) ?? true { best = alone }
                continue
            }
            window.range = start..<last
            if best.map({ Self.isWorse($0, window) }) ?? true { best = window }
            take(first, -1)
        }
        return best
    }

    /// The scalar that begins at a byte.
    private func scalar(at byte: Int) -> Int {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= byte { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// A window with what fits on both sides of it.
    private func passage(around core: Range<Int>, in part: Range<Int>) -> KeywordPassage {
        let (first, end) = (scalar(at: core.lowerBound), scalar(at: core.upperBound))
        let spare = max(length - (end - first), 0)
        let (before, behind) = (first - scalar(at: part.lowerBound), scalar(at: part.upperBound) - end)
        let left = min(max(spare / 2, spare - behind), before)
        let right = min(spare - left, behind)
        var (lower, upper) = (first - left, end + right)
        // Not within words or characters, and without blanks at the ends.
        while lower < first, !isCut(lower) || isSpace(lower) { lower += 1 }
        while upper > end, !isCut(upper) || isSpace(upper - 1) { upper -= 1 }
        while lower > 0, !isCharacter(starts[lower]) { lower -= 1 }
        while upper < starts.count - 1, !isCharacter(starts[upper]) { upper += 1 }
        let range = starts[lower]..<starts[upper]
        let inside = matches.indices.filter { range.contains(matches[$0].range) }
        let worth = Set(inside.flatMap { terms[$0] }).reduce(0) { $0 + worths[$1] }
        return KeywordPassage(
            range: range, highlights: inside.map { matches[$0].range }.merged(),
            weight: Double(worth) / Self.worthOfOne)
    }

    /// Whether a part may begin or end in front of a scalar.
    private func isCut(_ scalar: Int) -> Bool {
        let byte = starts[scalar]
        let word = words[Self.place(of: byte, words)...].first
        return word.map { byte <= $0.lowerBound } ?? true && isCharacter(byte)
    }

    private func isSpace(_ scalar: Int) -> Bool {
        text.unicodeScalars[text.utf8.index(text.startIndex, offsetBy: starts[scalar])].properties.isWhitespace
    }

    private func isCharacter(_ byte: Int) -> Bool {
        String.Index(text.utf8.index(text.startIndex, offsetBy: byte), within: text) != nil
    }

    // MARK: - Words

    /// Terms that are whole words: those of a script without spaces overlap one another, and may be cut apart.
    private static func uncut(_ ranges: [Range<Int>]) -> [Range<Int>] {
        let sorted = ranges.sorted { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
        var words: [(range: Range<Int>, isWord: Bool)] = []
        for range in sorted where !range.isEmpty {
            guard let last = words.last, range.lowerBound < last.range.upperBound else {
                words.append((range, true))
                continue
            }
            if range.upperBound > last.range.upperBound {
                words[words.count - 1].isWord = false
                words.append((range, false))
            }
        }
        return words.filter(\.isWord).map(\.range)
    }

    /// The first word that ends behind a byte.
    private static func place(of byte: Int, _ words: [Range<Int>]) -> Int {
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            if words[middle].upperBound <= byte { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A range with all of the words that it has a part of.
    private static func whole(_ range: Range<Int>, _ words: [Range<Int>]) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        for word in words[place(of: lower, words)...] {
            if word.lowerBound >= upper { break }
            lower = min(lower, word.lowerBound)
            upper = max(upper, word.upperBound)
        }
        return lower..<upper
    }
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        other.lowerBound >= lowerBound && other.upperBound <= upperBound
    }
}

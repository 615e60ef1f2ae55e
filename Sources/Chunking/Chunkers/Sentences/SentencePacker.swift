/// Fills windows with consecutive sentences.
struct SentencePacker {
    let sentences: [SentenceRanges.Sentence]
    let cutter: WindowCutter
    /// The sentence that the next window begins with.
    private(set) var first = 0
    /// Behind the last sentence given.
    private(set) var covered = 0
    /// Where the windows of a sentence over the size are.
    private var inner: WindowCutter.Cursor?

    /// - Parameter covered: How many of the sentences are in earlier windows.
    init(sentences: [SentenceRanges.Sentence], cutter: WindowCutter, covered: Int = 0) {
        self.sentences = sentences
        self.cutter = cutter
        self.covered = covered
    }

    /// The next window; nil if there is no more.
    mutating func next() -> Range<Int>? {
        while true {
            if let window = nextWithinSentence() { return window }
            guard first < sentences.count, let regionEnd = sentences.last?.range.upperBound else { return nil }
            let start = sentences[first].range.lowerBound
            let limit = limit(from: start, to: regionEnd)
            let end = end(from: first, limit: limit, covered: covered)
            if end == first {
                inner = cutter.cursor(in: sentences[first].range)
                first += 1
                covered = first
                continue
            }
            covered = end
            first = end == sentences.count ? end : overlappingStart(of: first..<end)
            return start..<sentences[end - 1].range.upperBound
        }
    }

    /// The next window of the sentence over the size that has been begun; nil if there is none.
    mutating func nextWithinSentence() -> Range<Int>? {
        guard var cursor = inner else { return nil }
        let window = cutter.next(&cursor)
        inner = window == nil ? nil : cursor
        return window
    }

    /// The sentences that the next window depends on: those in it and the one behind it.
    var needed: Range<Int> {
        guard first < sentences.count, let regionEnd = sentences.last?.range.upperBound else { return first..<first }
        let limit = limit(from: sentences[first].range.lowerBound, to: regionEnd)
        var end = first
        while end < sentences.count, sentences[end].range.upperBound <= limit { end += 1 }
        return first..<end + 1
    }

    private func limit(from start: Int, to end: Int) -> Int {
        cutter.meter.limit(from: start, to: end, behind: cutter.tables.extent(at: start))
    }

    /// Behind the last sentence of a window; `first` if not one fits.
    private func end(from first: Int, limit: Int, covered: Int) -> Int {
        let start = sentences[first].range.lowerBound
        let middle = start + (limit - start) / 2
        var end = first
        var sectionStart: Int?
        while end < sentences.count, sentences[end].range.upperBound <= limit {
            if sentences[end].beginsSection, end > max(first, covered), sentences[end - 1].range.upperBound > middle {
                sectionStart = end
            }
            end += 1
        }
        if end < sentences.count, sentences[end].beginsSection || end == first { return end }
        return end == sentences.count ? end : sectionStart ?? end
    }

    /// The first sentence of the next window: one of the overlap if the sentence behind the window fits after it.
    private func overlappingStart(of window: Range<Int>) -> Int {
        let end = window.upperBound
        let earliest = cutter.meter.overlapStart(
            before: sentences[end - 1].range.upperBound, floor: sentences[window.lowerBound].range.lowerBound + 1)
        var low = end
        while low > window.lowerBound + 1, sentences[low - 1].range.lowerBound >= earliest { low -= 1 }
        // A later start leaves more room, so the earliest that leaves enough is found by halving.
        let following = sentences[end].range.upperBound
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if limit(from: sentences[middle].range.lowerBound, to: following) >= following {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}

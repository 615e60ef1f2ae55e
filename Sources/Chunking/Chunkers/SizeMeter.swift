/// Counts a source's characters and its words or tokens, both in one pass over it or less.
struct SizeMeter {
    /// How much a range holds.
    struct Extent {
        var characters: Int
        /// Words if the size is in words.
        var tokens: Int

        static let zero = Extent(characters: 0, tokens: 0)

        static func + (a: Extent, b: Extent) -> Extent {
            Extent(characters: a.characters + b.characters, tokens: a.tokens + b.tokens)
        }
    }

    private let size: ChunkSize
    private let bytes: [UInt8]
    /// The tokens' or words' places in the source; nil if only characters count.
    private let tokens: [Range<Int>]?
    private let tokenLimit: Int
    private let tokenOverlap: Int
    private let characterLimit: Int
    private let characterOverlap: Int

    /// Tokenizes the source if the size is in tokens: the only time that the tokenizer runs.
    init(size: ChunkSize, overlap: Int, source: SourceDocument) throws(ChunkingError) {
        self.size = size
        bytes = source.bytes
        tokenLimit = size.limit
        tokenOverlap = overlap
        characterLimit = size.characterLimit
        switch size {
        case .characters: tokens = nil
        case .words(_, _, let segmenter):
            tokens = segmenter.wordRanges(in: source.bytes, range: source.textStart..<source.bytes.count)
        case .tokens(_, let tokenizer, _):
            let start = source.textStart
            let ranges = tokenizer.tokenRanges(in: source.text(in: start..<source.bytes.count))
            tokens = try Self.placed(ranges, at: start, end: source.bytes.count)
        }
        // The same share of the characters as of the tokens.
        characterOverlap = overlap == 0 ? 0 : size.with(limit: overlap).characterLimit
    }

    private static func placed(
        _ ranges: [Range<Int>], at start: Int, end: Int
    ) throws(ChunkingError) -> [Range<Int>] {
        var result: [Range<Int>] = []
        result.reserveCapacity(ranges.count)
        var last = 0..<0
        for (index, range) in ranges.enumerated() {
            guard range.lowerBound >= last.lowerBound, range.upperBound >= last.upperBound,
                range.upperBound <= end - start
            else { throw .misplacedToken(index: index, range: range) }
            last = range
            result.append(range.lowerBound + start..<range.upperBound + start)
        }
        return result
    }

    // MARK: Extents

    func extent(of range: Range<Int>) -> Extent {
        var count = 0
        if let tokens {
            var index = firstToken(endingAfter: range.lowerBound, in: tokens)
            while index < tokens.count, tokens[index].lowerBound < range.upperBound {
                index += 1
                count += 1
            }
        }
        return Extent(characters: characters(in: range), tokens: count)
    }

    /// How much a text holds that stands beside the source.
    func extent(of text: String) -> Extent {
        Extent(characters: text.unicodeScalars.count, tokens: size.units(in: text))
    }

    func fits(_ extent: Extent) -> Bool {
        extent.characters <= characterLimit && (tokens == nil || extent.tokens <= tokenLimit)
    }

    /// Whether what leads a chunk takes no more than half of its size.
    func leavesHalf(_ lead: Extent) -> Bool {
        lead.characters <= characterLimit / 2 && (tokens == nil || lead.tokens <= tokenLimit / 2)
    }

    /// No text of more bytes is in the size.
    var mostBytes: Int { characterLimit > Int.max / 4 ? Int.max : characterLimit * 4 }

    /// Less than half full.
    func isSmall(_ extent: Extent) -> Bool {
        tokens == nil ? extent.characters < characterLimit / 2 : extent.tokens < tokenLimit / 2
    }

    private func characters(in range: Range<Int>) -> Int {
        let span = bytes.span
        let raw = span.bytes
        var i = range.lowerBound
        var continuations = 0
        while i &+ ByteWord.size <= range.upperBound {
            continuations &+= ByteWord.count(ByteWord(raw, at: i).continuations)
            i &+= ByteWord.size
        }
        while i < range.upperBound {
            if span[i] & 0xC0 == 0x80 { continuations &+= 1 }
            i &+= 1
        }
        return range.count - continuations
    }

    // MARK: Words by dictionary

    /// What the size's words are parted by, if it is in words and has a dictionary.
    var segmenter: WordSegmenter? {
        if case .words(_, _, let segmenter) = size, segmenter.dictionary != nil { segmenter } else { nil }
    }

    /// By how many words a range is over the limit when it is parted by itself.
    ///
    /// Nearly always 0, and known to be at once. But a dictionary that sees a part of a run only, because a cut fell into
    /// it, may part it into more words than it has in the source. Words by rules alone never become more by a cut.
    func surplus(of range: Range<Int>, behind lead: Extent) -> Int {
        guard let segmenter, let tokens, cutsRun(range.lowerBound, tokens) || cutsRun(range.upperBound, tokens) else {
            return 0
        }
        return max(segmenter.wordRanges(in: bytes, range: range).count + lead.tokens - tokenLimit, 0)
    }

    /// Whether words touch at a position, or one goes on over it.
    private func cutsRun(_ position: Int, _ tokens: [Range<Int>]) -> Bool {
        let next = firstToken(endingAfter: position, in: tokens)
        guard next < tokens.count, tokens[next].lowerBound <= position else { return false }
        return tokens[next].lowerBound < position || next > 0 && tokens[next - 1].upperBound == position
    }

    // MARK: Bounds

    /// The farthest end, at most `end`, of a chunk that begins at `start`; at least one scalar behind it.
    ///
    /// - Parameter lead: What of the size is taken already.
    func limit(from start: Int, to end: Int, behind lead: Extent = .zero) -> Int {
        var limit = characterBound(from: start, to: end, characters: characterLimit - lead.characters)
        if let tokens {
            let first = firstToken(endingAfter: start, in: tokens)
            let room = max(tokenLimit - lead.tokens, 0)
            // tokenLimit may be Int.max
            if room < tokens.count - first {
                limit = min(limit, scalarStart(at: tokens[first + room].lowerBound))
            }
        }
        return limit > start ? limit : min(scalarEnd(after: start), end)
    }

    /// Where so many scalars from `start` end.
    ///
    /// So many bytes always fit; what they leave over is taken in the same way, so Japanese takes a few rounds.
    private func characterBound(from start: Int, to end: Int, characters count: Int) -> Int {
        var position = start
        var left = count
        while left > 0, position < end {
            let next = min(end, end - position > left ? position + left : end)
            left -= characters(in: position..<next)
            position = next
        }
        while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
        return position
    }

    /// The farthest position before `end`, and behind `floor`, from which to `end` there is no more than the overlap.
    func overlapStart(before end: Int, floor: Int) -> Int {
        var position = end
        var left = characterOverlap
        // As from a start on: so many bytes always fit.
        while left > 0, position > floor {
            let next = position - floor > left ? position - left : floor
            left -= characters(in: next..<position)
            position = next
        }
        if let tokens {
            let behind = firstToken(startingAt: end, in: tokens)
            let index = max(behind - tokenOverlap, 0)
            if index < behind, tokenOverlap > 0 {
                position = max(position, min(tokens[index].lowerBound, end))
            } else {
                position = end
            }
        }
        return max(position, floor)
    }

    private func scalarStart(at position: Int) -> Int {
        var i = position
        while i > 0, i < bytes.count, bytes[i] & 0xC0 == 0x80 { i -= 1 }
        return i
    }

    private func scalarEnd(after position: Int) -> Int {
        var i = position + 1
        while i < bytes.count, bytes[i] & 0xC0 == 0x80 { i += 1 }
        return i
    }

    // MARK: Tokens by place

    private func firstToken(endingAfter position: Int, in tokens: [Range<Int>]) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].upperBound > position { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func firstToken(startingAt position: Int, in tokens: [Range<Int>]) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].lowerBound >= position { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

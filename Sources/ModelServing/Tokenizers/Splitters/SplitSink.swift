/// Takes the matches within a piece in order and gives the pieces that a behaviour makes of them and of the gaps.
struct SplitSink {
    private let behavior: TextSplitter.Behavior
    private let piece: Range<Int>
    private let isInverted: Bool
    private var end: Int
    /// The piece that is not given yet because the next part may join it.
    private var pending: Range<Int>?
    /// Whether the last part was a match.
    private var lastMatched = false

    init(_ behavior: TextSplitter.Behavior, _ piece: Range<Int>, isInverted: Bool) {
        self.behavior = behavior
        self.piece = piece
        self.isInverted = isInverted
        end = piece.lowerBound
    }

    mutating func match(_ range: Range<Int>, _ result: inout [Range<Int>]) {
        if end < range.lowerBound { take(end..<range.lowerBound, isMatch: isInverted, &result) }
        take(range, isMatch: !isInverted, &result)
        end = range.upperBound
    }

    mutating func finish(_ result: inout [Range<Int>]) {
        if end < piece.upperBound { take(end..<piece.upperBound, isMatch: isInverted, &result) }
        if let pending { result.append(pending) }
    }

    @inline(__always)
    private mutating func take(_ range: Range<Int>, isMatch: Bool, _ result: inout [Range<Int>]) {
        switch behavior {
        case .isolated: result.append(range)
        case .removed:
            if !isMatch { result.append(range) }
        case .contiguous: join(range, if: isMatch == lastMatched, isMatch, &result)
        // A match joins what is before it unless that is a match too.
        case .mergedWithPrevious: join(range, if: isMatch && !lastMatched, isMatch, &result)
        // Only the last of several matches joins the gap behind it.
        case .mergedWithNext: join(range, if: !isMatch && lastMatched, isMatch, &result)
        }
    }

    private mutating func join(
        _ range: Range<Int>, if joins: Bool, _ isMatch: Bool, _ result: inout [Range<Int>]
    ) {
        if let last = pending {
            if joins {
                pending = last.lowerBound..<range.upperBound
            } else {
                result.append(last)
                pending = range
            }
        } else {
            pending = range
        }
        lastMatched = isMatch
    }
}

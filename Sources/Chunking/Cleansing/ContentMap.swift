/// Where each character of a content comes from, and where each byte of the source went.
///
///     let map = document.contentMap(of: chunk.range)
///     map.content == chunk.content
///     let place = map.sourceRange(of: found)      // a match in the content, as a range of the file's bytes
public struct ContentMap: Sendable {
    /// The same as ``ParsedDocument/content(in:)`` gives.
    public let content: String
    /// In the order of both.
    private var segments: [Segment] = []

    fileprivate struct Segment {
        /// UTF-8 offsets in the content.
        var content: Range<Int>
        var source: Range<Int>
        /// Whether the two are the same bytes; otherwise all of the source's bytes mean all of the content's.
        var isVerbatim: Bool
    }

    fileprivate init(_ document: ParsedDocument, _ limits: Range<Int>) {
        content = document.content(in: limits)
        guard !document.isVerbatim else {
            segments = [Segment(content: 0..<limits.count, source: limits, isVerbatim: true)]
            return
        }
        var end = 0
        var last: ContentPiece?
        var index = document.firstPiece(endingAfter: limits.lowerBound)
        while index < document.pieces.count, document.pieces[index].range.lowerBound < limits.upperBound {
            let piece = document.pieces[index]
            index += 1
            if piece.replacement != nil, piece.range.lowerBound < limits.lowerBound { continue }
            if let last, last.block != piece.block {
                let length = document.separator(between: last.block, and: piece.block).count
                let gap = last.range.upperBound..<max(piece.range.lowerBound, last.range.upperBound)
                segments.append(Segment(content: end..<end + length, source: gap, isVerbatim: false))
                end += length
            }
            last = piece
            let source = piece.replacement == nil ? piece.range.clamped(to: limits) : piece.range
            let length = piece.replacement.map { UTF8.width($0) } ?? source.count
            segments.append(
                Segment(content: end..<end + length, source: source, isVerbatim: piece.replacement == nil))
            end += length
        }
    }

    /// The source's bytes that some of the content means, from its first character's to its last one's, with what lies
    /// between them.
    ///
    /// - Parameter range: UTF-8 offsets in ``content``; an empty range gives an empty one.
    /// - Complexity: O(log pieces).
    public func sourceRange(of range: Range<Int>) -> Range<Int> {
        let first = segments.firstIndex { $0.content.upperBound > range.lowerBound }
        guard first < segments.count else {
            let end = segments.last?.source.upperBound ?? 0
            return end..<end
        }
        let lower = segments[first].sourceStart(of: range.lowerBound)
        if range.isEmpty { return lower..<lower }
        let last = min(segments.firstIndex { $0.content.upperBound >= range.upperBound }, segments.count - 1)
        return lower..<max(lower, segments[last].sourceEnd(of: range.upperBound))
    }

    /// The content of some of the source's bytes; it may begin with the line ends that part two blocks.
    ///
    /// - Returns: UTF-8 offsets in ``content``.
    /// - Complexity: O(log pieces).
    public func contentRange(of range: Range<Int>) -> Range<Int> {
        let lower = contentPosition(range.lowerBound)
        return lower..<max(lower, contentPosition(range.upperBound))
    }

    /// Where the first character begins whose bytes begin at or behind a position.
    private func contentPosition(_ position: Int) -> Int {
        let index = segments.firstIndex { segment in
            segment.isVerbatim ? segment.source.upperBound > position : segment.source.lowerBound >= position
        }
        guard index < segments.count else { return segments.last?.content.upperBound ?? 0 }
        let segment = segments[index]
        guard segment.isVerbatim else { return segment.content.lowerBound }
        return segment.content.lowerBound + max(0, position - segment.source.lowerBound)
    }
}

extension ContentMap.Segment {
    fileprivate func sourceStart(of position: Int) -> Int {
        isVerbatim ? source.lowerBound + max(0, position - content.lowerBound) : source.lowerBound
    }

    fileprivate func sourceEnd(of position: Int) -> Int {
        isVerbatim ? source.lowerBound + min(content.count, position - content.lowerBound) : source.upperBound
    }
}

extension [ContentMap.Segment] {
    /// By halving; the count if there is none.
    fileprivate func firstIndex(_ isBehind: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension ParsedDocument {
    /// The content of a range of the source's bytes, with the way back.
    ///
    /// - Complexity: O(range + log pieces).
    public func contentMap(of range: Range<Int>) -> ContentMap {
        ContentMap(self, range)
    }

    /// What parts two blocks in the content.
    func separator(between block: Int, and next: Int) -> [UInt8] {
        blocks[block].kind == .listItem && blocks[next].kind == .listItem ? [0x0A] : [0x0A, 0x0A]
    }
}

/// What a search for boundaries goes on to look for.
package enum WantedBoundary {
    case any
    case better(than: TextBoundary)
    case none
}

extension BoundaryScanner {
    /// The last boundary of a wanted kind in a range of positions; nil if there is none.
    ///
    /// Nearly all boundaries are words', and once one is known they are passed over eight bytes at a time.
    /// - Parameters:
    ///   - floor: Behind it the position lies.
    ///   - stretchStart: Where the stretch of text begins; nothing before it is looked at.
    @inline(__always)
    package func last(
        _ wanted: WantedBoundary, atOrBefore position: Int, after floor: Int, stretchStart: Int, keepsLines: Bool
    ) -> (position: Int, kind: TextBoundary)? {
        var position = position
        while position > floor {
            let known: TextBoundary?
            switch wanted {
            case .none: return nil
            case .any: known = nil
            case .better(let kind) where kind >= .sentence:
                known = kind
                position = LineEndSearch.end(in: bytes.span, from: floor, to: position)
            case .better(let kind):
                known = kind
                position = lastSentencePlace(atOrBefore: position, after: floor)
            }
            if position <= floor { return nil }
            if let kind = boundary(at: position, floor: stretchStart, keepsLines: keepsLines),
                known.map({ kind > $0 }) ?? true
            {
                return (position, kind)
            }
            position -= 1
        }
        return nil
    }

    // MARK: Places

    /// The last position where something better than a word may begin; `floor` if there is none behind it.
    ///
    /// Those are the positions behind a line's end or other ASCII white space, unless it is one space behind a letter, a
    /// digit or a comma, and behind what may be a mark or a closing bracket of Japanese; and the end of the bytes.
    private func lastSentencePlace(atOrBefore position: Int, after floor: Int) -> Int {
        if position >= bytes.count { return position }
        let span = bytes.span
        let raw = span.bytes
        var end = position
        while end &- ByteWord.size >= max(floor, 2) {
            let start = end &- ByteWord.size
            var mask = Self.sentencePlaces(raw, at: start)
            while mask != 0 {
                let byte = ByteWord.last(mask)
                if Self.isSentencePlace(span, start &+ byte &+ 1) { return start &+ byte &+ 1 }
                mask &= ~(0x80 << UInt64(byte &* 8))
            }
            end = start
        }
        while end > floor, !Self.isSentencePlace(span, end) { end &-= 1 }
        return end
    }

    /// The first position, at or behind one, where something better than a word may begin; `end` if there is none before.
    ///
    /// - Parameter end: At most where the bytes end.
    package func firstSentencePlace(atOrAfter position: Int, before end: Int) -> Int {
        let span = bytes.span
        let raw = span.bytes
        var next = position
        while next < min(end, 3) {
            if Self.isSentencePlace(span, next) { return next }
            next += 1
        }
        while next &+ ByteWord.size <= end {
            var mask = Self.sentencePlaces(raw, at: next &- 1)
            while mask != 0 {
                let place = next &+ ByteWord.first(mask)
                if Self.isSentencePlace(span, place) { return place }
                mask &= mask &- 1
            }
            next &+= ByteWord.size
        }
        while next < end, !Self.isSentencePlace(span, next) { next &+= 1 }
        return min(next, end)
    }

    /// Which of the eight bytes from a position on, which is at least 2, may be the last before such a place.
    @inline(__always)
    private static func sentencePlaces(_ bytes: RawSpan, at position: Int) -> UInt64 {
        let last = ByteWord(bytes, at: position)
        let before = ByteWord(bytes, at: position &- 1)
        let spaces = last.atMost(0x20) & ~(last.equal(to: 0x20) & before.letters)
        if last.wide == 0 { return spaces }
        let lead = ByteWord(bytes, at: position &- 2)
        // The marks and brackets are of U+2000 to U+203F, U+3000 to U+303F, and U+FF00 to U+FFFF.
        let punctuation = lead.equal(to: 0xE3, ignoring: 0x01) & before.equal(to: 0x80)
        return spaces | punctuation | lead.equal(to: 0xEF)
    }

    /// The same of one position, where digits and commas count too.
    @inline(__always)
    private static func isSentencePlace(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
        guard position > 0 else { return false }
        let last = bytes[position &- 1]
        if last <= 0x20 {
            guard last == 0x20, position > 1 else { return true }
            let before = bytes[position &- 2]
            return !ASCII.isAlphanumeric(before) && before != UInt8(ascii: ",")
        }
        guard last >= 0x80, position > 2 else { return false }
        let lead = bytes[position &- 3]
        return lead == 0xEF || lead | 0x01 == 0xE3 && bytes[position &- 2] == 0x80
    }
}

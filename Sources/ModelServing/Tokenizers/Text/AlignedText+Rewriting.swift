extension AlignedText {
    /// One scalar of a rewritten text, and what it replaces.
    ///
    /// `change` is 0 for a scalar in the place of one, 1 for an inserted one, and -n for one in the place of 1 + n.
    struct Rewritten {
        var scalar: UInt32
        var change: Int
    }

    /// The text with all of its scalars rewritten in order.
    ///
    /// What is written for a scalar stands for its first byte's place, an insertion for the place of the byte before: so the
    /// reference does it, which shows where decomposition changes the order of marks.
    func rewritten(_ scalars: [Rewritten]) -> AlignedText {
        var result = AlignedText(capacity: count + count / 4)
        var place = 0
        for rewritten in scalars {
            if rewritten.change > 0 {
                if place > 0 {
                    result.append(rewritten.scalar, like: self, at: place - 1)
                } else {
                    result.append(rewritten.scalar, 0, 0)
                }
                continue
            }
            guard place < count else { continue }
            result.append(rewritten.scalar, like: self, at: place)
            for _ in 0...(-rewritten.change) where place < count { place += scalar(at: place).length }
        }
        return result
    }

    /// The scalars that are kept, each at its place.
    func filtered(_ keep: (UInt32) -> Bool) -> AlignedText {
        var result = AlignedText(capacity: count)
        forEachScalar { scalar, index in
            if keep(scalar) { result.append(scalar, like: self, at: index) }
        }
        return result
    }

    /// Each scalar replaced by some, which all stand at its place.
    func mapped(_ replacement: (UInt32) -> [UInt32]?) -> AlignedText {
        var result = AlignedText(capacity: count)
        forEachScalar { scalar, index in
            guard let scalars = replacement(scalar) else { return result.append(scalar, like: self, at: index) }
            for new in scalars { result.append(new, like: self, at: index) }
        }
        return result
    }

    /// Each match replaced by the content, which stands at the place of the match's last byte.
    func replacing(_ matches: [Range<Int>], with content: [UInt8]) -> AlignedText {
        if matches.isEmpty { return self }
        var result = AlignedText(capacity: count + matches.count * content.count)
        var end = 0
        for match in matches where match.upperBound > 0 {
            result.append(self, end..<match.lowerBound)
            result.append(content, like: self, at: match.upperBound - 1)
            end = match.upperBound
        }
        result.append(self, end..<count)
        return result
    }

    /// Appends a range of another text with some content before it, which stands at the place of its first character.
    mutating func append(_ prefix: [UInt8], before range: Range<Int>, of text: AlignedText) {
        guard !range.isEmpty else { return }
        append(prefix, like: text, at: range.lowerBound)
        // The first character's bytes all stand for what its last byte stands for, as the reference has it.
        let length = text.scalar(at: range.lowerBound).length
        append(
            Array(text.bytes[range.lowerBound..<range.lowerBound + length]), like: text,
            at: range.lowerBound + length - 1)
        append(text, range.lowerBound + length..<range.upperBound)
    }
}

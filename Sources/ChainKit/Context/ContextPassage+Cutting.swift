extension ContextPassage {
    /// The passage up to an index of its text.
    func prefix(upTo end: String.Index) -> ContextPassage {
        var result = self
        result.text = String(text[..<end])
        result.range = range.lowerBound..<range.lowerBound + result.text.utf8.count
        return result
    }

    /// What is left when the text that `other` holds of the same file is cut from either end.
    ///
    /// A passage in whose midst `other` lies stays whole; so does one whose bytes differ from the other's, as when the
    /// file changed between two retrievals.
    func removing(_ other: ContextPassage) -> ContextPassage {
        let shared = range.clamped(to: other.range)
        guard !shared.isEmpty, bytes(shared) == other.bytes(shared) else { return self }
        let rest: Range<Int>
        if shared == range {
            rest = range.lowerBound..<range.lowerBound
        } else if shared.lowerBound == range.lowerBound {
            rest = shared.upperBound..<range.upperBound
        } else if shared.upperBound == range.upperBound {
            rest = range.lowerBound..<shared.lowerBound
        } else {
            return self
        }
        guard let text = bytes(rest) else { return self }
        var result = self
        result.range = rest
        result.text = text
        return result
    }

    /// The text in a range of the document; nil where the range divides a character's bytes.
    private func bytes(_ part: Range<Int>) -> String? {
        let utf8 = text.utf8
        guard range.count == utf8.count else { return nil }
        let start = utf8.index(utf8.startIndex, offsetBy: part.lowerBound - range.lowerBound)
        let end = utf8.index(start, offsetBy: part.count)
        return String(validating: utf8[start..<end], as: UTF8.self)
    }
}

/// Where to end a text that must be cut.
enum TextCut {
    /// The last end of a sentence in the last third before `limit`, else the last white space there, else `limit`.
    static func end(in text: String, notAfter limit: String.Index) -> String.Index {
        guard limit < text.endIndex else { return limit }
        let length = text.distance(from: text.startIndex, to: limit)
        var index = limit
        var wordEnd: String.Index?
        for _ in 0..<length / 3 {
            let previous = text.index(before: index)
            let character = text[previous]
            if "。！？".contains(character) { return index }
            if ".!?".contains(character), text[index].isWhitespace { return index }
            if character.isNewline, previous > text.startIndex { return previous }
            if character.isWhitespace, wordEnd == nil { wordEnd = previous }
            index = previous
        }
        return wordEnd ?? limit
    }
}

extension Array {
    /// The first position whose element satisfies `isAfter`, which must hold for all that follow; else `count`.
    func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

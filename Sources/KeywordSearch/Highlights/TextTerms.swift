/// A text's terms with where they are, as a document's are when it is indexed.
struct TextTerms {
    struct Term {
        let bytes: [UInt8]
        /// Its place among the words, which phrases go by.
        let position: Int
        /// Its bytes in the text, from the beginning of a scalar to the end of one.
        let range: Range<Int>
    }

    private(set) var terms: [Term] = []

    init(_ text: String, analyzer: KeywordAnalyzer) {
        var text = text
        text.makeContiguousUTF8()
        let bytes = text.utf8
        bytes.withContiguousStorageIfAvailable { bytes in
            func isInside(_ place: Int) -> Bool { place < bytes.count && bytes[place] & 0xC0 == 0x80 }
            var length = 0
            analyzer.forEachTerm(in: text) { term, kind, range in
                if !kind.isColocated { length += 1 }
                var (start, end) = (range.lowerBound, range.upperBound)
                while isInside(start) { start -= 1 }
                while isInside(end) { end += 1 }
                terms.append(Term(bytes: term, position: max(length, 1) - 1, range: start..<end))
            }
        }
    }
}

/// Cuts text into the words that keyword search compares.
///
/// - Letters, marks and digits that stand together are a word, with apostrophes between letters and points between
///   digits ("don't", "3.14"); commas between digits are dropped ("5,000" is "5000").
/// - Words are lower-cased and freed of accents and of width ("Ｃａｆé" is "cafe").
/// - Compounds of code ("snake_case", "camelCase") give the whole and their parts.
/// - Scripts without spaces give each pair of neighbouring characters, and the last character of a run by itself, or the
///   words that a dictionary knows.
package struct WordSegmenter {
    package enum Kind: Sendable {
        /// A word of a script with spaces.
        case word
        /// The whole of a `snake_case` word.
        case compound
        /// A part of a compound, at the same place as the whole.
        case part
        /// An identifier within a longer one, at the same place.
        case name
        /// Two neighbouring characters of a script without spaces.
        case pair
        /// A character that stands alone in its run.
        case lone
        /// The last character of a run, at the same place as the pair it ends.
        case last
        /// A character at the same place as its pair or its word, where single ones are kept.
        case character
        /// A word that a dictionary knows, of a script without spaces.
        case known
        /// What the word before would be if it were typed without accents, at the same place: for documents alone.
        case spelling
        /// What several words before stand for, at the same place as their last.
        case synonym
    }

    enum Form {
        /// Without accents, with numbers as English writes them.
        case folded
        /// In lower case with accents, with numbers as the languages with a decimal comma write them.
        case accented
    }

    var form = Form.folded
    var unspaced = UnspacedWords()

    /// Longer words are cut; they are data rather than language.
    static let longestWord = 128

    /// Calls back with each folded word in UTF-8, its kind and the bytes it came from, in the text's order.
    package static func forEachWord(
        in text: UnsafeBufferPointer<UInt8>, _ body: (_ word: inout [UInt8], _ kind: Kind, _ range: Range<Int>) -> Bool
    ) {
        WordSegmenter().forEachWord(in: text, body)
    }

    func forEachWord(
        in text: UnsafeBufferPointer<UInt8>, _ body: (_ word: inout [UInt8], _ kind: Kind, _ range: Range<Int>) -> Bool
    ) {
        var scanner = WordScanner(text)
        var pass = unspaced.pass(over: text)
        var word: [UInt8] = []
        while let run = scanner.nextRun() {
            let bytes = UnsafeBufferPointer(rebasing: text[run.range])
            let goesOn =
                switch run.script {
                case .ascii: emitASCII(bytes, at: run.range.lowerBound, into: &word, body)
                case .spaced: emitSpaced(bytes, range: run.range, into: &word, body)
                case .unspaced: pass.emit(bytes, range: run.range, into: &word, body)
                }
            guard goesOn else { return }
        }
    }

    // MARK: - Runs to words

    private func emitASCII(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, into word: inout [UInt8],
        _ body: (inout [UInt8], Kind, Range<Int>) -> Bool
    ) -> Bool {
        let range = start..<(start + bytes.count)
        word.removeAll(keepingCapacity: true)
        var hasUnderscore = false
        if form == .folded {
            for byte in bytes.prefix(Self.longestWord) where byte != 0x2C {
                hasUnderscore = hasUnderscore || byte == 0x5F
                word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            }
        } else {
            for byte in bytes.prefix(Self.longestWord) {
                hasUnderscore = hasUnderscore || byte == 0x5F
                word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            }
            NumberForm.normalize(&word)
        }
        guard body(&word, hasUnderscore ? .compound : .word, range) else { return false }

        let parts = Self.compoundParts(of: bytes.prefix(Self.longestWord))
        guard parts.count > 1 else { return true }
        for part in parts {
            word.removeAll(keepingCapacity: true)
            for byte in bytes[part] { word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
            guard body(&word, .part, (start + part.lowerBound)..<(start + part.upperBound)) else { return false }
        }
        return true
    }

    /// Where "parseHTTPHeader_fields" has its words: at underscores, before a capital after a small letter, and before
    /// the last of several capitals. Words with a fragment of one letter ("mRNA", "iPhone") stay whole.
    private static func compoundParts(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [Range<Int>] {
        func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
        func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
        var parts: [Range<Int>] = []
        var start = bytes.startIndex
        func close(at end: Int) {
            if end > start { parts.append(start..<end) }
        }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0x5F {
                close(at: index)
                start = index + 1
            } else if isUpper(byte), index > start {
                let endsCapitals = index + 1 < bytes.endIndex && isLower(bytes[index + 1])
                if isLower(bytes[index - 1]) || (isUpper(bytes[index - 1]) && endsCapitals) {
                    close(at: index)
                    start = index
                }
            }
        }
        close(at: bytes.endIndex)
        return parts.contains { $0.count == 1 } ? [] : parts
    }

    private func emitSpaced(
        _ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, into word: inout [UInt8],
        _ body: (inout [UInt8], Kind, Range<Int>) -> Bool
    ) -> Bool {
        switch form {
        case .folded: Folding.fold(bytes, limit: Self.longestWord, into: &word)
        case .accented:
            Folding.lowercase(bytes, limit: Self.longestWord, into: &word)
            NumberForm.normalize(&word)
        }
        return word.isEmpty || body(&word, .word, range)
    }
}

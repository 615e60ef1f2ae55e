import Foundation

/// Cuts text into the folded words that keyword search compares.
///
/// - Letters, marks and digits that stand together are a word, with apostrophes between letters and points between
///   digits ("don't", "3.14"); commas between digits are dropped ("5,000" is "5000").
/// - Words are lower-cased and freed of accents and of width ("Ｃａｆé" is "cafe").
/// - Compounds of code ("snake_case", "camelCase") give the whole and their parts.
/// - Scripts without spaces give each pair of neighbouring characters, and the last character of a run by itself.
package struct WordSegmenter {
    package enum Kind {
        /// A word of a script with spaces.
        case word
        /// The whole of a `snake_case` word.
        case compound
        /// A part of a compound, at the same place as the whole.
        case part
        /// Two neighbouring characters of a script without spaces.
        case pair
        /// A character that stands alone in its run.
        case lone
        /// The last character of a run, at the same place as the pair it ends.
        case last
    }

    /// Longer words are cut; they are data rather than language.
    static let longestWord = 128

    /// Calls back with each folded word in UTF-8, its kind and the bytes it came from, in the text's order.
    package static func forEachWord(
        in text: UnsafeBufferPointer<UInt8>, _ body: (_ word: inout [UInt8], _ kind: Kind, _ range: Range<Int>) -> Bool
    ) {
        var scanner = Scanner(text: text)
        var word: [UInt8] = []
        while let run = scanner.nextRun() {
            let bytes = UnsafeBufferPointer(rebasing: text[run.range])
            let goesOn =
                switch run.script {
                case .ascii: emitASCII(bytes, at: run.range.lowerBound, into: &word, body)
                case .spaced: emitFolded(bytes, range: run.range, into: &word, body)
                case .unspaced: emitPairs(bytes, range: run.range, into: &word, body)
                }
            guard goesOn else { return }
        }
    }

    // MARK: - Runs to words

    private static func emitASCII(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, into word: inout [UInt8],
        _ body: (inout [UInt8], Kind, Range<Int>) -> Bool
    ) -> Bool {
        let range = start..<(start + bytes.count)
        word.removeAll(keepingCapacity: true)
        var hasUnderscore = false
        for byte in bytes.prefix(longestWord) where byte != 0x2C {
            hasUnderscore = hasUnderscore || byte == 0x5F
            word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        guard body(&word, hasUnderscore ? .compound : .word, range) else { return false }

        let parts = compoundParts(of: bytes.prefix(longestWord))
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

    private static func emitFolded(
        _ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, into word: inout [UInt8],
        _ body: (inout [UInt8], Kind, Range<Int>) -> Bool
    ) -> Bool {
        word.removeAll(keepingCapacity: true)
        for scalar in folded(String(decoding: bytes, as: UTF8.self)).unicodeScalars {
            let encoded = UTF8.encode(scalar)
            guard let encoded, word.count + encoded.count <= longestWord else { break }
            word.append(contentsOf: encoded)
        }
        return word.isEmpty || body(&word, .word, range)
    }

    private static func emitPairs(
        _ bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, into word: inout [UInt8],
        _ body: (inout [UInt8], Kind, Range<Int>) -> Bool
    ) -> Bool {
        let scalars = KanaComposition.composed(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var position = range.lowerBound
        var previous: Unicode.Scalar?
        var count = 0
        func fill(_ scalars: Unicode.Scalar?...) {
            word.removeAll(keepingCapacity: true)
            for scalar in scalars.compactMap({ $0 }) {
                if let encoded = UTF8.encode(scalar) { word.append(contentsOf: encoded) }
            }
        }
        for scalar in scalars {
            defer {
                previous = scalar
                count += 1
            }
            guard let before = previous else { continue }
            fill(before, scalar)
            // After normalisation the places are those of the run's beginning, close enough for a keyword index,
            // which never reads them back.
            let end = min(position + word.count, range.upperBound)
            guard body(&word, .pair, min(position, end)..<end) else { return false }
            position += before.utf8.count
        }
        guard let last = previous else { return true }
        fill(last)
        return body(&word, count == 1 ? .lone : .last, min(position, range.upperBound)..<range.upperBound)
    }

    // MARK: - Folding

    /// Without case, accents and width.
    static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar {
            case "ß": result.append(contentsOf: "ss".unicodeScalars)
            case "æ": result.append(contentsOf: "ae".unicodeScalars)
            case "œ": result.append(contentsOf: "oe".unicodeScalars)
            case "ø": result.append("o")
            case "đ", "ð": result.append("d")
            case "ł": result.append("l")
            case "ı": result.append("i")
            case "ς": result.append("σ")
            case "’": result.append("'")
            case "'", ".", "_": result.append(scalar)
            default:
                // What decomposition leaves besides letters and digits ("½" has a slash) would end the word in a query.
                switch CharacterClass(scalar) {
                case .letter, .digit: result.append(scalar)
                case .mark where scalar.properties.generalCategory == .spacingMark: result.append(scalar)
                case .mark, .joiner, .unspaced, .other: break
                }
            }
        }
        return String(result)
    }
}

// MARK: - Scanning

extension WordSegmenter {
    private enum Script {
        /// Letters and digits of ASCII alone: no folding beyond case.
        case ascii
        case spaced
        case unspaced
    }

    /// Finds the runs of characters that belong together.
    private struct Scanner {
        let text: UnsafeBufferPointer<UInt8>
        var position = 0

        mutating func nextRun() -> (range: Range<Int>, script: Script)? {
            var start: Int?
            var script = Script.ascii
            while position < text.count {
                let (scalar, length) = decode(at: position)
                let kind = CharacterClass(scalar)
                guard let runStart = start else {
                    switch kind {
                    case .letter, .digit:
                        start = position
                        script = scalar.isASCII ? .ascii : .spaced
                    case .unspaced:
                        start = position
                        script = .unspaced
                    case .mark, .joiner, .other: break
                    }
                    position += length
                    continue
                }
                let belongs =
                    switch (script, kind) {
                    case (.unspaced, .unspaced), (.unspaced, .mark): true
                    case (.unspaced, _), (_, .unspaced): false
                    case (_, .letter), (_, .digit), (_, .mark): true
                    case (_, .joiner): joins(scalar, at: position, length: length)
                    case (_, .other): false
                    }
                guard belongs else { return (runStart..<position, script) }
                if script == .ascii, !scalar.isASCII { script = .spaced }
                position += length
            }
            return start.map { ($0..<position, script) }
        }

        /// Whether an apostrophe stands between letters, a point or comma between digits, an underscore between either.
        private func joins(_ joiner: Unicode.Scalar, at position: Int, length: Int) -> Bool {
            guard position > 0, position + length < text.count else { return false }
            let after = CharacterClass(decode(at: position + length).scalar)
            let before = text[position - 1]
            switch joiner {
            case "_": return after == .letter || after == .digit
            case ".", ",": return after == .digit && before >= 0x30 && before <= 0x39
            default: return after == .letter && !(before >= 0x30 && before <= 0x39)
            }
        }

        /// A scalar and its length; damaged UTF-8 gives U+FFFD for each byte.
        private func decode(at position: Int) -> (scalar: Unicode.Scalar, length: Int) {
            let first = text[position]
            if first < 0x80 { return (Unicode.Scalar(first), 1) }
            let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
            guard length > 1, position + length <= text.count else { return ("\u{FFFD}", 1) }
            var value = UInt32(first) & (0xFF >> UInt32(length + 1))
            for offset in 1..<length {
                let byte = text[position + offset]
                guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
                value = value << 6 | UInt32(byte & 0x3F)
            }
            guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
            return (scalar, length)
        }
    }

    /// What a character does to a word.
    private enum CharacterClass {
        case letter, digit, mark, unspaced, joiner, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x61...0x7A, 0x41...0x5A: self = .letter
            case 0x30...0x39: self = .digit
            case 0x27, 0x2019, 0x2E, 0x2C, 0x5F: self = .joiner
            case 0..<0x80: self = .other
            case 0x0E01...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,  // Thai, Lao, Myanmar, Khmer
                0x3005...0x3007, 0x3041...0x3096, 0x3099...0x309A, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
                0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF66...0xFF9F,
                0x1B000...0x1B16F, 0x20000...0x3FFFD:
                self = .unspaced
            default:
                switch scalar.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .letterNumber:
                    self = .letter
                case .decimalNumber, .otherNumber: self = .digit
                case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
                default: self = .other
                }
            }
        }
    }
}

import Foundation

/// Words without case, accents and width, so that each is found however it is typed.
enum Folding {
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

    /// - Parameter limit: Bytes at most.
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int, into word: inout [UInt8]) {
        word.removeAll(keepingCapacity: true)
        for scalar in folded(String(decoding: bytes.prefix(scalars: longest * limit), as: UTF8.self)).unicodeScalars {
            guard let encoded = UTF8.encode(scalar), word.count + encoded.count <= limit else { return }
            word.append(contentsOf: encoded)
        }
    }

    static func folded(_ word: [UInt8]) -> [UInt8] { Array(folded(String(decoding: word, as: UTF8.self)).utf8) }

    /// Bytes that are read for each byte that is kept: a letter may have many marks, but not without end.
    private static let longest = 32

    /// Appends a lower-case letter of Latin-1 without its accent.
    static func append(_ letter: UInt8, to word: inout [UInt8]) {
        if letter < 0x80 { word.append(letter) } else { word += latin[Int(letter - 0x80)] }
    }

    private static let latin = (0x80...0xFF as ClosedRange<UInt8>).map {
        Array(folded(String(Unicode.Scalar($0))).utf8)
    }

    /// A word in lower case with its accents, each letter in one scalar where there is one: what a stemmer knows.
    ///
    /// - Parameter limit: Bytes at most.
    static func lowercase(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int, into word: inout [UInt8]) {
        word.removeAll(keepingCapacity: true)
        var index = 0
        while index < bytes.count, word.count + 2 <= limit {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch byte {
            case 0x41...0x5A: word.append(byte | 0x20)
            case ..<0x80: word.append(byte)
            case 0xC3 where next != 0x97 && next != 0xB7:  // letters of Latin-1, × and ÷ apart
                word += [0xC3, next < 0x9F ? next | 0x20 : next]
                index += 1
            case 0xE2 where next == 0x80 && index + 2 < bytes.count && bytes[index + 2] == 0x99:
                word.append(0x27)
                index += 2
            default: return lowercaseAll(bytes, limit: limit, into: &word)
            }
            index += 1
        }
    }

    private static func lowercaseAll(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int, into word: inout [UInt8]) {
        word.removeAll(keepingCapacity: true)
        let text = String(decoding: bytes.prefix(scalars: longest * limit), as: UTF8.self)
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            let isKept =
                switch CharacterClass(scalar) {
                case .letter, .digit, .mark, .joiner: true
                case .unspaced, .other: false
                }
            guard isKept, let encoded = UTF8.encode(scalar == "’" ? "'" : scalar) else { continue }
            if word.count + encoded.count > limit { return }
            word.append(contentsOf: encoded)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The beginning, cut between scalars: at most so many bytes.
    func prefix(scalars limit: Int) -> UnsafeBufferPointer<UInt8> {
        guard count > limit else { return self }
        var end = limit
        while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeBufferPointer(rebasing: self[..<end])
    }
}

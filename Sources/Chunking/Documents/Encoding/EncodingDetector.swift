/// Tells in which encoding bytes are that are not UTF-8 and say nothing of themselves.
///
/// Only what is clear is told: a text too short or too odd to be sure of is left to the caller.
enum EncodingDetector {
    /// The encoding, and the text in UTF-8.
    static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, text: [UInt8])? {
        if let encoding = wideEncoding(bytes) {
            guard case .text(let text) = TextConversion.utf8(bytes[...], from: encoding),
                text.allSatisfy({ $0 >= 0x20 || Whitespace.isASCII($0) })
            else { return nil }
            return (encoding, text)
        }
        let japanese = [TextEncoding.shiftJIS, .eucJP].compactMap { encoding -> Candidate? in
            guard case .text(let text) = TextConversion.utf8(bytes[...], from: encoding) else { return nil }
            let score = japaneseScore(text)
            return score > 0 ? Candidate(encoding: encoding, text: text, score: score) : nil
        }
        if let best = japanese.max(by: { $0.score < $1.score }) {
            // Two readings that are as good as each other are none.
            return japanese.count(where: { $0.score == best.score }) == 1 ? (best.encoding, best.text) : nil
        }
        guard isWestern(bytes), case .text(let text) = TextConversion.utf8(bytes[...], from: .windows1252) else {
            return nil
        }
        return (.windows1252, text)
    }

    private struct Candidate {
        var encoding: TextEncoding
        var text: [UInt8]
        var score: Int
    }

    /// UTF-16 without a mark: read in the right order of bytes, nearly all of it is Latin or Japanese, much of it ASCII
    /// or kana, which in the wrong order are neither. Without a zero byte the text is taken for something else.
    private static func wideEncoding(_ bytes: [UInt8]) -> TextEncoding? {
        guard bytes.count % 2 == 0, bytes.count >= 4, bytes.contains(0) else { return nil }
        let big = readings(bytes, high: 0, low: 1)
        let little = readings(bytes, high: 1, low: 0)
        let (best, other, encoding) =
            big.common > little.common
            ? (big, little, TextEncoding.utf16BigEndian) : (little, big, TextEncoding.utf16LittleEndian)
        let units = bytes.count / 2
        let isClear = best.usual * 10 >= units * 9 && best.common * 4 >= units && other.common * 4 <= best.common
        return isClear ? encoding : nil
    }

    /// How many units are letters of a known kind, and how many of these ASCII or kana.
    private static func readings(_ bytes: [UInt8], high: Int, low: Int) -> (usual: Int, common: Int) {
        var (usual, common) = (0, 0)
        for start in stride(from: 0, to: bytes.count - 1, by: 2) {
            switch UInt16(bytes[start + high]) << 8 | UInt16(bytes[start + low]) {
            case 0x09...0x0D, 0x20...0x7E, 0x3000...0x30FF:
                usual += 1
                common += 1
            case 0xA0...0x24F, 0x2000...0x26FF, 0x4E00...0x9FFF, 0xFF01...0xFFEF: usual += 1
            default: break
            }
        }
        return (usual, common)
    }

    /// How much a text looks like Japanese that was read rightly; 0 if it does not.
    private static func japaneseScore(_ text: [UInt8]) -> Int {
        var (kana, kanji, halfWidth, other, mixed) = (0, 0, 0, 0, 0)
        var wasLetter = false
        var wasWide = false
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            var isWide = true
            switch scalar.value {
            case 0x3041...0x30FF, 0x3001...0x3002, 0x300C...0x300F: kana += 1
            case 0x4E00...0x9FFF, 0x3005...0x3007: kanji += 1
            case 0xFF61...0xFF9F: halfWidth += 1
            case 0x3000, 0x3008...0x3030, 0xFF01...0xFF60, 0xFFE0...0xFFEE, 0x2000...0x26FF, 0x391...0x451, 0xA7...0xF7:
                break
            case 0x80...: other += 1
            default: isWide = false
            }
            let isLetter = scalar.isASCII && ASCII.isLetter(UInt8(truncatingIfNeeded: scalar.value))
            if isWide && wasLetter || isLetter && wasWide { mixed += 1 }
            (wasLetter, wasWide) = (isLetter, isWide)
        }
        // Latin words with accents read as Japanese give single kanji between letters.
        guard other == 0, halfWidth <= kana + kanji, kana > 0 || kanji >= 2 && mixed == 0 else { return 0 }
        return kana * 2 + kanji - halfWidth * 2
    }

    /// Letters with accents among plain ones, and the marks that text processors put in.
    private static func isWestern(_ bytes: [UInt8]) -> Bool {
        var (high, plausible, letters) = (0, 0, 0)
        for (offset, byte) in bytes.enumerated() {
            if ASCII.isLetter(byte) { letters += 1 }
            if byte < 0x80 {
                if byte < 0x09 || (0x0E...0x1F).contains(byte) || byte == 0x7F { return false }
                continue
            }
            high += 1
            switch byte {
            case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF:
                let before = offset > 0 ? bytes[offset - 1] : 0x20
                let after = offset + 1 < bytes.count ? bytes[offset + 1] : 0x20
                let isAlone = before < 0x80 && after < 0x80
                if isAlone || ASCII.isLetter(before) || ASCII.isLetter(after) { plausible += 1 }
            case 0x80, 0x82, 0x84, 0x85, 0x8C, 0x91...0x97, 0x99, 0x9C, 0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0,
                0xB7, 0xBB, 0xBF:
                plausible += 1
            default: break
            }
        }
        return high > 0 && plausible * 10 >= high * 9 && letters >= high * 2
    }
}

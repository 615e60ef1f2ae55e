/// A line of a page, for comparing it with those of other pages.
struct PageLine {
    /// The line in small letters with one blank between words and `0` for each number.
    private(set) var pattern: [UInt8] = []
    private(set) var numbers: [Int] = []
    private var hasLetters = false

    /// Nil for lines that are too long to be furniture.
    init?(_ text: CleansingText, _ line: Range<Int>) {
        guard line.count <= 200 else { return nil }
        var isNumber = false
        for byte in text.bytes[line] {
            let digit = ASCII.isDigit(byte)
            if digit, isNumber {
                let last = numbers.count - 1
                numbers[last] = min(numbers[last] * 10 + Int(byte - 0x30), 1 << 40)
            } else if digit {
                pattern.append(0x30)
                numbers.append(Int(byte - 0x30))
            } else if !Whitespace.isASCII(byte) {
                pattern.append(ASCII.lowercase(byte))
                if ASCII.isLetter(byte) || byte >= 0x80 { hasLetters = true }
            } else if let last = pattern.last, last != 0x20 {
                pattern.append(0x20)
            }
            isNumber = digit
        }
        if pattern.last == 0x20 { pattern.removeLast() }
        if let roman = RomanNumeral.value(pattern) {
            pattern = Array("(roman)".utf8)
            numbers = [roman]
            hasLetters = false
        }
    }

    /// Whether it says more than numbers and marks.
    var isText: Bool { hasLetters }

    /// The number that is all it holds, but for dashes and the like around it.
    var loneNumber: Int? {
        !hasLetters && numbers.count == 1 && pattern.count <= 7 ? numbers[0] : nil
    }

    /// Whether a line so many pages further on is the same.
    func recurs(as other: PageLine, pages distance: Int) -> Bool {
        guard pattern == other.pattern, hasLetters == other.hasLetters else { return false }
        var grows = false
        for (own, next) in zip(numbers, other.numbers) where own != next {
            if next - own != distance { return false }
            grows = true
        }
        return hasLetters || grows
    }
}

/// Page numbers of prefaces.
enum RomanNumeral {
    /// The value of a numeral in small letters, up to 89; nil for anything else, and for one that is not in its shortest
    /// form.
    static func value(_ text: [UInt8]) -> Int? {
        guard !text.isEmpty, text.count <= 8 else { return nil }
        return numerals[text]
    }

    private static let numerals: [[UInt8]: Int] = {
        let tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"]
        let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        var result: [[UInt8]: Int] = [:]
        for (ten, high) in tens.enumerated() {
            for (one, low) in ones.enumerated() where ten + one > 0 {
                result[Array((high + low).utf8)] = ten * 10 + one
            }
        }
        return result
    }()
}

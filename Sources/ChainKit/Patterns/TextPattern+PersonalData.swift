extension TextPattern {
    /// `name@host.domain`, name and host of letters and digits of any script.
    public static let emailAddress = run("email", of: { $0.isWordPart || "._%+-@'".unicodeScalars.contains($0) }) {
        text, run in
        var result: [Range<Int>] = []
        for at in run where text[at] == "@" {
            var start = at
            while start > run.lowerBound, text[start - 1] != "@" { start -= 1 }
            while start < at, !text[start].isWordPart { start += 1 }
            var end = at + 1
            while end < run.upperBound, text[end].isWordPart || text[end] == "." || text[end] == "-" { end += 1 }
            while end > at + 1, !text[end - 1].isWordPart { end -= 1 }
            let labels = text[(at + 1)..<end].split(separator: ".", omittingEmptySubsequences: false)
            guard start < at, labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), labels[labels.count - 1].count > 1,
                start >= result.last?.upperBound ?? 0
            else { continue }
            result.append(start..<end)
        }
        return result
    }

    /// 13 to 19 digits, alone or in groups, whose last is the check digit of ISO/IEC 7812 (Luhn's).
    public static let paymentCard = numbers("card") { text, digits, first in
        for count in (13...19).reversed() where first + count <= digits.count {
            let group = digits[first..<first + count]
            // Between digits there is one space or hyphen at most.
            let isDense = zip(group, group.dropFirst()).allSatisfy { a, b in
                b == a + 1 || b == a + 2 && (text[a + 1] == " " || text[a + 1] == "-")
            }
            if isDense, isLuhn(group.map { Int(text[$0].value) - 0x30 }) { return count }
        }
        return nil
    }

    /// With `+` and 8 to 15 digits, or in groups that begin with 0 (9 to 11 digits) or are of 3, 3 and 4.
    public static let telephoneNumber = numbers("phone") { text, digits, first in
        // As many digits as stand near each other: two signs between them at most.
        var count = 1
        while first + count < digits.count, digits[first + count] - digits[first + count - 1] <= 3, count < 15 {
            let between = text[(digits[first + count - 1] + 1)..<digits[first + count]]
            if between.contains("+") { break }
            count += 1
        }
        let span = digits[first]...digits[first + count - 1]
        let groups = text[span].split { !$0.isDigit }.map(\.count)
        if digits[first] > 0, text[digits[first] - 1] == "+" { return count >= 8 ? count : nil }
        if text[digits[first]] == "0" { return (9...11).contains(count) && groups.count > 1 ? count : nil }
        return groups.starts(with: [3, 3, 4]) ? 10 : nil
    }

    /// An IBAN, in groups or not, in capital letters, whose check digits are right (ISO 13616, modulo 97).
    public static let bankAccount = TextPattern(
        name: "iban",
        find: { text in
            var result: [Range<Int>] = []
            var start = 0
            while start < text.count {
                let account = AccountReader(text, at: start)
                if let end = account.end { result.append(start..<end) }
                start = account.end ?? start + 1
            }
            return result
        },
        tail: { text in
            // 34 signs and a space before each.
            let first = max(0, text.count - 68)
            return (first..<text.count).first { AccountReader(text, at: $0).isOpen } ?? text.count
        })

    // MARK: Runs

    /// A pattern whose matches lie within runs of some scalars.
    private static func run(
        _ name: String, of isPart: @escaping @Sendable (Unicode.Scalar) -> Bool,
        find: @escaping @Sendable (_ text: [Unicode.Scalar], _ run: Range<Int>) -> [Range<Int>]
    ) -> TextPattern {
        TextPattern(
            name: name,
            find: { text in
                var result: [Range<Int>] = []
                var start = 0
                while let first = text[start...].firstIndex(where: isPart) {
                    let end = text[first...].firstIndex { !isPart($0) } ?? text.count
                    result += find(text, first..<end)
                    start = end
                }
                return result
            },
            tail: { text in (text.lastIndex { !isPart($0) } ?? -1) + 1 })
    }

    /// A pattern of digits with signs between.
    ///
    /// - Parameter length: How many digits from the one at `first` are a match; nil for none.
    private static func numbers(
        _ name: String,
        length: @escaping @Sendable (_ text: [Unicode.Scalar], _ digits: [Int], _ first: Int) -> Int?
    ) -> TextPattern {
        run(name, of: { $0.isDigit || " +-.()/".unicodeScalars.contains($0) }) { text, run in
            let digits = run.filter { text[$0].isDigit }
            var result: [Range<Int>] = []
            var first = 0
            while first < digits.count {
                let start = digits[first]
                let isWithinWord = start > 0 && text[start - 1].isWordPart
                guard !isWithinWord, let count = length(text, digits, first) else {
                    first += 1
                    continue
                }
                let end = digits[first + count - 1] + 1
                if end < text.count, text[end].isWordPart {
                    first += 1
                    continue
                }
                let isInternational = start > run.lowerBound && text[start - 1] == "+"
                let isBracketed = start > run.lowerBound && text[start - 1] == "("
                result.append((isInternational || isBracketed ? start - 1 : start)..<end)
                first += count
            }
            return result
        }
    }

    private static func isLuhn(_ digits: [Int]) -> Bool {
        var sum = 0
        for (position, digit) in digits.reversed().enumerated() {
            sum += position % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
        }
        // Zeros alone are no card.
        return sum % 10 == 0 && sum > 0
    }
}

/// Reads what may be an IBAN from a place on: two letters, two digits, up to 30 letters and digits, single spaces
/// between.
private struct AccountReader {
    /// Behind the longest IBAN that begins here; nil for none.
    private(set) var end: Int?
    /// The text ended before it was certain.
    private(set) var isOpen = false

    init(_ text: [Unicode.Scalar], at start: Int) {
        guard start == 0 || !text[start - 1].isWordPart else { return }
        var signs: [Int] = []
        var place = start
        while signs.count < 34 {
            guard place < text.count else {
                isOpen = true
                break
            }
            if text[place] == " ", !signs.isEmpty, text[place - 1] != " " {
                place += 1
                continue
            }
            let isLetter = ("A"..."Z").contains(text[place])
            guard text[place].isDigit && signs.count >= 2 || isLetter && !(2...3).contains(signs.count) else { break }
            signs.append(isLetter ? Int(text[place].value) - 55 : Int(text[place].value) - 48)
            place += 1
            if signs.count >= 15, place == text.count || !text[place].isWordPart, Self.isRight(signs) { end = place }
        }
        // The sign behind the 34th may still be a part of its word.
        if place == text.count { isOpen = true }
    }

    /// The first four signs go to the end, letters are 10 to 35, and the number leaves 1 when divided by 97.
    private static func isRight(_ signs: [Int]) -> Bool {
        (signs[4...] + signs[..<4]).reduce(0) { ($0 * ($1 > 9 ? 100 : 10) + $1) % 97 } == 1
    }
}

import Foundation

/// Moments as the store keeps them: microseconds since 1970 in an integer.
///
/// A `Date` near the present is exact to a quarter of a microsecond, so a moment that was read and is written again
/// is the same.
enum Timestamp {
    /// The first moment of the year 1 and the last of 9999, in seconds since 1970.
    private static let representable = -62_135_596_800.0..<253_402_300_800.0

    static var now: Int64 { microseconds(Date()) ?? 0 }

    /// Nil for a moment outside of the years 1 to 9999.
    static func microseconds(_ date: Date) -> Int64? {
        let seconds = date.timeIntervalSince1970
        guard representable.contains(seconds) else { return nil }
        // A finer sum than seconds × 10⁶: both parts are exact.
        let whole = seconds.rounded(.down)
        return Int64(whole) * 1_000_000 + Int64(((seconds - whole) * 1_000_000).rounded())
    }

    static func date(microseconds: Int64) -> Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }

    /// As the store orders them; moments that it cannot keep are ordered by their seconds.
    static func order(_ left: Date, _ right: Date) -> ComparisonResult {
        guard let a = microseconds(left), let b = microseconds(right) else { return left.compare(right) }
        return a < b ? .orderedAscending : a == b ? .orderedSame : .orderedDescending
    }
}

// The proleptic Gregorian calendar in integers: days are counted from 1 March of year 0, so that the leap day ends its
// year and a month's first day is a linear function of the month.
extension Timestamp {
    /// `2024-05-01T09:30:00Z`, with a fraction only where there is one.
    static func text(_ date: Date) -> String {
        guard let microseconds = microseconds(date) else { return String(date.timeIntervalSince1970) }
        let seconds = floorDivide(microseconds, 1_000_000)
        let fraction = microseconds - seconds * 1_000_000
        let days = floorDivide(seconds, 86_400)
        let second = seconds - days * 86_400
        let (year, month, day) = civil(daysSince1970: days)
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        text += "T\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
        if fraction > 0 {
            text += "."
            var digits = padded(fraction, 6)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += digits
        }
        return text + "Z"
    }

    /// Reads `2024-05-01`, or with a time of day: `2024-05-01T09:30:00`, a space for the T, up to nine digits of a
    /// fraction, and `Z` or an offset such as `+09:00`; UTC where there is none. Nil for anything else.
    static func parse(_ text: String) -> Date? {
        var rest = Substring(text)
        guard let year = number(&rest, digits: 4), take("-", &rest), let month = number(&rest, digits: 2),
            take("-", &rest), let day = number(&rest, digits: 2), (1...9_999).contains(year), (1...12).contains(month),
            (1...daysInMonth(month, of: year)).contains(day)
        else { return nil }
        var microseconds = daysSince1970(year, month, day) * 86_400_000_000
        if rest.isEmpty { return date(microseconds: microseconds) }

        guard take("T", &rest) || take(" ", &rest), let hour = number(&rest, digits: 2), take(":", &rest),
            let minute = number(&rest, digits: 2), hour < 24, minute < 60
        else { return nil }
        microseconds += (hour * 3_600 + minute * 60) * 1_000_000
        if take(":", &rest) {
            guard let second = number(&rest, digits: 2), second < 60 else { return nil }
            microseconds += second * 1_000_000
            if take(".", &rest) {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard (1...9).contains(digits.count), let value = Int64(digits) else { return nil }
                rest = rest.dropFirst(digits.count)
                var scaled = value
                for _ in digits.count..<9 { scaled *= 10 }
                microseconds += (scaled + 500) / 1_000
            }
        }
        if rest.isEmpty || rest == "Z" { return date(microseconds: microseconds) }

        let isEast = rest.first == "+"
        guard take("+", &rest) || take("-", &rest), let hours = number(&rest, digits: 2), take(":", &rest),
            let minutes = number(&rest, digits: 2), hours < 24, minutes < 60, rest.isEmpty
        else { return nil }
        let offset = (hours * 3_600 + minutes * 60) * 1_000_000
        return date(microseconds: microseconds + (isEast ? -offset : offset))
    }

    static func civil(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468  // days from 0000-03-01 to 1970-01-01
        let era = floorDivide(shifted, 146_097)  // 400 years
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153  // 0 is March
        let month = march < 10 ? march + 3 : march - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func daysInMonth(_ month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
        a / b - (a % b < 0 ? 1 : 0)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ text: inout Substring, digits: Int) -> Int64? {
        let prefix = text.prefix(digits)
        guard prefix.count == digits, prefix.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        text = text.dropFirst(digits)
        return Int64(prefix)
    }

    private static func take(_ character: Character, _ text: inout Substring) -> Bool {
        guard text.first == character else { return false }
        text.removeFirst()
        return true
    }
}

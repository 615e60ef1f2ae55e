public import Foundation

/// A day of the proleptic Gregorian calendar, of the years 1 to 9999, wherever on earth.
///
///     let day: CalendarDate? = CalendarDate("2024-02-29")
public struct CalendarDate: Sendable, Hashable {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// Nil for a day that is not in the calendar.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9_999).contains(year), (1...12).contains(month),
            (1...Timestamp.daysInMonth(Int64(month), of: Int64(year))).contains(Int64(day))
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The days of 1970-01-01 and after are 0 and more.
    var daysSince1970: Int64 { Timestamp.daysSince1970(Int64(year), Int64(month), Int64(day)) }

    /// Its first moment in UTC.
    public var start: Date { Date(timeIntervalSince1970: Double(daysSince1970) * 86_400) }

    /// Nil outside of the years 1 to 9999.
    init?(daysSince1970 days: Int64) {
        guard (-719_162...2_932_896).contains(days) else { return nil }
        let (year, month, day) = Timestamp.civil(daysSince1970: days)
        self.init(year: Int(year), month: Int(month), day: Int(day))
    }
}

extension CalendarDate: Comparable {
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: LosslessStringConvertible {
    /// Reads `2024-02-29`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `2024-02-29`.
    public var description: String {
        func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }
}

extension CalendarDate: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CalendarDate(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no day")
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension CalendarDate: ValueConvertible {
    public var value: Value { .date(self) }
}

import Foundation

/// Rules by which texts of a trace are replaced before anything keeps or sends them.
///
/// The rules run in order, each on what the one before left, on every text of a trace: question, answer, requests with the calls of
/// tools in them, citations, warnings, errors, and the attributes, inputs and outputs of spans, names of members
/// included.
///
///     chain.tracing.redaction = [.emailAddresses, .texts(["Project Heron"]), try .pattern(#"\bACC-\d{6}\b"#)]
///
/// Rules see one text at a time: what is spread over two attributes is found in neither.
public struct TraceRedaction: Sendable, ExpressibleByArrayLiteral {
    /// One kind of thing to replace.
    public struct Rule: Sendable {
        /// Gives a text back without what it must not have.
        let replace: @Sendable (String) -> String

        /// A rule of your own. It should leave a text alone that has nothing to replace.
        public init(_ replace: @escaping @Sendable (String) -> String) { self.replace = replace }
    }

    /// In the order in which they run.
    public var rules: [Rule]

    public init(_ rules: [Rule] = []) { self.rules = rules }

    public init(arrayLiteral elements: Rule...) { rules = elements }

    /// Whether there is nothing to replace.
    public var isEmpty: Bool { rules.isEmpty }

    /// A text by all rules.
    public func redacted(_ text: String) -> String {
        rules.reduce(text) { $1.replace($0) }
    }
}

extension TraceRedaction.Rule {
    /// Whatever a regular expression matches, in ICU's syntax.
    ///
    /// - Parameter replacement: A template, in which `$1` is the first group.
    /// - Throws: Foundation's error where the pattern is none.
    public static func pattern(_ pattern: String, replacement: String = "[REDACTED]") throws -> Self {
        let expression = try NSRegularExpression(pattern: pattern)
        return Self { text in
            let whole = NSRange(text.startIndex..., in: text)
            guard expression.firstMatch(in: text, range: whole) != nil else { return text }
            return expression.stringByReplacingMatches(in: text, range: whole, withTemplate: replacement)
        }
    }

    /// These texts wherever they stand, in any case of letters.
    public static func texts(_ texts: [String], replacement: String = "[REDACTED]") -> Self {
        // The longer first: it may hold a shorter one.
        let texts = texts.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        return Self { text in
            texts.reduce(text) { $0.replacingOccurrences(of: $1, with: replacement, options: .caseInsensitive) }
        }
    }

    /// Addresses such as `ada@example.org`.
    public static let emailAddresses = Self { text in
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        return text.replacing(#/[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+/#, with: "[EMAIL]")
    }

    /// Numbers of 13 to 19 digits, parted by spaces or hyphens or not, whose check digit is right.
    public static let creditCards = Self { text in
        text.replacing(#/\b\d(?:[ \-]?\d){12,18}\b/#) { match in
            let digits = match.output.compactMap(\.wholeNumberValue)
            return isLuhn(digits) ? "[CARD]" : String(match.output)
        }
    }

    /// Whether the last digit is right for those before it (ISO/IEC 7812-1, annex B).
    private static func isLuhn(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            guard digit.offset % 2 == 1 else { return sum + digit.element }
            let double = digit.element * 2
            return sum + (double > 9 ? double - 9 : double)
        }
        return sum % 10 == 0
    }
}

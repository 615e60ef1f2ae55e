import Foundation

/// Rules by which texts of a trace are replaced before anything keeps or sends them.
///
/// The rules run in order, each on what the one before left, on every text of a trace: question, answer, requests with the calls of
/// tools in them, citations, warnings, errors, and the attributes, inputs and outputs of spans, names of members
/// included.
///
///     let account = try TextPattern.regex(#"\bACC-\d{6}\b"#, name: "account")
///     chain.tracing.redaction = [.patterns(TextPattern.personalData + [account]), .texts(["Project Heron"])]
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
    /// What patterns find, such as ``TextPattern/personalData`` or a regular expression; the pattern's name stands in its place, as in
    /// `[EMAIL]`.
    public static func patterns(_ patterns: [TextPattern]) -> Self {
        let mask = TextMask(patterns)
        return Self { mask.apply(to: $0).text }
    }

    /// These texts wherever they stand, in any case of letters.
    public static func texts(_ texts: [String], replacement: String = "[REDACTED]") -> Self {
        // The longer first: it may hold a shorter one.
        let texts = texts.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        return Self { text in
            texts.reduce(text) { $0.replacingOccurrences(of: $1, with: replacement, options: .caseInsensitive) }
        }
    }
}

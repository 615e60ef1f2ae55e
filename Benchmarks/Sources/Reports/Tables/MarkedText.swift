/// A document some parts of which are made from results: each between a line `<!-- results: NAME -->` and the next line
/// `<!-- end of results -->`.
package struct MarkedText {
    package private(set) var lines: [Substring]

    package init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    package var text: String { lines.joined(separator: "\n") }

    private static let end = "<!-- end of results -->"
    private static func start(_ name: String) -> String { "<!-- results: \(name) -->" }

    /// Puts new text between a part's markers; false where there are none of this name.
    ///
    /// - Throws: ``ResultError`` for a part that does not end before the next one starts.
    package mutating func replace(_ name: String, with text: String) throws -> Bool {
        guard let start = lines.firstIndex(where: { $0 == Self.start(name) }) else { return false }
        guard let end = lines[(start + 1)...].firstIndex(where: { $0 == Self.end }),
            !lines[(start + 1)..<end].contains(where: { $0.hasPrefix("<!-- results: ") })
        else { throw ResultError("the part '\(name)' has no line '\(Self.end)'") }
        var new = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while new.last?.isEmpty == true { new.removeLast() }
        lines.replaceSubrange((start + 1)..<end, with: [""] + new + [""])
        return true
    }
}

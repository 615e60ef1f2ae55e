extension String {
    /// The text without control characters, which a document could move the cursor or rename the window with.
    var forTerminal: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    let isControl = scalar.properties.generalCategory == .control
                    return isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
                }))
    }

    /// One line of at most `limit` characters.
    func excerpt(_ limit: Int) -> String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return (line.count > limit ? line.prefix(limit) + "…" : line).forTerminal
    }
}

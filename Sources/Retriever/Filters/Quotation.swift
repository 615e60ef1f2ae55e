/// Texts and names between quotes, as SQL writes them.
enum Quotation {
    /// The text between quotes, the quotes within it doubled.
    ///
    /// By Unicode scalars: a quote and a combining mark after it are one `Character`, which no search for a quote finds.
    static func text(_ text: some StringProtocol, in quote: Unicode.Scalar) -> String {
        var quoted = String.UnicodeScalarView()
        quoted.append(quote)
        for scalar in text.unicodeScalars {
            if scalar == quote { quoted.append(quote) }
            quoted.append(scalar)
        }
        quoted.append(quote)
        return String(quoted)
    }
}

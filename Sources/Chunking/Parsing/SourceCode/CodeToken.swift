/// What source code is made of, with its place in the bytes.
struct CodeToken {
    enum Kind {
        /// A name, a keyword or a number.
        case word
        /// A string or a character, quotes included.
        case text
        case comment
        /// A line for the preprocessor.
        case directive
        /// One byte of punctuation.
        case symbol
        case lineEnd
    }

    var kind: Kind
    var lower: Int
    var upper: Int
}

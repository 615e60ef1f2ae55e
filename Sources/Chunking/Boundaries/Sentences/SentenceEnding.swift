/// Where a sentence may end: terminators, what closes it, and the white space behind.
struct SentenceEnding {
    enum Kind {
        /// One full stop of ASCII or like it.
        case stop
        /// A full stop with spaces on both sides, as tokenized texts have it.
        case lonelyStop
        /// `!` or `?`.
        case mark
        /// `…`, or full stops in a row.
        case ellipsis
        /// Of scripts that need no space behind it: `。`, `！`, `।`, `؟`.
        case wide
        /// The full-width `．`, which also parts decimals.
        case wideStop
        /// Empty lines, or a line's end, without a terminator.
        case lineEnd
        /// More closing marks than any sentence has.
        case refused
    }

    var kind: Kind
    /// Where the last terminator begins.
    var terminator: Int
    /// Where the terminators end, where the closing marks behind them, where the white space behind those.
    var terminatorEnd: Int
    var closeEnd: Int
    var end: Int
    /// Lines that end within the white space.
    var lineEnds: Int

    var hasClosing: Bool { closeEnd > terminatorEnd }
    var hasSpace: Bool { end > closeEnd }
}

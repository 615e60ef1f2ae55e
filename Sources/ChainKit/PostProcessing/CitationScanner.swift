/// Finds the citations in a text that comes in pieces, and takes out those that resolve to nothing.
///
/// Its output depends on the text alone, not on where the pieces divide it: it goes scalar by scalar and holds back
/// only what may still become a marker, the spaces before one, and a line's open code span.
///
/// What is a citation:
/// - `[1]`, `[1, 2]`, `[1-3]`, `[^1]`, `【1】`, `［1］`, with digits of ASCII or full width, as ``CitationMarker`` says.
/// - Not a bracket with four digits or more (`[2024]` is a year) as long as no passage has such a number, with letters
///   (`[a1]`), or a list with 0 (`[0, 1]` is an interval).
/// - Nothing in Markdown code: between backticks of one line, or in a fenced block (`a[1]` there is an element).
///
/// Of a list with good and bad numbers the good ones stay. The space before a marker that is taken out goes too.
struct CitationScanner {
    enum Piece: Hashable {
        case text(String)
        case cited(Int)
        /// A number that was taken out, as `[9]`.
        case removed(String)
    }

    private enum Mode {
        case prose
        /// Within what may be a marker; `held` has it from its bracket.
        case marker(CitationMarker)
        /// Within a run of backticks that opens code; `held` has it.
        case opening
        /// Within a code span that must close on its line; `held` has it from its backticks.
        case codeSpan
        /// After three backticks or more at the start of a line.
        case fenceInfo
        case fence
    }

    /// The longest code span: beyond it, lone backticks are taken for what they are.
    private static let longestCodeSpan = 512

    private var numbers: Set<Int>
    private var maximumDigits: Int
    private var mode = Mode.prose
    private var held = String.UnicodeScalarView()
    /// Backticks that opened the code, and those of the run at hand.
    private var openTicks = 0
    private var run = 0
    /// Nothing but spaces since the line began.
    private var lineIsBlank = true
    /// Spaces not given out yet, before and after markers that were taken out.
    private var spaces = String.UnicodeScalarView()
    private var spacesAfter = String.UnicodeScalarView()
    private var followsRemoval = false
    private var text = String.UnicodeScalarView()
    private var output: [Piece] = []

    /// - Parameter numbers: Those of the passages.
    init(numbers: Set<Int>) {
        self.numbers = numbers
        maximumDigits = Self.maximumDigits(numbers)
    }

    /// Numbers that can be cited from now on.
    mutating func add(_ more: some Sequence<Int>) {
        numbers.formUnion(more)
        maximumDigits = Self.maximumDigits(numbers)
    }

    private static func maximumDigits(_ numbers: Set<Int>) -> Int {
        max(3, String(numbers.max() ?? 0).utf8.count)
    }

    mutating func scan(_ piece: String) -> [Piece] {
        for scalar in piece.unicodeScalars { process(scalar) }
        return takeOutput()
    }

    /// Gives out what was held back; the scanner may go on with another text.
    mutating func finish() -> [Piece] {
        while !held.isEmpty {
            switch mode {
            case .codeSpan where run != openTicks, .fenceInfo:
                reopenSpan()
            default:
                mode = .prose
                releaseHeld()
            }
        }
        flushSpaces(before: nil)
        return takeOutput()
    }

    /// Something else was put out on the line in the meantime.
    mutating func continueLine() { lineIsBlank = false }

    private mutating func takeOutput() -> [Piece] {
        flushText()
        defer { output = [] }
        return output
    }

    private mutating func process(_ scalar: Unicode.Scalar) {
        switch mode {
        case .prose: prose(scalar)
        case .marker(var marker):
            switch marker.advance(scalar) {
            case .partial:
                held.append(scalar)
                mode = .marker(marker)
            case .complete:
                held.append(scalar)
                mode = .prose
                resolve(marker)
            case .mismatch:
                mode = .prose
                releaseHeld()
                prose(scalar)
            }
        case .opening: opening(scalar)
        case .codeSpan: codeSpan(scalar)
        case .fenceInfo: fenceInfo(scalar)
        case .fence: fence(scalar)
        }
    }

    private mutating func prose(_ scalar: Unicode.Scalar) {
        if let marker = CitationMarker(opening: scalar, maximumDigits: maximumDigits) {
            held.append(scalar)
            mode = .marker(marker)
        } else if scalar == "`" {
            held.append(scalar)
            mode = .opening
        } else {
            emit(scalar)
        }
    }

    // MARK: Markers

    private mutating func resolve(_ marker: CitationMarker) {
        let good = marker.numbers.filter(numbers.contains)
        let whole = held
        held = String.UnicodeScalarView()
        guard !good.isEmpty, let open = whole.first, let close = whole.last else {
            beginRemoval()
            for number in marker.numbers { output(.removed("[\(number)]")) }
            return
        }
        flushSpaces(before: open)
        lineIsBlank = false
        if good.count == marker.numbers.count {
            text.append(contentsOf: whole)
        } else {
            let caret = marker.hasCaret ? "^" : ""
            let list = good.map { caret + String($0) }.joined(separator: ", ")
            text.append(open)
            text.append(contentsOf: list.unicodeScalars)
            text.append(close)
            for number in marker.numbers where !numbers.contains(number) { output(.removed("[\(number)]")) }
        }
        for number in good { output(.cited(number)) }
    }

    // MARK: Code

    private mutating func opening(_ scalar: Unicode.Scalar) {
        guard scalar != "`" else {
            held.append(scalar)
            return
        }
        openTicks = held.count
        run = 0
        mode = openTicks >= 3 && lineIsBlank ? .fenceInfo : .codeSpan
        process(scalar)
    }

    private mutating func codeSpan(_ scalar: Unicode.Scalar) {
        if scalar == "`" {
            run += 1
            held.append(scalar)
        } else if run == openTicks {
            mode = .prose
            releaseHeld()
            prose(scalar)
        } else if scalar.isLineBreak || held.count >= Self.longestCodeSpan {
            reopenSpan()
            process(scalar)
        } else {
            run = 0
            held.append(scalar)
        }
    }

    /// The code did not close: its backticks are text, and what follows them is read again as prose.
    private mutating func reopenSpan() {
        let body = held.dropFirst(openTicks)
        let ticks = held.prefix(openTicks)
        held = String.UnicodeScalarView()
        mode = .prose
        for scalar in ticks { emit(scalar) }
        for scalar in body { process(scalar) }
    }

    private mutating func fenceInfo(_ scalar: Unicode.Scalar) {
        if scalar == "`" {
            // No fence: its first line may hold no backtick. So it is a span with three backticks or more.
            mode = .codeSpan
            codeSpan(scalar)
        } else if scalar.isLineBreak {
            releaseHeld()
            emit(scalar)
            mode = .fence
            run = 0
        } else {
            held.append(scalar)
        }
    }

    private mutating func fence(_ scalar: Unicode.Scalar) {
        if scalar.isLineBreak {
            if run >= openTicks { mode = .prose }
            run = 0
        } else if scalar == "`", run >= 0, lineIsBlank || run > 0 {
            run += 1
        } else if scalar != " ", scalar != "\t" {
            run = -1
        }
        emit(scalar)
    }

    // MARK: Output

    private mutating func emit(_ scalar: Unicode.Scalar) {
        if scalar == " " || scalar == "\t" {
            if followsRemoval { spacesAfter.append(scalar) } else { spaces.append(scalar) }
            return
        }
        flushSpaces(before: scalar)
        text.append(scalar)
        lineIsBlank = scalar.isLineBreak
    }

    private mutating func beginRemoval() {
        if followsRemoval, !lineIsBlank {
            if spaces.isEmpty { spaces = spacesAfter }
        }
        spacesAfter = String.UnicodeScalarView()
        followsRemoval = true
    }

    private mutating func releaseHeld() {
        let scalars = held
        held = String.UnicodeScalarView()
        for scalar in scalars { emit(scalar) }
    }

    /// Gives out the spaces held back; around a marker that was taken out one side of them is enough.
    private mutating func flushSpaces(before next: Unicode.Scalar?) {
        if !followsRemoval || lineIsBlank {
            text.append(contentsOf: spaces)
        } else if let next, !next.isLineBreak {
            let isPunctuation = ".,;:!?)]}。、，．！？；：）」』".unicodeScalars.contains(next)
            if !spacesAfter.isEmpty, !spaces.isEmpty || !isPunctuation {
                text.append(contentsOf: spacesAfter)
            } else if !isPunctuation {
                text.append(contentsOf: spaces)
            }
        }
        followsRemoval = false
        spaces = String.UnicodeScalarView()
        spacesAfter = String.UnicodeScalarView()
    }

    private mutating func output(_ piece: Piece) {
        flushText()
        output.append(piece)
    }

    private mutating func flushText() {
        if !text.isEmpty { output.append(.text(String(text))) }
        text = String.UnicodeScalarView()
    }
}

import UnicodeForms

/// One kind of white space: a blank between words, a line feed at a line's end, at most one empty line.
///
/// In prose every run of blanks, tabs and spaces of other widths becomes one blank, and blanks around line ends go.
/// In code only those at the ends of lines do, and indentation stays; in tables, where tabs and line feeds part the
/// cells, only runs of blanks become one.
public struct WhitespaceCleanup: TextCleansingStep {
    public init() {}

    public var identity: String { "whitespace/1" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        let isWide = text.kind == .table ? Self.isTableSpace : Self.isWhite
        var i = text.range.lowerBound
        while i < text.range.upperBound {
            let byte = text.bytes[i]
            if byte > 0x20 && byte < 0xC2 || byte >= 0xC3 && byte < 0xE1 || byte > 0xE3 {
                i += 1
                continue
            }
            let (value, length) = UTF8Scalar.decode(text.bytes, at: i)
            guard isWide(value) else {
                i += length
                continue
            }
            var end = i + length
            while let next = text.scalar(at: end), isWide(next.value) { end = next.end }
            edit(run: i..<end, of: text, &edits)
            i = end
        }
    }

    private static func isWhite(_ value: UInt32) -> Bool {
        ContentScalar.isSpace(value) || ContentScalar.endsLine(value)
    }

    private static func isTableSpace(_ value: UInt32) -> Bool {
        ContentScalar.isSpace(value) && value != 0x09
    }

    /// Puts in order a run of white space that is as long as it can be.
    private func edit(run: Range<Int>, of text: CleansingText, _ edits: inout ContentEdits) {
        if run.count == 1, text.bytes[run.lowerBound] == 0x20, run.upperBound < text.range.upperBound,
            run.lowerBound > text.range.lowerBound
        {
            return  // most
        }
        var lineEnds = 0
        var lastLine = run.lowerBound  // behind the last line's end
        var i = run.lowerBound
        while let (value, end) = text.scalar(at: i), i < run.upperBound {
            if ContentScalar.endsLine(value) {
                if !(value == 0x0A && i > run.lowerBound && text.bytes[i - 1] == 0x0D) { lineEnds += 1 }
                lastLine = end
            }
            i = end
        }
        if text.kind == .table || !text.keepsLines {
            return editProse(run, lineEnds: lineEnds, of: text, &edits)
        }
        editCode(run, lineEnds: lineEnds, indent: lastLine..<run.upperBound, of: text, &edits)
    }

    private func editProse(_ run: Range<Int>, lineEnds: Int, of text: CleansingText, _ edits: inout ContentEdits) {
        // In a table's cells nothing is at an edge.
        let isAtEdge =
            text.kind != .table && (run.lowerBound == text.range.lowerBound || run.upperBound == text.range.upperBound)
        if isAtEdge { return edits.remove(run) }
        set(run, to: lineEnds == 0 ? " " : lineEnds == 1 ? "\n" : "\n\n", of: text, &edits)
    }

    private func editCode(
        _ run: Range<Int>, lineEnds: Int, indent: Range<Int>, of text: CleansingText, _ edits: inout ContentEdits
    ) {
        if run.upperBound == text.range.upperBound { return edits.remove(run) }
        if lineEnds > 0 {
            set(run.lowerBound..<indent.lowerBound, to: lineEnds == 1 ? "\n" : "\n\n", of: text, &edits)
        }
        // Between words of a line, and before the first of one, as many blanks as there are; only of the usual kind.
        var i = indent.lowerBound
        while let (value, end) = text.scalar(at: i), i < indent.upperBound {
            if value != 0x20, value != 0x09 { edits.replace(i..<end, with: value == 0x3000 ? [" ", " "] : [" "]) }
            i = end
        }
    }

    private func set(_ run: Range<Int>, to white: String, of text: CleansingText, _ edits: inout ContentEdits) {
        if text.bytes[run].elementsEqual(white.utf8) { return }
        if white == "\n", run.count == 2, text.bytes[run.lowerBound] == 0x0D, text.bytes[run.lowerBound + 1] == 0x0A {
            return edits.remove(run.lowerBound..<run.lowerBound + 1)
        }
        edits.replace(run, with: white.unicodeScalars)
    }
}

/// Strips inline markup: a block's lines to pieces of content.
///
/// One walk over the bytes collects spans to keep; links and emphasis, whose meaning shows only at their end, empty
/// the spans of their marks when it is reached. Every look ahead either succeeds and is skipped over, or can fail only
/// a fixed number of times, so the time is linear.
/// - Source: CommonMark 0.31.2, section 6, with the links of plain text of GitHub Flavored Markdown. Departs from it in: emphasis pairs the nearest runs of the same mark, without
///   the rule of three; link titles and destinations are not looked at beyond their end.
struct MarkdownInline {
    let bytes: [UInt8]
    /// The destinations of link definitions by their labels, in small letters.
    let definitions: [String: Range<Int>]

    /// Part of the source that is kept, or that means one character; empty when it turned out to be a mark.
    private struct Span {
        var lower: Int
        var upper: Int
        var replacement: Unicode.Scalar?
        /// A second character that it means.
        var second: Unicode.Scalar?
    }

    private struct Found {
        var text: Range<Int>
        var destination: Range<Int>
        /// What comes before the destination.
        var prefix: StaticString = ""
        /// Whether text and destination are the same, so that a backslash is a character like any other.
        var isAutolink = false
    }

    private struct Walk {
        let lines: [Range<Int>]
        var spans: [Span] = []
        var textStart: Int
        var brackets: [(span: Int, isImage: Bool)] = []
        /// Of the open brackets, so many enclose a link and so can be none themselves.
        var enclosing = 0
        var links: [Found] = []
        /// Runs of `*`, `_` and `~` that may open emphasis.
        var openers: [[Int]] = [[], [], []]
        /// By length: no run of so many backticks follows.
        var missingBackticks: UInt64 = 0
        /// No `>` follows.
        var isWithoutTagEnd = false
        /// No `-->` follows.
        var isWithoutCommentEnd = false
    }

    /// Adds the content of some lines to the builder's open block.
    ///
    /// - Parameter isCell: Whether they are a table's cell, in which no character means a tab or a line feed.
    func append(_ lines: [Range<Int>], to builder: inout DocumentBuilder, isCell: Bool = false) {
        guard let first = lines.first, let last = lines.last else { return }
        let end = last.upperBound
        var walk = Walk(lines: lines, textStart: first.lowerBound)
        var position = first.lowerBound
        while position < end {
            position = step(at: position, end: end, &walk)
        }
        flush(&walk, to: end)
        if isCell {
            for i in walk.spans.indices where walk.spans[i].replacement == "\n" || walk.spans[i].replacement == "\t" {
                walk.spans[i].replacement = " "
            }
        }
        emit(walk.spans, lines: lines, to: &builder)
        for link in walk.links { builder.addLink(link.text, to: destination(of: link)) }
    }

    // MARK: The walk

    /// Takes in the byte at a position, or the construct that begins there; returns where to go on.
    @inline(__always)
    private func step(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        switch bytes[position] {
        case UInt8(ascii: "\\"): return backslash(at: position, end: end, &walk)
        case UInt8(ascii: "`"): return codeSpan(at: position, end: end, &walk)
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            return emphasis(at: position, end: end, &walk)
        case UInt8(ascii: "["):
            walk.brackets.append((mark(position..<position + 1, &walk), false))
            return position + 1
        case UInt8(ascii: "!"):
            guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "[") else { return position + 1 }
            walk.brackets.append((mark(position..<position + 2, &walk), true))
            return position + 2
        case UInt8(ascii: "]"): return closingBracket(at: position, end: end, &walk)
        case UInt8(ascii: "<"): return tag(at: position, end: end, &walk)
        case UInt8(ascii: "&"): return reference(at: position, end: end, &walk)
        case UInt8(ascii: "w"):
            guard position + 4 < end, bytes[position + 1] == UInt8(ascii: "w") else { return position + 1 }
            return autolink(
                MarkdownAutolink.host(bytes, at: position, end: end, inBrackets: !walk.brackets.isEmpty) {
                    let line = walk.lines.partition { $0.lowerBound >= position }
                    return line < walk.lines.count && walk.lines[line].lowerBound == position
                }, at: position, &walk)
        case UInt8(ascii: ":"):
            return autolink(
                MarkdownAutolink.address(
                    bytes, colon: position, end: end, floor: walk.textStart, inBrackets: !walk.brackets.isEmpty),
                at: position, &walk)
        case UInt8(ascii: "@"):
            return autolink(
                MarkdownAutolink.mail(bytes, at: position, end: end, floor: walk.textStart), at: position, &walk)
        default: return position + 1
        }
    }

    private func reference(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        guard let reference = CharacterReference(bytes, at: position, end: end, in: .markdown) else {
            return position + 1
        }
        flush(&walk, to: position)
        let (first, second) = reference.scalars
        walk.spans.append(Span(lower: position, upper: reference.end, replacement: first, second: second))
        walk.textStart = reference.end
        return reference.end
    }

    /// Notes a link of plain text, if one was found at a position. Its text is content as it is, but for references.
    private func autolink(_ link: MarkdownAutolink?, at position: Int, _ walk: inout Walk) -> Int {
        guard let link else { return position + 1 }
        walk.links.append(
            Found(text: link.range, destination: link.range, prefix: link.prefix, isAutolink: true))
        var i = position + 1
        while i < link.range.upperBound {
            i = bytes[i] == UInt8(ascii: "&") ? reference(at: i, end: link.range.upperBound, &walk) : i + 1
        }
        return i
    }

    /// Keeps the text up to a position.
    private func flush(_ walk: inout Walk, to position: Int) {
        if walk.textStart < position { walk.spans.append(Span(lower: walk.textStart, upper: position)) }
        walk.textStart = position
    }

    /// Keeps a mark as a span of its own, which can be emptied later; returns its number.
    private func mark(_ range: Range<Int>, _ walk: inout Walk) -> Int {
        flush(&walk, to: range.lowerBound)
        walk.spans.append(Span(lower: range.lowerBound, upper: range.upperBound))
        walk.textStart = range.upperBound
        return walk.spans.count - 1
    }

    private func drop(_ range: Range<Int>, _ walk: inout Walk) {
        flush(&walk, to: range.lowerBound)
        walk.textStart = range.upperBound
    }

    private func backslash(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        guard position + 1 < end else { return end }
        if ASCII.isPunctuation(bytes[position + 1]) {
            drop(position..<position + 1, &walk)
            return position + 2
        }
        if Whitespace.isLineEnd(bytes[position + 1]) { drop(position..<position + 1, &walk) }
        return position + 1
    }

    private func codeSpan(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        var textStart = position
        while textStart < end, bytes[textStart] == UInt8(ascii: "`") { textStart += 1 }
        let length = textStart - position
        // Longer runs than 16 are text: each length can fail once over the whole block.
        guard length <= 16, walk.missingBackticks & (1 << length) == 0 else { return textStart }
        var i = textStart
        while i < end {
            guard bytes[i] == UInt8(ascii: "`") else {
                i += 1
                continue
            }
            let runStart = i
            while i < end, bytes[i] == UInt8(ascii: "`") { i += 1 }
            if i - runStart == length {
                drop(position..<textStart, &walk)
                var (lower, upper) = (textStart, runStart)
                if upper - lower > 2, bytes[lower] == 0x20, bytes[upper - 1] == 0x20 {
                    lower += 1
                    upper -= 1
                }
                if lower < upper { walk.spans.append(Span(lower: lower, upper: upper)) }
                walk.textStart = i
                return i
            }
        }
        walk.missingBackticks |= 1 << length
        return textStart
    }

    /// Pairs a run of marks with the nearest open one, or opens emphasis.
    private func emphasis(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        let mark = bytes[position]
        var upper = position
        while upper < end, bytes[upper] == mark { upper += 1 }
        let before = position > 0 ? bytes[position - 1] : 0x20
        let after = upper < end ? bytes[upper] : 0x20
        let (spaceBefore, spaceAfter) = (Whitespace.isASCII(before), Whitespace.isASCII(after))
        let (markBefore, markAfter) = (ASCII.isPunctuation(before), ASCII.isPunctuation(after))
        let leftFlanking = !spaceAfter && (!markAfter || spaceBefore || markBefore)
        let rightFlanking = !spaceBefore && (!markBefore || spaceAfter || markAfter)
        var canOpen = leftFlanking
        var canClose = rightFlanking
        if mark == UInt8(ascii: "_") {
            canOpen = leftFlanking && (!rightFlanking || markBefore)
            canClose = rightFlanking && (!leftFlanking || markAfter)
        } else if mark == UInt8(ascii: "~"), upper - position > 2 {
            return upper
        }
        guard canOpen || canClose else { return upper }
        let own = self.mark(position..<upper, &walk)
        let kind = mark == UInt8(ascii: "*") ? 0 : mark == UInt8(ascii: "_") ? 1 : 2
        if canClose {
            while walk.spans[own].lower < walk.spans[own].upper, let opener = walk.openers[kind].last {
                let opening = walk.spans[opener].upper - walk.spans[opener].lower
                let count = min(opening, walk.spans[own].upper - walk.spans[own].lower)
                walk.spans[opener].upper -= count
                walk.spans[own].lower += count
                if opening == count { walk.openers[kind].removeLast() }
            }
        }
        if canOpen, walk.spans[own].lower < walk.spans[own].upper {
            walk.openers[kind].append(own)
        }
        return upper
    }

    private func closingBracket(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        let next = position + 1
        guard let opener = walk.brackets.popLast() else { return next }
        let isEnclosing = walk.enclosing > walk.brackets.count
        walk.enclosing = min(walk.enclosing, walk.brackets.count)
        let text = walk.spans[opener.span].upper..<position
        guard opener.isImage || !isEnclosing,
            let target = inlineTarget(at: next, end: end) ?? referenceTarget(at: next, end: end, text: text)
        else { return next }
        // No link is within a link's or an image's text.
        while let last = walk.links.last, last.isAutolink, last.text.lowerBound >= text.lowerBound {
            walk.links.removeLast()
        }
        if !opener.isImage {
            walk.enclosing = walk.brackets.count
            walk.links.append(Found(text: text, destination: target.destination))
        }
        walk.spans[opener.span].upper = walk.spans[opener.span].lower
        drop(position..<target.end, &walk)
        return target.end
    }

    private typealias Target = MarkdownLinkTarget.Target

    /// What stands in a link's `(destination "title")` at a position.
    private func inlineTarget(at position: Int, end: Int) -> Target? {
        MarkdownLinkTarget(bytes: bytes, end: end).inline(at: position)
    }

    /// What a link's `[label]` at a position refers to, or its own text.
    private func referenceTarget(at position: Int, end: Int, text: Range<Int>) -> Target? {
        if definitions.isEmpty { return nil }
        let syntax = MarkdownSyntax(bytes: bytes)
        func defined(_ label: Range<Int>) -> Range<Int>? {
            label.count < 200 ? definitions[syntax.label(label)] : nil
        }
        if position < end, bytes[position] == UInt8(ascii: "[") {
            let lower = position + 1
            var i = lower
            while i < end, bytes[i] != UInt8(ascii: "]"), bytes[i] != UInt8(ascii: "["), i - lower < 200 { i += 1 }
            if i < end, bytes[i] == UInt8(ascii: "]"), let found = defined(i == lower ? text : lower..<i) {
                return (found, i + 1)
            }
        }
        return defined(text).map { ($0, position) }
    }

    /// A destination without its escapes and character references.
    private func destination(of link: Found) -> String {
        let range = link.destination
        var result = Array(link.prefix.description.utf8)
        var i = range.lowerBound
        while i < range.upperBound {
            if !link.isAutolink, bytes[i] == UInt8(ascii: "\\"), i + 1 < range.upperBound,
                ASCII.isPunctuation(bytes[i + 1])
            {
                result.append(bytes[i + 1])
                i += 2
            } else if bytes[i] == UInt8(ascii: "&"),
                let reference = CharacterReference(bytes, at: i, end: range.upperBound, in: .markdown)
            {
                reference.append(to: &result)
                i = reference.end
            } else {
                result.append(bytes[i])
                i += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Leaves out a tag or a comment; keeps what an autolink holds.
    private func tag(at position: Int, end: Int, _ walk: inout Walk) -> Int {
        let next = position + 1
        guard !walk.isWithoutTagEnd, next < end else { return next }
        let first = bytes[next]
        if bytes[next..<end].starts(with: Array("!--".utf8)) {
            guard !walk.isWithoutCommentEnd,
                let close = HTMLTokenizer.find("-->", in: bytes, from: next + 3, to: end)
            else {
                walk.isWithoutCommentEnd = true
                return next
            }
            drop(position..<close, &walk)
            return close
        }
        guard ASCII.isLetter(first) || first == UInt8(ascii: "/") else { return next }
        var i = next
        var quote: UInt8 = 0
        var isAutolink = false
        var hasSpace = false
        while i < end {
            let byte = bytes[i]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                break
            } else if byte == UInt8(ascii: "<") {
                return next
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if !isAutolink { quote = byte }
            } else if Whitespace.isASCII(byte) {
                hasSpace = true
            } else if !hasSpace, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") {
                isAutolink = true
            }
            i += 1
        }
        guard i < end else {
            if quote == 0 { walk.isWithoutTagEnd = true }
            return next
        }
        if isAutolink {
            if hasSpace { return next }
            let isMail = !bytes[next..<i].contains(UInt8(ascii: ":"))
            walk.links.append(
                Found(text: next..<i, destination: next..<i, prefix: isMail ? "mailto:" : "", isAutolink: true))
            drop(position..<next, &walk)
            flush(&walk, to: i)
            walk.textStart = i + 1
            return i + 1
        }
        flush(&walk, to: position)
        if HTMLElement(name: bytes[next..<i].prefix { ASCII.isAlphanumeric($0) }) == .br {
            walk.spans.append(Span(lower: position, upper: i + 1, replacement: "\n"))
        }
        walk.textStart = i + 1
        return i + 1
    }

    // MARK: The pieces

    /// Gives the spans to the builder, with a line feed for what lies between two lines.
    private func emit(_ spans: [Span], lines: [Range<Int>], to builder: inout DocumentBuilder) {
        var line = 0
        for span in spans where span.lower < span.upper {
            while line + 1 < lines.count, span.lower >= lines[line + 1].lowerBound { line += 1 }
            if let replacement = span.replacement {
                builder.append(replacement, for: span.lower..<span.upper)
                if let second = span.second { builder.appendAnother(second) }
                continue
            }
            var lower = span.lower
            while true {
                let lineEnd = lines[line].upperBound
                if lower < lineEnd { builder.append(lower..<min(span.upper, lineEnd)) }
                guard span.upper > lineEnd, line + 1 < lines.count else { break }
                let next = lines[line + 1].lowerBound
                builder.appendLineEnd(max(lower, lineEnd)..<next, of: bytes)
                line += 1
                lower = next
            }
        }
    }
}

/// The stretches of prose in plain text or Markdown: paragraphs, list items, table rows, each without its marker.
enum MarkdownBlocks {
    /// Ascending, in UTF-8 bytes; each is one block, over as many lines as it has.
    static func prose(in bytes: [UInt8]) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        var open: Range<Int>?
        var fence: (mark: UInt8, count: Int)?
        func close() {
            if let open { blocks.append(open) }
            open = nil
        }
        for line in lines(of: bytes) {
            let content = skipSpaces(line, of: bytes)
            if let opened = fence {
                let count = run(of: opened.mark, in: content, of: bytes)
                if count >= opened.count, skipSpaces(content.dropFirst(count), of: bytes).isEmpty { fence = nil }
                continue
            }
            if let opened = openingFence(content, of: bytes) {
                close()
                fence = opened
                continue
            }
            switch kind(of: content, bytes) {
            case .none:
                close()
            case .begins(let range):
                close()
                open = range
            case .single(let range):
                close()
                blocks.append(range)
            case .continues:
                open = (open?.lowerBound ?? content.lowerBound)..<content.upperBound
            }
        }
        close()
        return blocks
    }

    private enum Kind {
        /// A blank line, a heading, a rule: no prose.
        case none
        /// A block of its own, which the next lines may continue; without its marker.
        case begins(Range<Int>)
        /// A block that no line continues.
        case single(Range<Int>)
        /// A line of the block before, or the first of a paragraph.
        case continues
    }

    private static func kind(of line: Range<Int>, _ bytes: [UInt8]) -> Kind {
        guard let first = line.first.map({ bytes[$0] }) else { return .none }
        switch first {
        case UInt8(ascii: "#"):
            let level = run(of: first, in: line, of: bytes)
            let after = line.lowerBound + level
            return level <= 6 && (after == line.upperBound || bytes[after].isSpace) ? .none : .continues
        case UInt8(ascii: "|"):
            let isRule = line.allSatisfy { "|-: ".utf8.contains(bytes[$0]) }
            return isRule ? .none : .single(line)
        case UInt8(ascii: ">"):
            let rest = skipSpaces(line.dropFirst(1), of: bytes)
            return rest.isEmpty ? .none : .begins(rest)
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "_"):
            let isRule = line.count >= 3 && line.allSatisfy { bytes[$0] == first || bytes[$0].isSpace }
            if isRule { return .none }
            return item(line, markerLength: 1, bytes)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let digits = line.prefix { (0x30...0x39).contains(bytes[$0]) }.count
            let mark = line.lowerBound + digits
            guard digits <= 4, mark < line.upperBound,
                bytes[mark] == UInt8(ascii: ".") || bytes[mark] == UInt8(ascii: ")")
            else { return .continues }
            return item(line, markerLength: digits + 1, bytes)
        default:
            return .continues
        }
    }

    private static func item(_ line: Range<Int>, markerLength: Int, _ bytes: [UInt8]) -> Kind {
        let after = line.lowerBound + markerLength
        guard after < line.upperBound, bytes[after].isSpace else { return .continues }
        let rest = skipSpaces(after..<line.upperBound, of: bytes)
        return rest.isEmpty ? .none : .begins(rest)
    }

    private static func openingFence(_ line: Range<Int>, of bytes: [UInt8]) -> (mark: UInt8, count: Int)? {
        for mark in [UInt8(ascii: "`"), UInt8(ascii: "~")] {
            let count = run(of: mark, in: line, of: bytes)
            if count >= 3 { return (mark, count) }
        }
        return nil
    }

    private static func run(of byte: UInt8, in line: Range<Int>, of bytes: [UInt8]) -> Int {
        line.prefix { bytes[$0] == byte }.count
    }

    private static func skipSpaces(_ line: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var start = line.lowerBound
        while start < line.upperBound, bytes[start].isSpace { start += 1 }
        return start..<line.upperBound
    }

    /// Without their line breaks.
    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(start..<(index > start && bytes[index - 1] == 0x0D ? index - 1 : index))
            start = index + 1
        }
        lines.append(start..<bytes.count)
        return lines
    }
}

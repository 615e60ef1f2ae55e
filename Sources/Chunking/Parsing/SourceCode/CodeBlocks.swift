/// Divides source code into blocks at its declarations.
struct CodeBlocks {
    private struct Segment {
        var lower: Int
        var start: Int
        var upper: Int
        var name: String?
        var headings: [String]
    }

    /// Names beyond these are not among a block's headings, so that nesting takes no more than linear space.
    private static let deepestHeading = 32

    private let bytes: [UInt8]
    private let language: String
    private var builder: DocumentBuilder
    /// The last block, which may still grow.
    private var current: Segment?
    private var position: Int
    /// The declarations around the position: their places in `declarations`.
    private var open: [Int] = []
    private var headings: [String] = []
    private var declarations: [Declaration] = []

    init(source: SourceDocument, language: String) {
        bytes = source.bytes
        self.language = language
        builder = DocumentBuilder(source: source)
        position = source.textStart
    }

    mutating func document(_ found: [FoundDeclaration]) -> ParsedDocument {
        declarations.reserveCapacity(found.count)
        var name: String?
        for declaration in found {
            close(before: declaration.lower, &name)
            take(upTo: declaration.lower, name: name)
            name = declaration.name
            declarations.append(
                Declaration(
                    name: declaration.name, range: declaration.lower..<declaration.upper, blocks: 0..<0,
                    depth: declaration.depth))
            open.append(declarations.count - 1)
        }
        close(before: bytes.count + 1, &name)
        take(upTo: bytes.count, name: name)
        emit()
        for declaration in declarations { builder.add(declaration) }
        return builder.finish(title: nil, isVerbatim: true)
    }

    private mutating func close(before position: Int, _ name: inout String?) {
        while let last = open.last, declarations[last].range.upperBound <= position {
            take(upTo: declarations[last].range.upperBound, name: name)
            name = nil
            open.removeLast()
            if open.count < headings.count { headings.removeLast() }
            // A string that nothing closes may end in white space.
            let end = min(declarations[last].range.upperBound, current?.upper ?? .max)
            declarations[last].range = declarations[last].range.lowerBound..<end
            let blocks = declarations[last].blocks
            declarations[last].blocks = blocks.lowerBound..<builder.blockCount + (current == nil ? 0 : 1)
        }
    }

    /// Makes a block of what lies between the position and here; brackets alone go to the block before.
    private mutating func take(upTo upper: Int, name: String?) {
        guard upper > position else { return }
        let start = Whitespace.end(in: bytes, from: position, to: upper)
        let end = Whitespace.start(in: bytes, from: start, to: upper)
        defer { position = upper }
        guard start < end else { return }
        if name == nil, current != nil, isClosing(start..<end) {
            current?.upper = end
            return
        }
        // The first line's indentation is the block's.
        let floor = current?.upper ?? 0
        var lower = start
        while lower > floor, bytes[lower - 1] == 0x20 || bytes[lower - 1] == 0x09 { lower -= 1 }
        if lower > 0, !Whitespace.isLineEnd(bytes[lower - 1]) { lower = start }
        emit()
        current = Segment(lower: lower, start: start, upper: end, name: name, headings: headings)
        if let name, let own = open.last {
            declarations[own].range = lower..<declarations[own].range.upperBound
            declarations[own].blocks = builder.blockCount..<builder.blockCount
            // What follows stands under it.
            if headings.count < Self.deepestHeading, headings.count == open.count - 1 { headings.append(name) }
        }
    }

    private func isClosing(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy {
            $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",")
                || Whitespace.isASCII($0)
        }
    }

    private mutating func emit() {
        guard let segment = current else { return }
        current = nil
        builder.begin(.code(language: language), at: segment.lower, name: segment.name)
        builder.append(segment.start..<segment.upper)
        builder.end(at: segment.upper, headings: segment.headings)
    }
}

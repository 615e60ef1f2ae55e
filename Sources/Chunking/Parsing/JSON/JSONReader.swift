/// Walks JSON with a stack of open containers, and gives each record's strings to a builder.
struct JSONReader {
    /// The keys that lead to a value; a chain through the parents, so that depth costs nothing.
    private struct Node {
        var key: String
        var parent: Int?
        var depth: Int
        var isText: Bool
        var isTitle: Bool
        var isLanguage: Bool
    }

    private struct Container {
        var isObject: Bool
        var node: Int?
        var isRecord: Bool
    }

    private static let deepestNode = 32

    private let bytes: [UInt8]
    private let selection: JSONSelection
    private var scanner: JSONScanner
    private var builder: DocumentBuilder
    private var stack: [Container] = []
    /// Those of the current record, and its strings.
    private var nodes: [Node] = []
    private var strings: [(text: JSONScanner.Text, node: Int?)] = []
    private var recordEnd: Int?
    private var records = 0
    private var title: String?
    private var language: String?

    init(source: SourceDocument, selection: JSONSelection) {
        bytes = source.bytes
        self.selection = selection
        scanner = JSONScanner(bytes: source.bytes, end: source.bytes.count, position: source.textStart)
        builder = DocumentBuilder(source: source)
    }

    mutating func readDocument() throws(JSONFault) {
        guard scanner.next() != nil else { return }
        try readText(isRecord: false)
        if scanner.next() != nil { throw scanner.fault("nothing behind the value") }
        endRecord()
    }

    mutating func readLines() throws(JSONFault) {
        var position = scanner.position
        while position < bytes.count {
            let end = SourceLine.end(in: bytes, from: position)
            scanner = JSONScanner(bytes: bytes, end: end, position: position)
            if scanner.next() != nil {
                beginRecord()
                try readText(isRecord: true)
                if scanner.next() != nil { throw scanner.fault("nothing behind the line's value") }
                endRecord()
            }
            position = SourceLine.next(in: bytes, after: end)
        }
    }

    /// - Parameter isPart: Whether there are records elsewhere.
    consuming func finish(isPart: Bool) -> ParsedDocument {
        let (title, language) = records == 1 && !isPart ? (title, language) : (nil, nil)
        return builder.finish(title: title, language: language)
    }

    // MARK: The walk

    /// Reads one value with all that it holds.
    private mutating func readText(isRecord: Bool) throws(JSONFault) {
        var node: Int?
        while true {
            guard let byte = scanner.next() else { throw scanner.fault("a value") }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = byte == UInt8(ascii: "{")
                // An object that is an element of the outermost array.
                let begins = isObject && !isRecord && stack.count == 1 && !stack[0].isObject
                if begins {
                    endRecord()
                    beginRecord()
                }
                stack.append(Container(isObject: isObject, node: node, isRecord: begins))
                scanner.position += 1
                guard scanner.next() != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { break }
                if isObject { node = try key(under: node) }
                continue
            case UInt8(ascii: "\""): strings.append((try scanner.string(), node))
            default: try scanner.literal()
            }
            guard case .value(let parent) = try endValue() else { return }
            node = parent
        }
    }

    private enum Next {
        case value(under: Int?)
        case end
    }

    /// Behind a value: closes the containers that end here.
    private mutating func endValue() throws(JSONFault) -> Next {
        while let container = stack.last {
            switch (scanner.next(), container.isObject) {
            case (UInt8(ascii: ","), true):
                scanner.position += 1
                _ = scanner.next()
                return .value(under: try key(under: container.node))
            case (UInt8(ascii: ","), false):
                scanner.position += 1
                return .value(under: container.node)
            case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false):
                scanner.position += 1
                stack.removeLast()
                if container.isRecord { endRecord() }
            default: throw scanner.fault(container.isObject ? "`,` or `}`" : "`,` or `]`")
            }
        }
        return .end
    }

    /// Reads a member's key and colon.
    private mutating func key(under parent: Int?) throws(JSONFault) -> Int? {
        guard scanner.next() == UInt8(ascii: "\"") else { throw scanner.fault("a key") }
        let text = try scanner.string()
        guard scanner.next() == UInt8(ascii: ":") else { throw scanner.fault("`:` behind the key") }
        scanner.position += 1
        let depth = parent.map { nodes[$0].depth + 1 } ?? 1
        if depth > Self.deepestNode { return parent }
        let above = parent.map { nodes[$0] }
        nodes.append(
            Node(
                key: scanner.decoded(text), parent: parent, depth: depth, isText: above?.isText ?? false,
                isTitle: above?.isTitle ?? false, isLanguage: above?.isLanguage ?? false))
        let own = nodes.count - 1
        if let text = selection.text, !nodes[own].isText { nodes[own].isText = isAny(text, own) }
        if !nodes[own].isTitle { nodes[own].isTitle = isAny(selection.title, own) }
        if !nodes[own].isLanguage { nodes[own].isLanguage = isAny(selection.language, own) }
        return own
    }

    private func isAny(_ paths: [JSONPath], _ node: Int) -> Bool {
        paths.contains { path in
            guard path.keys.count == nodes[node].depth else { return false }
            var current: Int? = node
            for key in path.keys.reversed() {
                guard let index = current, nodes[index].key == key else { return false }
                current = nodes[index].parent
            }
            return true
        }
    }

    // MARK: Records

    private mutating func beginRecord() {
        if let recordEnd { builder.omit(recordEnd..<scanner.position) }
    }

    /// Gives the strings so far to the builder.
    private mutating func endRecord() {
        defer {
            strings.removeAll(keepingCapacity: true)
            nodes.removeAll(keepingCapacity: true)
        }
        guard let lastString = strings.last else { return }
        recordEnd = lastString.text.range.upperBound + 1
        records += 1
        let titleString = strings.first { $0.node.map { nodes[$0].isTitle } ?? false }
        let recordTitle = titleString.map { scanner.decoded($0.text).asTitle }.flatMap { $0.isEmpty ? nil : $0 }
        title = recordTitle
        if let declared = strings.first(where: { $0.node.map { nodes[$0].isLanguage } ?? false }) {
            language = LanguageTag.declared(bytes[declared.text.range])
        } else {
            language = nil
        }
        let outer = recordTitle.map { [$0] } ?? []
        var last: (node: Int?, headings: [String]) = (nil, outer)
        for (text, node) in strings {
            if recordTitle != nil, text.range == titleString?.text.range {
                append(text, as: .heading(level: 1), headings: outer)
                continue
            }
            guard isText(node) else { continue }
            if node != last.node { last = (node, outer + keys(to: node)) }
            append(text, as: .paragraph, headings: last.headings)
        }
    }

    private func isText(_ node: Int?) -> Bool {
        guard selection.text != nil else { return true }
        return node.map { nodes[$0].isText } ?? false
    }

    private func keys(to node: Int?) -> [String] {
        var keys: [String] = []
        var current = node
        while let index = current {
            let key = nodes[index].key.asTitle
            if !key.isEmpty { keys.append(key) }
            current = nodes[index].parent
        }
        return keys.reversed()
    }

    /// Adds a string as blocks, parted where it holds an empty line.
    private mutating func append(_ text: JSONScanner.Text, as kind: Block.Kind, headings: [String]) {
        let end = text.range.upperBound
        var start = text.range.lowerBound
        var lineFeeds = 0
        builder.begin(kind, at: start)
        while start < end {
            let backslash =
                text.hasEscapes ? bytes[start..<end].firstIndex(of: UInt8(ascii: "\\")) ?? end : end
            builder.append(start..<backslash)
            guard backslash < end else { break }
            let escape = JSONScanner.escape(bytes, at: backslash, end: end)
            if start < backslash || escape.scalar != "\n" && escape.scalar != "\r" { lineFeeds = 0 }
            if escape.scalar == "\n" { lineFeeds += 1 }
            if lineFeeds == 2, kind == .paragraph {
                lineFeeds = 0
                builder.end(at: backslash, headings: headings)
                builder.begin(kind, at: escape.end)
            } else {
                builder.append(escape.scalar, for: backslash..<escape.end)
            }
            start = escape.end
        }
        builder.end(at: end, headings: headings)
    }
}

/// Divides delimited text into cells and gives their content to a builder.
///
/// A tab stands for what lies between the contents of two cells, a line feed for what lies between two rows; both wait
/// until more content follows. Each byte is looked at a fixed number of times.
struct CSVReader {
    private let bytes: [UInt8]
    private let delimiter: UInt8
    private var position: Int
    /// Rows with content so far.
    private(set) var rows = 0

    /// The end of the last content; nil before there is any.
    private var contentEnd: Int?
    /// Where the content of the row's first cell begins, as long as the row has none.
    private var pendingRow: Int?
    private var pendingTabs: [Range<Int>] = []
    /// The first quote that opened a cell and that nothing closes; behind it quoted cells must end on their line.
    private(set) var openQuote: Int?

    init(bytes: [UInt8], start: Int, delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        position = start
    }

    /// Reads all rows into the builder's open block; returns where the last row with content ends.
    mutating func read(into builder: inout DocumentBuilder) -> Int {
        var end = position
        while position < bytes.count {
            let before = rows
            readRow(&builder)
            if rows > before { end = position }
            position = SourceLine.next(in: bytes, after: position)
        }
        return end
    }

    private mutating func readRow(_ builder: inout DocumentBuilder) {
        pendingTabs.removeAll(keepingCapacity: true)
        pendingRow = nil
        var cellEnd: Int?
        while true {
            let close = position < bytes.count && bytes[position] == UInt8(ascii: "\"") ? closingQuote() : nil
            let start = close == nil ? position : position + 1
            if let cellEnd { pendingTabs.append(cellEnd..<start) } else { pendingRow = start }
            cellEnd = start
            if let close {
                cellEnd = close
                quoted(start..<close, &builder)
                position = close + 1
            }
            // All of a plain cell, or what stands behind the quotes of another.
            let rest = position
            while position < bytes.count, bytes[position] != delimiter, !Whitespace.isLineEnd(bytes[position]) {
                position += 1
            }
            if position > rest {
                append(rest..<position, &builder)
                cellEnd = position
            }
            guard position < bytes.count, bytes[position] == delimiter else { return }
            position += 1
        }
    }

    /// Where the cell's opening quote is closed; nil if it is not.
    private mutating func closingQuote() -> Int? {
        var i = position + 1
        while i < bytes.count {
            if bytes[i] == UInt8(ascii: "\"") {
                guard i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\"") else { return i }
                i += 1
            } else if openQuote != nil, Whitespace.isLineEnd(bytes[i]) {
                return nil
            }
            i += 1
        }
        openQuote = openQuote ?? position
        return nil
    }

    private mutating func quoted(_ range: Range<Int>, _ builder: inout DocumentBuilder) {
        var start = range.lowerBound
        var i = start
        while i < range.upperBound {
            if bytes[i] == UInt8(ascii: "\"") {
                append(start..<i, &builder)
                append("\"", for: i..<i + 2, &builder)
                i += 2
                start = i
            } else {
                i += 1
            }
        }
        append(start..<range.upperBound, &builder)
    }

    // MARK: Content

    private mutating func append(_ range: Range<Int>, _ builder: inout DocumentBuilder) {
        if range.isEmpty { return }
        prepare(&builder)
        builder.append(range)
        contentEnd = range.upperBound
    }

    private mutating func append(_ scalar: Unicode.Scalar, for range: Range<Int>, _ builder: inout DocumentBuilder) {
        prepare(&builder)
        builder.append(scalar, for: range)
        contentEnd = range.upperBound
    }

    /// Gives what parts the next content from the last.
    private mutating func prepare(_ builder: inout DocumentBuilder) {
        if let row = pendingRow {
            if let contentEnd { builder.append("\n", for: contentEnd..<row) }
            pendingRow = nil
            rows += 1
        }
        if pendingTabs.isEmpty { return }
        for tab in pendingTabs { builder.append("\t", for: tab) }
        pendingTabs.removeAll(keepingCapacity: true)
    }
}

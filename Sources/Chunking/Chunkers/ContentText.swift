/// The text without markup of some pieces in one array, and the way back to the source.
///
/// The source's own array is used where all of it is text.
struct ContentText {
    let bytes: [UInt8]
    /// Where the text lies in `bytes`.
    let range: Range<Int>
    private let pieces: ArraySlice<ContentPiece>
    /// Where each piece's text begins in `bytes`; empty if that is where it begins in the source.
    private let starts: [Int]

    /// - Parameter separators: What to put between two blocks.
    init(document: ParsedDocument, pieces own: Range<Int>, separator: [UInt8] = [0x0A, 0x0A]) {
        pieces = document.pieces[own]
        if own.count == 1, let piece = pieces.first, piece.replacement == nil {
            bytes = document.source.bytes
            range = piece.range
            starts = []
            return
        }
        var bytes: [UInt8] = []
        var starts: [Int] = []
        starts.reserveCapacity(own.count)
        var block = pieces.first?.block
        for piece in pieces {
            if piece.block != block { bytes += separator }
            block = piece.block
            starts.append(bytes.count)
            piece.append(to: &bytes, from: document.source.bytes, within: piece.range)
        }
        self.bytes = bytes
        self.starts = starts
        range = 0..<bytes.count
    }

    /// Where in the source the character at a position of the text begins; of a separator, where it ends.
    func source(from position: Int) -> Int {
        if starts.isEmpty { return position }
        let index = piece(at: position)
        let piece = pieces[pieces.startIndex + index]
        let offset = position - starts[index]
        if piece.replacement != nil { return offset == 0 ? piece.range.lowerBound : piece.range.upperBound }
        return piece.range.lowerBound + min(offset, piece.range.count)
    }

    /// Where in the source the text before a position ends.
    func source(before position: Int) -> Int {
        if starts.isEmpty { return position }
        if position == 0 { return pieces.first?.range.lowerBound ?? 0 }
        let index = piece(at: position - 1)
        let piece = pieces[pieces.startIndex + index]
        if piece.replacement != nil { return piece.range.upperBound }
        return piece.range.lowerBound + min(position - starts[index], piece.range.count)
    }

    /// The last piece that begins at or before a position.
    private func piece(at position: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= position { low = middle } else { high = middle }
        }
        return low
    }
}

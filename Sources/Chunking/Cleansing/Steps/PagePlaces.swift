/// The form feeds of a source, counted from front to back.
struct FormFeeds {
    private let places: [Int]
    private var index = 0

    init(_ bytes: [UInt8]) {
        places = bytes.indices.filter { bytes[$0] == 0x0C }
    }

    var isEmpty: Bool { places.isEmpty }

    /// How many lie before a position, which is behind all positions asked for before.
    mutating func count(before position: Int) -> Int {
        while index < places.count, places[index] < position { index += 1 }
        return index
    }
}

/// Where the content of a block comes from, asked from front to back.
struct SourcePlaces {
    private let pieces: ArraySlice<ContentPiece>
    private var index: Int
    private var start: Int

    init(pieces: ArraySlice<ContentPiece>, start: Int) {
        self.pieces = pieces
        self.start = start
        index = pieces.startIndex
    }

    mutating func source(of position: Int) -> Int {
        while index + 1 < pieces.endIndex, start + length(index) <= position {
            start += length(index)
            index += 1
        }
        let piece = pieces[index]
        return piece.replacement == nil ? piece.range.lowerBound + position - start : piece.range.lowerBound
    }

    private func length(_ index: Int) -> Int {
        pieces[index].replacement.map { UTF8.width($0) } ?? pieces[index].range.count
    }
}

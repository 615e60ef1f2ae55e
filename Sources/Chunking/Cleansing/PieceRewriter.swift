/// Carries the edits of a block's content over to its pieces.
///
/// Several characters for the same bytes are several pieces with the same range, in order; no two pieces overlap
/// otherwise. An edit that touches such a group, or whose bytes a group already stands for, becomes part of it.
struct PieceRewriter {
    private let source: [UInt8]
    private(set) var pieces: [ContentPiece] = []
    private var block = 0
    /// Characters that stand for the same bytes, and to which more may come.
    private var group: (range: Range<Int>, scalars: [Unicode.Scalar])?

    init(source: [UInt8], capacity: Int) {
        self.source = source
        pieces.reserveCapacity(capacity)
    }

    /// Takes over a block's pieces under a new number, with the edits of its content made.
    ///
    /// - Parameter text: What the edits were found in: the pieces' content.
    /// - Returns: The block's pieces among all; none of them is left if the content has become blank.
    mutating func rewrite(
        _ old: ArraySlice<ContentPiece>, of text: CleansingText, with edits: ContentEdits, as number: Int
    ) -> Range<Int> {
        let first = pieces.count
        block = number
        if edits.isEmpty {
            for piece in old {
                pieces.append(ContentPiece(range: piece.range, replacement: piece.replacement, block: number))
            }
        } else {
            var cursor = Cursor(pieces: old, position: text.range.lowerBound, text: text)
            for edit in edits.edits {
                cursor.advance(to: edit.range.lowerBound) { append($0) }
                var touched: Range<Int>?
                cursor.advance(to: edit.range.upperBound) {
                    touched = (touched?.lowerBound ?? $0.range.lowerBound)..<$0.range.upperBound
                }
                let replacement = edits.scalars[edit.replacement]
                if let touched, !replacement.isEmpty { append(replacement, for: touched) }
            }
            cursor.advance(to: text.range.upperBound) { append($0) }
            flush()
        }
        trimEnd(from: first)
        return first..<pieces.count
    }

    // MARK: Output

    private mutating func append(_ piece: ContentPiece) {
        if let replacement = piece.replacement { return append(CollectionOfOne(replacement), for: piece.range) }
        flush()
        if pieces.last?.block == block, let last = pieces.last, last.replacement == nil,
            last.range.upperBound == piece.range.lowerBound
        {
            pieces[pieces.count - 1].range = last.range.lowerBound..<piece.range.upperBound
        } else {
            pieces.append(ContentPiece(range: piece.range, replacement: nil, block: block))
        }
    }

    private mutating func append(_ scalars: some Sequence<Unicode.Scalar>, for range: Range<Int>) {
        if let open = group, range.lowerBound < open.range.upperBound {
            group?.range = open.range.lowerBound..<max(open.range.upperBound, range.upperBound)
            group?.scalars.append(contentsOf: scalars)
        } else {
            flush()
            group = (range, Array(scalars))
        }
    }

    private mutating func flush() {
        guard let group else { return }
        self.group = nil
        for scalar in group.scalars {
            pieces.append(ContentPiece(range: group.range, replacement: scalar, block: block))
        }
    }

    /// Drops white space that stands for markup at the block's end, and all of a block that has become blank.
    private mutating func trimEnd(from first: Int) {
        while pieces.count > first, let last = pieces.last?.replacement, last.properties.isWhitespace {
            pieces.removeLast()
        }
        if !pieces[first...].contains(where: { !$0.isBlank(in: source) }) { pieces.removeSubrange(first...) }
    }

    // MARK: Input

    /// Walks through a block's pieces by places in its content.
    private struct Cursor {
        let pieces: ArraySlice<ContentPiece>
        private var index: Int
        /// How much of the current piece's content is behind.
        private var inner = 0
        private var position: Int
        private let text: CleansingText

        init(pieces: ArraySlice<ContentPiece>, position: Int, text: CleansingText) {
            self.pieces = pieces
            self.position = position
            self.text = text
            index = pieces.startIndex
        }

        /// Gives the pieces up to a place in the content, those of verbatim text cut where the way begins and ends.
        mutating func advance(to target: Int, _ give: (ContentPiece) -> Void) {
            precondition(
                target == text.range.upperBound || text.bytes[target] & 0xC0 != 0x80,
                "an edit must not begin or end inside the character at \(target)")
            while position < target, index < pieces.endIndex {
                var piece = pieces[index]
                let length = piece.replacement.map { UTF8.width($0) } ?? piece.range.count
                let taken = min(length - inner, target - position)
                if piece.replacement == nil {
                    let lower = piece.range.lowerBound + inner
                    piece.range = lower..<lower + taken
                }
                give(piece)
                position += taken
                inner += taken
                if inner == length { (index, inner) = (index + 1, 0) }
            }
        }
    }
}

extension ContentPiece {
    /// Whether nothing of it is more than white space.
    func isBlank(in bytes: [UInt8]) -> Bool {
        if let replacement { return replacement.properties.isWhitespace }
        return Whitespace.end(in: bytes, from: range.lowerBound, to: range.upperBound) == range.upperBound
    }
}

/// What a cleansing step wants changed in one text, from front to back.
public struct ContentEdits: Sendable {
    struct Edit: Sendable {
        /// In the text's bytes.
        var range: Range<Int>
        /// What takes its place, as indices of ``ContentEdits/scalars``.
        var replacement: Range<Int>
    }

    private(set) var edits: [Edit] = []
    private(set) var scalars: [Unicode.Scalar] = []

    public init() {}

    public var isEmpty: Bool { edits.isEmpty }

    /// Lets some bytes of the text mean these characters.
    ///
    /// All of them belong to the place of the first byte, so an edit is best as small as it can be.
    /// - Parameter range: Not empty, between characters, and behind all edits before.
    public mutating func replace(_ range: Range<Int>, with replacement: some Sequence<Unicode.Scalar>) {
        precondition(
            !range.isEmpty && range.lowerBound >= edits.last?.range.upperBound ?? 0,
            "an edit of \(range) must change some bytes behind \(edits.last?.range.upperBound ?? 0)")
        let start = scalars.count
        scalars.append(contentsOf: replacement)
        edits.append(Edit(range: range, replacement: start..<scalars.count))
    }

    public mutating func replace(_ range: Range<Int>, with replacement: Unicode.Scalar) {
        replace(range, with: CollectionOfOne(replacement))
    }

    /// Lets some bytes of the text mean nothing.
    public mutating func remove(_ range: Range<Int>) {
        replace(range, with: EmptyCollection())
    }

    mutating func removeAll() {
        edits.removeAll(keepingCapacity: true)
        scalars.removeAll(keepingCapacity: true)
    }

    /// The text with the edits made: for texts outside any document, such as a query that is to meet clean contents.
    public func applied(to text: CleansingText) -> String {
        var result: [UInt8] = []
        var position = text.range.lowerBound
        for edit in edits {
            result.append(contentsOf: text.bytes[position..<edit.range.lowerBound])
            for scalar in scalars[edit.replacement] {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
            position = edit.range.upperBound
        }
        result.append(contentsOf: text.bytes[position..<text.range.upperBound])
        return String(decoding: result, as: UTF8.self)
    }
}

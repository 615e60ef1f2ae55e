/// Gives a document's chunks ids that stay when the document around them changes.
///
/// An id is made from the document's identity, the headings above the chunk, its text, and its number among the
/// document's chunks that are equal in these. Where a chunk stands is no part of it: chunks that move keep their ids,
/// and an edit changes the ids of the chunks whose text it changes.
///
///     var ids = ChunkIDs(document: "handbook/Guide.md")
///     let named = chunks.map { ($0, ids.next(for: $0)) }
public struct ChunkIDs: Sendable {
    private let document: String
    /// How many of the same there have been.
    private var seen: [[UInt8]: Int] = [:]

    /// - Parameter document: What the document is known by, whatever its content; without U+0000.
    public init(document: String) {
        self.document = document
    }

    /// The id of the next of the document's chunks.
    ///
    /// - Returns: 24 hexadecimal digits (96 bits); from the second of equal chunks on with a hyphen and a number.
    public mutating func next(for chunk: Chunk) -> String {
        next(headings: chunk.headings, text: chunk.text)
    }

    /// The same, from what the id is made of.
    public mutating func next(headings: [String], text: String) -> String {
        var hash = SHA256()
        // The parts cannot run into each other: none of them holds U+0000.
        hash.update(document.utf8)
        for heading in headings {
            hash.update(CollectionOfOne(0))
            hash.update(heading.utf8)
        }
        hash.update([0, 0])
        hash.update(text.utf8)
        let own = Array(hash.finish().prefix(12))
        let number = seen[own, default: 0]
        seen[own] = number + 1
        let name = ContentHash.hexadecimal(own)
        return number == 0 ? name : "\(name)-\(number)"
    }
}

/// Small chunks to find, each with the large chunk around it to return.
///
///     let chunker = try ParentChildChunker(
///         parents: StructureChunker(size: .characters(2_000)), childSize: .characters(300))
///     let chunks = try chunker.chunks(of: document)
///     chunks[0].text              // at most 300 characters
///     chunks[0].context?.text     // the parent's, which holds it
///
/// Children never reach across a parent's end. Where parents overlap, the overlap's children belong to the earlier.
public struct ParentChildChunker: Chunker {
    private let parents: any Chunker
    private let childSize: ChunkSize
    private let childOverlap: Int

    /// - Parameters:
    ///   - parents: Any chunker; its chunks are the contexts.
    ///   - childSize: Children are cut as ``RecursiveChunker`` does, by this size.
    ///   - childOverlap: In the child size's unit; below it.
    /// - Throws: ``ChunkingError/invalidSize(_:)`` or ``ChunkingError/invalidOverlap(_:size:)``.
    public init(parents: any Chunker, childSize: ChunkSize, childOverlap: Int = 0) throws(ChunkingError) {
        try childSize.checked(overlap: childOverlap)
        self.parents = parents
        self.childSize = childSize
        self.childOverlap = childOverlap
    }

    public var identity: String {
        "parent-child/1 \(childSize.identity) overlap=\(childOverlap) parents=(\(parents.identity))"
    }

    public func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        let meter = try SizeMeter(size: childSize, overlap: childOverlap, source: document.source)
        let cutter = WindowCutter(document: document, meter: meter, separators: .text)
        var collector = ChunkCollector(document: document, tables: cutter.tables)
        var covered = 0
        for parent in try parents.chunks(of: document) {
            // The same text for all of its children: it is stored once.
            let context = Chunk.Passage(range: parent.range, text: parent.text)
            let lower = max(parent.range.lowerBound, covered)
            if lower >= parent.range.upperBound { continue }
            cutter.cut(lower..<parent.range.upperBound) { collector.add($0, context: context) }
            covered = parent.range.upperBound
        }
        return collector.chunks
    }
}

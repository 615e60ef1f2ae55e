import Chunking

/// As many whole blocks as fit into a number of characters; a longer block is cut between grapheme clusters.
struct BlockChunker: Chunker {
    let limit: Int

    // Stored beside the chunks: another identity, and an ingest makes them again.
    var identity: String { "blocks/1 characters=\(limit)" }

    func chunks(of document: ParsedDocument) throws(ChunkingError) -> [Chunk] {
        guard limit >= 1 else { throw .invalidSize(limit) }
        var ranges: [(range: Range<Int>, block: Block)] = []
        for block in document.blocks {
            for part in parts(of: block.range, in: document.source) {
                if let last = ranges.last?.range, canJoin(last, part, in: document) {
                    ranges[ranges.count - 1].range = last.lowerBound..<part.upperBound
                } else {
                    ranges.append((part, block))
                }
            }
        }
        return ranges.enumerated().map { ordinal, item in
            Chunk(
                range: item.range, text: document.source.text(in: item.range),
                content: document.content(in: item.range), headings: item.block.headings, ordinal: ordinal)
        }
    }

    private func canJoin(_ one: Range<Int>, _ other: Range<Int>, in document: ParsedDocument) -> Bool {
        let gap = one.upperBound..<other.lowerBound
        return count(one.lowerBound..<other.upperBound, in: document.source) <= limit
            && !document.omissions.contains { $0.overlaps(gap) }  // scripts, front matter: nothing reaches across
    }

    private func parts(of range: Range<Int>, in source: SourceDocument) -> [Range<Int>] {
        if count(range, in: source) <= limit { return [range] }
        var parts: [Range<Int>] = []
        for cluster in TextSegments(of: source.bytes, by: .grapheme, in: range) {
            if let last = parts.last, count(last.lowerBound..<cluster.upperBound, in: source) <= limit {
                parts[parts.count - 1] = last.lowerBound..<cluster.upperBound
            } else {
                parts.append(cluster)
            }
        }
        return parts
    }

    private func count(_ range: Range<Int>, in source: SourceDocument) -> Int {
        source.bytes[range].count { $0 & 0xC0 != 0x80 }  // bytes that begin a Unicode scalar
    }
}

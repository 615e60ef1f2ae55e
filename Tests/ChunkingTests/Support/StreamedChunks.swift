import Chunking

/// What the streams of the library have in common.
protocol ChunkStream {
    mutating func append(_ bytes: some Sequence<UInt8>)
    mutating func next() throws -> Chunk?
    mutating func finish()
}

extension TextChunkStream: ChunkStream {}
extension JSONLinesChunkStream: ChunkStream {}

/// The chunks of a text that arrives in blocks of these sizes, over and over.
func streamed(_ stream: some ChunkStream, _ bytes: [UInt8], blocks: [Int]) throws -> [Chunk] {
    var stream = stream
    var chunks: [Chunk] = []
    var position = 0
    var index = 0
    while position < bytes.count {
        let end = min(position + blocks[index % blocks.count], bytes.count)
        stream.append(bytes[position..<end])
        while let chunk = try stream.next() { chunks.append(chunk) }
        (position, index) = (end, index + 1)
    }
    stream.finish()
    while let chunk = try stream.next() { chunks.append(chunk) }
    return chunks
}

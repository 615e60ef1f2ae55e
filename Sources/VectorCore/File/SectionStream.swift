/// One section's bytes from first to last, each block checked before any byte of it is given out.
struct SectionStream {
    private let section: IndexFileLayout.Section
    private let file: any ReadableFile
    private let path: String
    private var block: [UInt8] = []
    private var blockPosition = 0
    private var nextBlock = 0
    /// Bytes not yet given out.
    private(set) var remaining: Int

    init(_ section: IndexFileLayout.Section, file: any ReadableFile, path: String) {
        self.section = section
        self.file = file
        self.path = path
        remaining = section.length
    }

    /// Fills the target with the next bytes.
    mutating func read(into target: inout MutableRawSpan) throws(VectorIndexError) {
        guard target.byteCount <= remaining else {
            throw .damaged(path, "its section \(section.name) is too short")
        }
        var done = 0
        while done < target.byteCount {
            if blockPosition == block.count { try load() }
            let from = blockPosition
            let count = min(target.byteCount - done, block.count - from)
            // SAFETY: the target has room for the count from `done` on, and the block holds it from its position on.
            unsafe target.withUnsafeMutableBytes { target in
                unsafe block.withUnsafeBytes { block in
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[done..<done + count])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: block[from..<from + count]))
                }
            }
            done += count
            blockPosition += count
        }
        remaining -= done
    }

    mutating func take(_ count: Int) throws(VectorIndexError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var target = bytes.mutableSpan
        var targetBytes = unsafe target.mutableBytes
        try read(into: &targetBytes)
        return bytes
    }

    /// Makes sure that all has been given out, and that the padding is zero.
    mutating func finish() throws(VectorIndexError) {
        guard remaining == 0 else { throw .damaged(path, "its section \(section.name) is too long") }
        while true {
            guard block[blockPosition...].allSatisfy({ $0 == 0 }) else {
                throw .damaged(path, "its section \(section.name) is not padded with zeros")
            }
            if nextBlock == section.checksums.count { return }
            try load()
        }
    }

    /// Goes to a block, from which on all is given out that is left.
    mutating func skip(toBlock number: Int) {
        nextBlock = number
        (block, blockPosition) = ([], 0)
        remaining = max(section.length - number * section.blockBytes, 0)
    }

    /// Reads some blocks.
    private mutating func load() throws(VectorIndexError) {
        let offset = nextBlock * section.blockBytes
        let size = min(section.extent - offset, 65_536)
        if block.count != size { block = [UInt8](repeating: 0, count: size) }
        var loaded = block
        block = []
        try fill(&loaded, from: section.offset + offset)
        block = loaded
        for checksum in unsafe Kernels.current.checksums(block.span.bytes, block: section.blockBytes) {
            guard checksum == section.checksums[nextBlock] else { throw .block(nextBlock, of: section.name, path) }
            nextBlock += 1
        }
        blockPosition = 0
    }

    private func fill(_ block: inout [UInt8], from offset: Int) throws(VectorIndexError) {
        var target = block.mutableSpan
        // SAFETY: any bits are a byte.
        var bytes = unsafe target.mutableBytes
        try file.read(at: offset, into: &bytes)
    }
}

/// Writes an index file aside and, when it is whole and durable, puts it in the place of the old one.
struct IndexFileWriter: ~Copyable {
    private let fileSystem: any FileSystem
    private let file: any WritableFile
    private let path: String
    private let temporary: String
    private let kind: String
    private let version: UInt32
    private let kernels = Kernels.current
    private var position = IndexFileLayout.headerBytes
    private var sections: [IndexFileLayout.Section] = []
    /// The block being filled; its bytes are part of the section being written.
    private var block: [UInt8] = []
    private var isFinished = false

    init(
        _ path: String, kind: String, version: UInt32 = 1, fileSystem: any FileSystem
    ) throws(VectorIndexError) {
        self.fileSystem = fileSystem
        self.path = path
        self.kind = kind
        self.version = version
        PartialFile.removeAbandoned(of: path, fileSystem)
        temporary = PartialFile.path(of: path)
        file = try fileSystem.create(temporary)
        block.reserveCapacity(IndexFileLayout.blockBytes)
    }

    deinit {
        if !isFinished { fileSystem.remove(temporary) }
    }

    mutating func begin(_ name: String) {
        sections.append(IndexFileLayout.Section(name: name, offset: position, length: 0, checksums: []))
    }

    mutating func append(_ bytes: RawSpan) throws(VectorIndexError) {
        sections[sections.count - 1].length += bytes.byteCount
        try put(bytes)
    }

    mutating func end() throws(VectorIndexError) {
        let length = sections[sections.count - 1].length
        let padding = [UInt8](repeating: 0, count: IndexFileLayout.padded(length) - length)
        try unsafe put(padding.span.bytes)  // SAFETY: bytes have no padding of their own; so below.
        try flush()
    }

    mutating func section(
        _ name: String, numbers: [some FixedWidthInteger & BitwiseCopyable]
    ) throws(VectorIndexError) {
        begin(name)
        try unsafe append(numbers.span.bytes)
        try end()
    }

    mutating func section(_ name: String, _ bytes: [UInt8]) throws(VectorIndexError) {
        begin(name)
        try unsafe append(bytes.span.bytes)
        try end()
    }

    /// Writes directory and header, makes all durable and gives the file its name.
    consuming func finish() throws(VectorIndexError) {
        var directory = ByteEncoder()
        for section in sections {
            directory.append(section.name, width: IndexFileLayout.nameBytes)
            directory.append(UInt64(section.offset))
            directory.append(UInt64(section.length))
            directory.append(UInt64(section.checksums.count))
            directory.append(UInt64(0))
        }
        for section in sections { section.checksums.forEach { directory.append($0) } }
        let directoryBytes = directory.bytes
        var header = ByteEncoder()
        header.append(IndexFileLayout.magic)
        header.append(version)
        header.append(UInt32(sections.count))
        header.append(UInt64(position + directoryBytes.count))
        header.append(UInt64(position))
        unsafe header.append(kernels.checksum(directoryBytes.span.bytes))
        header.append(UInt32(IndexFileLayout.blockBytes))
        header.append(kind, width: IndexFileLayout.kindBytes)
        header.append(UInt32(0))
        unsafe header.append(kernels.checksum(header.bytes.span.bytes))

        let headerBytes = header.bytes
        try unsafe file.write(directoryBytes.span.bytes, at: position)
        try unsafe file.write(headerBytes.span.bytes, at: 0)
        try file.synchronize()
        try fileSystem.rename(temporary, to: path)
        isFinished = true
        try fileSystem.synchronizeFolder(PartialFile.folder(of: path))
    }

    /// Adds bytes to the block and writes every full one.
    private mutating func put(_ bytes: RawSpan) throws(VectorIndexError) {
        var done = 0
        while done < bytes.byteCount {
            let count = min(bytes.byteCount - done, IndexFileLayout.blockBytes - block.count)
            // SAFETY: the buffer holds the range's bytes, which are copied.
            unsafe bytes.extracting(done..<done + count).withUnsafeBytes { unsafe block.append(contentsOf: $0) }
            done += count
            if block.count == IndexFileLayout.blockBytes { try flush() }
        }
    }

    private mutating func flush() throws(VectorIndexError) {
        guard !block.isEmpty else { return }
        try unsafe file.write(block.span.bytes, at: position)
        unsafe sections[sections.count - 1].checksums.append(kernels.checksum(block.span.bytes))
        position += block.count
        block.removeAll(keepingCapacity: true)
    }
}

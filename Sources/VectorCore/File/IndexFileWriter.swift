/// Writes an index file aside and, when it is whole and durable, puts it in the place of the old one.
package struct IndexFileWriter: ~Copyable {
    private let fileSystem: any FileSystem
    private let file: any WritableFile
    private let path: String
    private let temporary: String
    private let kind: String
    private let kernels = Kernels.current
    private var position = IndexFileLayout.headerBytes
    private var sections: [IndexFileLayout.Section] = []
    /// Whole blocks and one being filled, all of the last section.
    private var block: [UInt8] = []
    private var isFinished = false

    package init(_ path: String, kind: String, fileSystem: any FileSystem) throws(VectorIndexError) {
        self.fileSystem = fileSystem
        self.path = path
        self.kind = kind
        PartialFile.removeAbandoned(of: path, fileSystem)
        temporary = PartialFile.path(of: path)
        file = try fileSystem.create(temporary)
        block.reserveCapacity(Self.blockBytes * Self.blocksTogether)
    }

    deinit {
        if !isFinished { fileSystem.remove(temporary) }
    }

    private static var version: UInt32 { IndexFileLayout.writtenVersion }
    private static var blockBytes: Int { IndexFileLayout.blockBytes(version: version) }
    /// Blocks that are written at a time.
    private static var blocksTogether: Int { 64 }

    /// Begins a section of so many bytes, which must be appended before it is ended.
    package mutating func begin(_ name: String, bytes: Int) throws(VectorIndexError) {
        try close(before: IndexFileLayout.alignment(length: bytes, version: Self.version))
        sections.append(
            IndexFileLayout.Section(
                name: name, offset: position, length: bytes, extent: 0, blockBytes: Self.blockBytes, checksums: []))
    }

    package mutating func append(_ bytes: RawSpan) throws(VectorIndexError) {
        sections[sections.count - 1].extent += bytes.byteCount
        try put(bytes)
    }

    package func end() {
        guard let section = sections.last else { return }
        precondition(
            section.extent == section.length,
            "section \(section.name) has \(section.extent) bytes where \(section.length) were announced")
    }

    /// Pads the last section to where the next one starts.
    private mutating func close(before alignment: Int) throws(VectorIndexError) {
        let end = position + block.count
        let start = IndexFileLayout.roundedUp(end, to: alignment)
        precondition(!sections.isEmpty || start == IndexFileLayout.headerBytes, "the first section must be a small one")
        let padding = [UInt8](repeating: 0, count: start - end)
        try unsafe put(padding.span.bytes)  // SAFETY: bytes have no padding of their own; so below.
        try flush()
    }

    package mutating func section(
        _ name: String, numbers: [some FixedWidthInteger & BitwiseCopyable]
    ) throws(VectorIndexError) {
        try begin(name, bytes: unsafe numbers.span.bytes.byteCount)
        try unsafe append(numbers.span.bytes)
        end()
    }

    package mutating func section(_ name: String, _ bytes: [UInt8]) throws(VectorIndexError) {
        try begin(name, bytes: bytes.count)
        try unsafe append(bytes.span.bytes)
        end()
    }

    /// Writes directory and header, makes all durable and gives the file its name.
    package consuming func finish() throws(VectorIndexError) {
        try close(before: IndexFileLayout.alignment(length: 0, version: Self.version))
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
        header.append(Self.version)
        header.append(UInt32(sections.count))
        header.append(UInt64(position + directoryBytes.count))
        header.append(UInt64(position))
        unsafe header.append(kernels.checksum(directoryBytes.span.bytes))
        header.append(UInt32(Self.blockBytes))
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

    /// Adds bytes to the blocks and writes them when there are enough.
    private mutating func put(_ bytes: RawSpan) throws(VectorIndexError) {
        let most = Self.blockBytes * Self.blocksTogether
        var done = 0
        while done < bytes.byteCount {
            let count = min(bytes.byteCount - done, most - block.count)
            // SAFETY: the buffer holds the range's bytes, which are copied.
            unsafe bytes.extracting(done..<done + count).withUnsafeBytes { unsafe block.append(contentsOf: $0) }
            done += count
            if block.count == most { try flush() }
        }
    }

    private mutating func flush() throws(VectorIndexError) {
        guard !block.isEmpty else { return }
        try unsafe file.write(block.span.bytes, at: position)
        sections[sections.count - 1].checksums += unsafe kernels.checksums(block.span.bytes, block: Self.blockBytes)
        position += block.count
        block.removeAll(keepingCapacity: true)
    }
}

/// An index file whose header and directory have been checked; its sections are checked block by block as they are
/// read.
struct IndexFileReader {
    let path: String
    let kind: String
    private let file: any ReadableFile
    private let sections: [String: IndexFileLayout.Section]

    init(_ path: String, fileSystem: any FileSystem) throws(VectorIndexError) {
        self.path = path
        file = try fileSystem.open(path)
        let length = try file.length
        guard length >= IndexFileLayout.headerBytes else { throw .damaged(path, "it has only \(length) bytes") }
        let header = try Self.bytes(of: file, at: 0, count: IndexFileLayout.headerBytes)
        var decoder = ByteDecoder(header[...])
        guard decoder.take(8).map(Array.init) == IndexFileLayout.magic else {
            throw VectorIndexError(.fileUnsupported, "\(path) is no index file: it does not begin as one does")
        }
        guard
            let version = decoder.integer(UInt32.self), let count = decoder.integer(UInt32.self),
            let fileLength = decoder.integer(UInt64.self), let directoryOffset = decoder.integer(UInt64.self),
            let directoryChecksum = decoder.integer(UInt32.self), let blockBytes = decoder.integer(UInt32.self),
            let kind = decoder.text(width: IndexFileLayout.kindBytes), let reserved = decoder.integer(UInt32.self),
            let checksum = decoder.integer(UInt32.self),
            checksum == Self.checksum(header[..<(IndexFileLayout.headerBytes - 4)])
        else { throw .damaged(path, "its header does not match its checksum") }
        guard IndexFileLayout.versions.contains(version), blockBytes == IndexFileLayout.blockBytes, reserved == 0 else {
            throw VectorIndexError(
                .fileUnsupported,
                "\(path) has format version \(version); this library reads versions 1 and 2")
        }
        guard fileLength == length, directoryOffset >= IndexFileLayout.headerBytes, directoryOffset <= length else {
            throw .damaged(path, "it has \(length) bytes where its header names \(fileLength)")
        }
        let directory = try Self.bytes(of: file, at: Int(directoryOffset), count: length - Int(directoryOffset))
        guard directoryChecksum == Self.checksum(directory[...]) else {
            throw .damaged(path, "its directory does not match its checksum")
        }
        self.kind = kind
        sections = try Self.sections(
            directory, count: Int(count), end: Int(directoryOffset), path: path)
    }

    func contains(_ name: String) -> Bool { sections[name] != nil }

    func length(of name: String) throws(VectorIndexError) -> Int { try section(name).length }

    /// A whole section's bytes, checked.
    func bytes(of name: String) throws(VectorIndexError) -> [UInt8] {
        var stream = try stream(name)
        let bytes = try stream.take(stream.remaining)
        try stream.finish()
        return bytes
    }

    /// A whole section as numbers, checked.
    func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
        _ name: String, of _: Number.Type, count: Int
    ) throws(VectorIndexError) -> [Number] {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Number>.stride)
        guard !overflow, count >= 0, try length(of: name) == bytes else {
            throw .damaged(path, "its section \(name) does not hold \(count) numbers")
        }
        var stream = try stream(name)
        var numbers = [Number](repeating: 0, count: count)
        var target = numbers.mutableSpan
        // SAFETY: any bits are a number.
        var targetBytes = unsafe target.mutableBytes
        try stream.read(into: &targetBytes)
        try stream.finish()
        return numbers
    }

    func stream(_ name: String) throws(VectorIndexError) -> SectionStream {
        SectionStream(try section(name), file: file, path: path)
    }

    private func section(_ name: String) throws(VectorIndexError) -> IndexFileLayout.Section {
        guard let section = sections[name] else { throw .damaged(path, "it has no section \(name)") }
        return section
    }

    /// The directory's sections, which must fill the file from the header to the directory without a gap.
    private static func sections(
        _ directory: [UInt8], count: Int, end: Int, path: String
    ) throws(VectorIndexError) -> [String: IndexFileLayout.Section] {
        guard count <= IndexFileLayout.maximumSections else { throw .damaged(path, "it names \(count) sections") }
        var entries = ByteDecoder(directory[...])
        var checksums = ByteDecoder(directory.dropFirst(count * IndexFileLayout.entryBytes))
        var sections: [String: IndexFileLayout.Section] = [:]
        var position = IndexFileLayout.headerBytes
        for _ in 0..<count {
            guard
                let name = entries.text(width: IndexFileLayout.nameBytes), sections[name] == nil,
                let offset = entries.integer(UInt64.self).flatMap({ Int(exactly: $0) }),
                let length = entries.integer(UInt64.self).flatMap({ Int(exactly: $0) }),
                let blocks = entries.integer(UInt64.self), entries.integer(UInt64.self) == 0,
                offset == position, length <= end - offset, IndexFileLayout.padded(length) <= end - offset,
                blocks == IndexFileLayout.blocks(length)
            else { throw .damaged(path, "its directory does not describe its sections") }
            var list: [UInt32] = []
            for _ in 0..<Int(blocks) {
                guard let checksum = checksums.integer(UInt32.self) else {
                    throw .damaged(path, "its directory lacks checksums")
                }
                list.append(checksum)
            }
            sections[name] = IndexFileLayout.Section(name: name, offset: offset, length: length, checksums: list)
            position += IndexFileLayout.padded(length)
        }
        guard position == end, checksums.isAtEnd else {
            throw .damaged(path, "its directory does not describe the whole of it")
        }
        return sections
    }

    private static func bytes(
        of file: any ReadableFile, at offset: Int, count: Int
    ) throws(VectorIndexError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var target = bytes.mutableSpan
        var targetBytes = unsafe target.mutableBytes
        try file.read(at: offset, into: &targetBytes)
        return bytes
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        // SAFETY: bytes have no padding.
        unsafe Kernels.current.checksum(bytes.span.bytes)
    }
}

extension VectorIndexError {
    static func damaged(_ path: String, _ reason: String) -> VectorIndexError {
        VectorIndexError(.fileDamaged, "\(path) is damaged: \(reason); build the index again")
    }
}

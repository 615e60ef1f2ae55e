/// An index file whose header and directory have been checked. Sections are checked block by block as they are read; of
/// those that are mapped, ``checks`` knows what is left to be checked.
package struct IndexFileReader {
    package let path: String
    package let kind: String
    package let checks: FileChecks
    private let file: any ReadableFile
    private let sections: [String: IndexFileLayout.Section]

    package init(_ path: String, fileSystem: any FileSystem) throws(VectorIndexError) {
        self.path = path
        checks = FileChecks(path)
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
        guard IndexFileLayout.versions.contains(version), blockBytes == IndexFileLayout.blockBytes(version: version),
            reserved == 0
        else {
            throw VectorIndexError(
                .fileUnsupported,
                "\(path) has format version \(version); this library reads versions 1 to 3")
        }
        guard fileLength == length, directoryOffset >= IndexFileLayout.headerBytes, directoryOffset <= length else {
            throw .damaged(path, "it has \(length) bytes where its header names \(fileLength)")
        }
        let directoryBytes = length - Int(directoryOffset)
        guard count <= IndexFileLayout.maximumSections,
            directoryBytes <= Int(count) * (IndexFileLayout.entryBytes + 4) + length / Int(blockBytes) * 4
        else { throw .damaged(path, "it names \(count) sections in \(directoryBytes) bytes") }
        let directory = try Self.bytes(of: file, at: Int(directoryOffset), count: directoryBytes)
        guard directoryChecksum == Self.checksum(directory[...]) else {
            throw .damaged(path, "its directory does not match its checksum")
        }
        self.kind = kind
        sections = try Self.sections(
            directory, count: Int(count), end: Int(directoryOffset), version: version, path: path)
    }

    package func contains(_ name: String) -> Bool { sections[name] != nil }

    package func length(of name: String) throws(VectorIndexError) -> Int { try section(name).length }

    /// A whole section's bytes, checked.
    package func bytes(of name: String) throws(VectorIndexError) -> [UInt8] {
        var stream = try stream(name)
        let bytes = try stream.take(stream.remaining)
        try stream.finish()
        return bytes
    }

    /// A whole section as numbers, checked.
    package func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
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

    /// Puts a section's pages over memory of the caller's, which they are private to; false where it must be read instead.
    ///
    /// Nothing of it is checked by that but its end with the padding, which a mapping does not show.
    @unsafe
    package func map(_ name: String, over address: UnsafeMutableRawPointer) throws(VectorIndexError) -> Bool {
        let section = try section(name)
        guard section.length >= IndexFileLayout.mappedFrom,
            unsafe file.map(at: section.offset, bytes: section.length, over: address)
        else { return false }
        try checkEnd(section)
        return true
    }

    /// Reads a section as ``map(_:over:)`` maps it: nothing is checked but its end.
    @unsafe
    package func read(_ name: String, to address: UnsafeMutableRawPointer) throws(VectorIndexError) -> Bool {
        let section = try section(name)
        guard section.length >= IndexFileLayout.mappedFrom else { return false }
        // SAFETY: the caller has room for the section.
        var target = unsafe MutableRawSpan(_unsafeStart: address, byteCount: section.length)
        try file.read(at: section.offset, into: &target)
        try checkEnd(section)
        return true
    }

    /// Checks a section's last block and the padding in it and behind it.
    private func checkEnd(_ section: IndexFileLayout.Section) throws(VectorIndexError) {
        var end = SectionStream(section, file: file, path: path)
        end.skip(toBlock: section.length / section.blockBytes)
        _ = try end.take(end.remaining)
        try end.finish()
    }

    package func section(_ name: String) throws(VectorIndexError) -> IndexFileLayout.Section {
        guard let section = sections[name] else { throw .damaged(path, "it has no section \(name)") }
        return section
    }

    /// The directory's sections, which must fill the file from the header to the directory without a gap.
    private static func sections(
        _ directory: [UInt8], count: Int, end: Int, version: UInt32, path: String
    ) throws(VectorIndexError) -> [String: IndexFileLayout.Section] {
        let blockBytes = IndexFileLayout.blockBytes(version: version)
        let damaged = VectorIndexError.damaged(path, "its directory does not describe its sections")
        guard directory.count >= count * IndexFileLayout.entryBytes else { throw damaged }
        var entries = ByteDecoder(directory[...])
        var sections: [IndexFileLayout.Section] = []
        var blockCounts: [UInt64] = []
        var position = IndexFileLayout.headerBytes
        for _ in 0..<count {
            guard let name = entries.text(width: IndexFileLayout.nameBytes),
                !sections.contains(where: { $0.name == name }),
                let offset = entries.integer(UInt64.self), let length = entries.integer(UInt64.self),
                let blocks = entries.integer(UInt64.self), entries.integer(UInt64.self) == 0,
                offset <= end, length <= end - Int(offset),
                Int(offset)
                    == IndexFileLayout.roundedUp(
                        position, to: IndexFileLayout.alignment(length: Int(length), version: version))
            else { throw damaged }
            if sections.isEmpty {
                guard offset == position else { throw damaged }
            } else {
                sections[sections.count - 1].extent = Int(offset) - sections[sections.count - 1].offset
            }
            sections.append(
                IndexFileLayout.Section(
                    name: name, offset: Int(offset), length: Int(length), extent: 0, blockBytes: blockBytes,
                    checksums: []))
            blockCounts.append(blocks)
            position = Int(offset + length)
        }
        guard end == IndexFileLayout.roundedUp(position, to: IndexFileLayout.alignment(length: 0, version: version))
        else { throw damaged }
        if let last = sections.indices.last { sections[last].extent = end - sections[last].offset }
        var start = count * IndexFileLayout.entryBytes
        for index in sections.indices {
            let blocks = (sections[index].extent + blockBytes - 1) / blockBytes
            guard blockCounts[index] == blocks, directory.count - start >= blocks * 4 else { throw damaged }
            sections[index].checksums = words(directory[start..<start + blocks * 4])
            start += blocks * 4
        }
        guard start == directory.count else { throw damaged }
        return Dictionary(uniqueKeysWithValues: sections.map { ($0.name, $0) })
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        unsafe Array(unsafeUninitializedCapacity: bytes.count / 4) { words, count in
            // SAFETY: there is room for all bytes, and any four are a number.
            unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(words).copyMemory(from: $0) }
            count = bytes.count / 4
        }
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
    package static func damaged(_ path: String, _ reason: String) -> VectorIndexError {
        VectorIndexError(.fileDamaged, "\(path) is damaged: \(reason); build the index again")
    }

    static func block(_ number: Int, of section: String, _ path: String) -> VectorIndexError {
        .damaged(path, "block \(number) of its section \(section) does not match its checksum")
    }
}

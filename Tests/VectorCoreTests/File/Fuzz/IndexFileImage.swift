import VectorCore

/// An index file taken apart, to be put together again with other content and checksums that fit it.
///
/// What it knows of the format is only what header and directory say; sections are bytes to it.
struct IndexFileImage {
    struct Section {
        /// 32 bytes, filled with zeros.
        var name: [UInt8]
        var bytes: [UInt8]
    }

    static let headerBytes = 64
    static let entryBytes = 64

    var magic: [UInt8]
    var version: UInt32
    var blockBytes: Int
    /// 16 bytes, filled with zeros.
    var kind: [UInt8]
    var sections: [Section]

    /// - Parameter file: As it was saved.
    init(_ file: [UInt8]) {
        magic = Array(file[0..<8])
        version = UInt32(truncatingIfNeeded: file.number(at: 8, bytes: 4))
        blockBytes = Int(file.number(at: 36, bytes: 4))
        kind = Array(file[40..<56])
        let directory = Int(file.number(at: 24, bytes: 8))
        sections = (0..<Int(file.number(at: 12, bytes: 4))).map { index in
            let entry = directory + index * Self.entryBytes
            let offset = Int(file.number(at: entry + 32, bytes: 8))
            let length = Int(file.number(at: entry + 40, bytes: 8))
            return Section(name: Array(file[entry..<entry + 32]), bytes: Array(file[offset..<offset + length]))
        }
    }

    /// Where sections start: large ones of version 3 at pages.
    private func alignment(_ length: Int) -> Int { version >= 3 && length >= 65_536 ? 16_384 : 64 }

    /// The file, whole and with its checksums.
    func encoded() -> [UInt8] {
        var file = [UInt8](repeating: 0, count: Self.headerBytes)
        var directory: [UInt8] = []
        var checksums: [UInt8] = []
        func pad(_ alignment: Int) {
            file.append(contentsOf: repeatElement(0, count: (alignment - file.count % alignment) % alignment))
        }
        for (index, section) in sections.enumerated() {
            let offset = file.count
            file += section.bytes
            pad(index + 1 < sections.count ? alignment(sections[index + 1].bytes.count) : 64)
            var blocks = 0
            for start in stride(from: offset, to: file.count, by: max(blockBytes, 1)) {
                checksums.append(number: file[start..<min(start + blockBytes, file.count)].checksum, bytes: 4)
                blocks += 1
            }
            directory += section.name
            for number in [offset, section.bytes.count, blocks, 0] { directory.append(number: number, bytes: 8) }
        }
        let offset = file.count
        file += directory + checksums
        var header = magic
        header.append(number: version, bytes: 4)
        header.append(number: sections.count, bytes: 4)
        header.append(number: file.count, bytes: 8)
        header.append(number: offset, bytes: 8)
        header.append(number: 0, bytes: 4)
        header.append(number: blockBytes, bytes: 4)
        header += kind
        file.replaceSubrange(0..<header.count, with: header)
        Self.sign(&file)
        return file
    }

    /// Makes the checksums of directory and header fit again, so far as there is a directory.
    static func sign(_ file: inout [UInt8]) {
        guard file.count >= headerBytes else { return }
        let directory = file.number(at: 24, bytes: 8)
        if directory <= UInt64(file.count) {
            file.put(number: file[Int(directory)...].checksum, at: 32, bytes: 4)
        }
        file.put(number: file[0..<60].checksum, at: 60, bytes: 4)
    }
}

extension Collection where Element == UInt8 {
    fileprivate var checksum: UInt32 {
        Array(self).withUnsafeBytes { Kernels.current.checksum(RawSpan(_unsafeBytes: $0)) }
    }
}

extension [UInt8] {
    /// A little-endian number of up to 8 bytes.
    func number(at position: Int, bytes: Int) -> UInt64 {
        (0..<bytes).reduce(0) { $0 | UInt64(self[position + $1]) << (8 * UInt64($1)) }
    }

    mutating func put(number: some BinaryInteger, at position: Int, bytes: Int) {
        let bits = UInt64(truncatingIfNeeded: number)
        for index in 0..<bytes { self[position + index] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(index))) }
    }

    mutating func append(number: some BinaryInteger, bytes: Int) {
        append(contentsOf: repeatElement(0, count: bytes))
        put(number: number, at: count - bytes, bytes: bytes)
    }
}

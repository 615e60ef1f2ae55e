/// Where things lie in an index file; `Docs/Design/index-file.md` has it byte by byte.
///
///     header | section, padded | … | section, padded | directory | checksums
///
/// Sections start at multiples of 64 bytes, follow one another without a gap, and are covered, padding included, by
/// one CRC-32C for each 64 KiB. The header's checksum covers the header, and one in it covers directory and checksums,
/// so that no byte of the file is uncovered. All numbers are little-endian.
enum IndexFileLayout {
    static let magic: [UInt8] = [0x89, 0x54, 0x53, 0x52, 0x41, 0x0D, 0x0A, 0x1A]  // "\x89TSRA\r\n\x1A"
    /// Files of floats are of version 1, those with codes, which it did not know, of version 2.
    static let versions: ClosedRange<UInt32> = 1...2
    static let headerBytes = 64
    static let alignment = 64
    static let blockBytes = 65_536
    static let entryBytes = 64
    static let nameBytes = 32
    static let kindBytes = 16
    /// Above what any index of this version has.
    static let maximumSections = 64

    static func padded(_ length: Int) -> Int { (length + alignment - 1) / alignment * alignment }
    static func blocks(_ length: Int) -> Int { (padded(length) + blockBytes - 1) / blockBytes }

    struct Section {
        var name: String
        var offset: Int
        var length: Int
        var checksums: [UInt32]
    }
}

#if _endian(big)
    #error("index files are little-endian, and this code reads and writes them in the machine's order")
#endif

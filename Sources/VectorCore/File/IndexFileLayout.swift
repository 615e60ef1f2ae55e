/// Where things lie in an index file; `Docs/FileFormat.md` has it byte by byte.
///
///     header | section, padded | … | section, padded | directory | checksums
///
/// Each section is padded with zeros to where the next one starts, and covered, padding included, by one CRC-32C for each
/// block. The header's checksum covers the header, and one in it covers directory and checksums, so that no byte of the
/// file is uncovered. All numbers are little-endian.
package enum IndexFileLayout {
    static let magic: [UInt8] = [0x89, 0x54, 0x53, 0x52, 0x41, 0x0D, 0x0A, 0x1A]  // "\x89TSRA\r\n\x1A"
    /// Files of floats were of version 1, those with codes of version 2; all are of version 3 since large sections can be
    /// mapped.
    static let versions: ClosedRange<UInt32> = 1...3
    static let writtenVersion: UInt32 = 3
    static let headerBytes = 64
    static let entryBytes = 64
    static let nameBytes = 32
    static let kindBytes = 16
    /// Above what any index of these versions has.
    static let maximumSections = 64

    /// Where sections start: at cache lines, and large ones of version 3 at pages, of which no common system has larger
    /// ones than 16 KiB, so that they can be mapped.
    static func alignment(length: Int, version: UInt32) -> Int {
        version >= 3 && length >= mappedFrom ? 16_384 : 64
    }

    /// A section below this is read, for it takes no longer.
    static let mappedFrom = 65_536

    /// What one checksum covers: as little as is read in one go, so that a row that is touched by itself costs no more
    /// than its page.
    static func blockBytes(version: UInt32) -> Int { version >= 3 ? 4096 : 65_536 }

    static func roundedUp(_ value: Int, to multiple: Int) -> Int { (value + multiple - 1) / multiple * multiple }

    package struct Section {
        package var name: String
        package var offset: Int
        /// Bytes without padding.
        package var length: Int
        /// Bytes with padding.
        package var extent: Int
        package var blockBytes: Int
        package var checksums: [UInt32]
    }
}

#if _endian(big)
    #error("index files are little-endian, and this code reads and writes them in the machine's order")
#endif

import Foundation
import TestSupport
import Testing
import VectorCore

/// Damage to files that are mapped, in both ways of checking: no crash, no wrong answer, nothing unnoticed.
struct MappedDamageTests {
    @Test(arguments: IndexUnderTest.allCases)
    func everyPageOfZerosIsNoticed(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        let file = folder.appendingPathComponent("index")
        for start in stride(from: 0, to: whole.bytes.count, by: 4096) {
            var bytes = whole.bytes
            let page = start..<min(start + 4096, bytes.count)
            bytes.replaceSubrange(page, with: Data(count: page.count))
            if bytes == whole.bytes { continue }
            try bytes.write(to: file)
            for checking in FileChecking.allCases {
                #expect(whole.fault(file, checking) == nil, "page at \(start), \(checking)")
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func flippedBytesAreNoticed(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        let file = folder.appendingPathComponent("index")
        var random = SeededGenerator(seed: 62)
        for _ in 0..<150 {
            var bytes = whole.bytes
            let position = Int.random(in: 0..<bytes.count, using: &random)
            bytes[position] ^= UInt8.random(in: 1...255, using: &random)
            try bytes.write(to: file)
            for checking in FileChecking.allCases {
                #expect(whole.fault(file, checking) == nil, "byte \(position), \(checking)")
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func cutAndLengthenedFilesAreNoticed(kind: IndexUnderTest) throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(kind, in: folder)
        let file = folder.appendingPathComponent("index")
        for length in Array(stride(from: 0, to: whole.bytes.count, by: 3001)) + [whole.bytes.count - 1] {
            try whole.bytes.prefix(length).write(to: file)
            for checking in FileChecking.allCases {
                #expect(whole.fault(file, checking) == nil, "\(length) bytes, \(checking)")
            }
        }
        try (whole.bytes + [0]).write(to: file)
        for checking in FileChecking.allCases { #expect(whole.fault(file, checking) == nil, "a byte more") }
    }

    #if os(Linux)
        /// Elsewhere the system ends the process where a page of a map is gone, as it does here where the page has been checked
        /// already: inverted files check all of theirs when they are opened.
        @Test(arguments: IndexUnderTest.allCases.filter { !$0.isInverted })
        func aFileCutUnderItsMapIsNoticed(kind: IndexUnderTest) throws {
            let folder = try TestData.temporaryFolder()
            defer { try? FileManager.default.removeItem(at: folder) }
            let whole = try MappedFile(kind, in: folder)
            let file = folder.appendingPathComponent("index")
            try whole.bytes.write(to: file)
            let index = try kind.open(file, checking: .lazily)
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 5000)
            try handle.close()
            for row in 0..<whole.queries.rows {
                let error = #expect(throws: VectorIndexError.self) {
                    try index.search(Array(whole.queries[row: row]), k: 5)
                }
                #expect(error?.code == .fileDamaged)
            }
        }
    #endif

    /// Checksums fit, but what they cover makes no sense.
    @Test func craftedFilesAreRefused() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(.hnsw, in: folder)
        let file = folder.appendingPathComponent("index")
        #expect(CraftedFile(whole.bytes).file() == whole.bytes)
        let (slots, row, none) = (3000, 64, UInt32.max)  // a list of 16 links takes 64 bytes
        let crafts: [(String, (inout CraftedFile) -> Void)] = [
            ("a link beyond the slots", { $0.put(UInt32(slots), at: 40 * row, in: "links.bottom") }),
            ("a link far beyond", { $0.put(UInt32(0xFFFF_FFFE), at: 1234 * row, in: "links.bottom") }),
            ("a link to itself", { $0.put(UInt32(77), at: 77 * row, in: "links.bottom") }),
            (
                "a link twice",
                {
                    $0.put(UInt32(9), at: 99 * row, in: "links.bottom");
                    $0.put(UInt32(9), at: 99 * row + 4, in: "links.bottom")
                }
            ),
            ("links after their end", { $0.put(none, at: 500 * row, in: "links.bottom") }),
            ("an upper link to the bottom layer", { $0.put(UInt32(lowSlot(whole.bytes)), at: 0, in: "links.upper") }),
            ("an upper link beyond the slots", { $0.put(UInt32(slots + 5), at: 0, in: "links.upper") }),
            ("a level of 200", { $0.change("levels") { $0[$0.startIndex + 5] = 200 } }),
            ("a level more", { $0.change("levels") { $0[$0.startIndex + 5] += 1 } }),
            ("a state that there is not", { $0.change("states") { $0[$0.startIndex + 5] = 3 } }),
            ("a free slot that is linked to", { $0.change("states") { $0[$0.startIndex + 5] = 2 } }),
            ("a removed slot more", { $0.change("states") { $0[$0.startIndex + 5] = 1 } }),
            ("an entry beyond the slots", { $0.put(UInt32(slots), at: 24, in: "graph") }),
            ("no entry", { $0.put(none, at: 24, in: "graph") }),
            ("an entry on another layer", { $0.put(UInt32(30), at: 28, in: "graph") }),
            ("an m of 0", { $0.put(UInt32(0), at: 0, in: "graph") }),
            ("an m of 2^31", { $0.put(UInt32(1) << 31, at: 0, in: "graph") }),
            ("an infinite component", { $0.put(Float.infinity.bitPattern, at: 700 * 128, in: "vectors") }),
            ("a component that is no number", { $0.put(Float.nan.bitPattern, at: 700 * 128 + 80, in: "vectors") }),
            ("padding that is not zero", { $0.put(UInt32(1), at: 700 * 128 + 96, in: "vectors") }),
            ("an id twice", { $0.put(Int64(1), at: 8 * 2, in: "ids") }),
            ("no dimension", { $0.put(UInt64(0), at: 0, in: "header") }),
            ("a dimension too many", { $0.put(UInt64(65_537), at: 0, in: "header") }),
            ("another dimension", { $0.put(UInt64(40), at: 0, in: "header") }),
            ("2^40 slots", { $0.put(UInt64(1) << 40, at: 16, in: "header") }),
            ("slots of which there are no bytes", { $0.put(UInt64(UInt32.max - 1), at: 16, in: "header") }),
            ("a count above the slots", { $0.put(UInt64(slots + 1), at: 24, in: "header") }),
            ("a count that is not so", { $0.put(UInt64(slots - 1), at: 24, in: "header") }),
            ("metadata without end", { $0.put(UInt32.max, at: 0, in: "metadata") }),
            ("a key of 4 GiB", { $0.put(UInt32.max, at: 4, in: "metadata") }),
            ("a section less", { $0.sections.removeAll { $0.name == "links.upper" } }),
        ]
        for (what, craft) in crafts {
            var crafted = CraftedFile(whole.bytes)
            craft(&crafted)
            try crafted.file().write(to: file)
            for checking in FileChecking.allCases {
                #expect(whole.fault(file, checking) == nil, "\(what), \(checking)")
            }
        }
    }

    /// A slot of the bottom layer alone.
    private func lowSlot(_ file: Data) -> Int {
        let levels = CraftedFile(file).sections.first { $0.name == "levels" }?.bytes ?? Data()
        return Array(levels).lastIndex(of: 0) ?? 0
    }

    @Test func directoriesThatDescribeNoFileAreRefused() throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let whole = try MappedFile(.flat, in: folder)
        let file = folder.appendingPathComponent("index")
        // Each number of each section, and what it is not.
        for section in 0..<CraftedFile(whole.bytes).sections.count {
            for field in [32, 40, 48, 56] {
                for value: UInt64 in [1, 64, 65_535, 16_384 * 3, 1 << 31, 1 << 62, .max] {
                    let changed = CraftedFile(whole.bytes).file { directory in
                        for byte in 0..<8 {
                            directory[section * 64 + field + byte] = UInt8(
                                truncatingIfNeeded: value >> UInt64(8 * byte))
                        }
                    }
                    if changed == whole.bytes { continue }
                    try changed.write(to: file)
                    for checking in FileChecking.allCases {
                        #expect(whole.fault(file, checking) == nil, "section \(section) field \(field): \(value)")
                    }
                }
            }
        }
        for version: UInt32 in [0, 1, 2, 4, .max] {
            try CraftedFile(whole.bytes).file(version: version).write(to: file)
            for checking in FileChecking.allCases { #expect(whole.fault(file, checking) == nil, "version \(version)") }
        }
    }
}

import Foundation
import TestSupport
import Testing
import VectorCore

/// Damage as failing disks and lost writes do it, to files of several hundred KiB: none goes unnoticed.
struct DamagedPagesTests {
    private static let page = 4096

    /// The pages of a saved index of 1,300 vectors of 64 components.
    private func file(_ kind: IndexUnderTest) throws -> [UInt8] {
        let file = try SavedIndex(kind, version: 1, count: 1300, dimension: 64).file()
        #expect(file.count > 300 << 10)
        return file
    }

    /// Whether a damaged file is refused with a typed error, and its summary is right or refused.
    private func isNoticed(_ bytes: [UInt8]) -> Bool {
        let disk = MemoryDisk([SavedIndex.path: bytes])
        let url = URL(fileURLWithPath: SavedIndex.path)
        if let summary = try? IndexFile(url, fileSystem: disk), summary.metadata != ["version": "1"] { return false }
        do {
            _ = try IndexFile.open(url, fileSystem: disk)
            return false
        } catch {
            return error.code == .fileDamaged || error.code == .fileUnsupported
        }
    }

    private func pages(_ file: [UInt8]) -> [Range<Int>] {
        stride(from: 0, to: file.count, by: Self.page).map { $0..<min($0 + Self.page, file.count) }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func everyPageOfZerosIsNoticed(kind: IndexUnderTest) throws {
        let whole = try file(kind)
        var zeroed = 0
        for page in pages(whole) where whole[page].contains(where: { $0 != 0 }) {
            var bytes = whole
            bytes.replaceSubrange(page, with: repeatElement(0, count: page.count))
            #expect(isNoticed(bytes), "page \(page)")
            zeroed += 1
        }
        print("\(kind): \(zeroed) of \(pages(whole).count) pages zeroed")
        #expect(zeroed > 70)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func flippedBitsAreNoticed(kind: IndexUnderTest) throws {
        let whole = try file(kind)
        var random = SeededGenerator(seed: 81)
        for _ in 0..<100 {
            var bytes = whole
            let bit = Int.random(in: 0..<whole.count * 8, using: &random)
            bytes[bit / 8] ^= 1 << (bit % 8)
            #expect(isNoticed(bytes), "bit \(bit), seed 81")
        }
    }

    /// Pages that were written where another belongs, and pages in each other's places.
    @Test(arguments: IndexUnderTest.allCases)
    func misplacedPagesAreNoticed(kind: IndexUnderTest) throws {
        let whole = try file(kind)
        let pages = pages(whole).filter { $0.count == Self.page }
        var random = SeededGenerator(seed: 82)
        var misplaced = 0
        for _ in 0..<100 {
            let one = pages[Int.random(in: pages.indices, using: &random)]
            let other = pages[Int.random(in: pages.indices, using: &random)]
            guard whole[one] != whole[other] else { continue }
            var bytes = whole
            bytes.replaceSubrange(one, with: whole[other])
            #expect(isNoticed(bytes), "page \(other) at \(one), seed 82")
            bytes.replaceSubrange(other, with: whole[one])
            #expect(isNoticed(bytes), "pages \(one) and \(other) exchanged, seed 82")
            misplaced += 1
        }
        var shuffled = whole
        for (page, from) in zip(pages, pages.shuffled(using: &random)) {
            shuffled.replaceSubrange(page, with: whole[from])
        }
        #expect(isNoticed(shuffled))
        #expect(misplaced > 80)
    }
}

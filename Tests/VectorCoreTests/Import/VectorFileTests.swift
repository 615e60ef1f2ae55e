import Foundation
import TestSupport
import Testing
import VectorCore

/// Files of other programs, put together byte by byte.
struct VectorFileTests {
    private func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
        numbers.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
    }

    private func numPy(_ header: String, _ values: [UInt8], version: UInt8 = 1) -> [UInt8] {
        let length = version == 1 ? bytes([UInt16(header.utf8.count)]) : bytes([UInt32(header.utf8.count)])
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + Array(header.utf8) + values
    }

    private func numPy(_ type: String, _ shape: String, _ values: [UInt8], version: UInt8 = 1) -> [UInt8] {
        numPy("{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }   \n", values, version: version)
    }

    /// Writes a file and maps it.
    private func file(_ content: [UInt8], _ name: String) throws -> VectorFile {
        let file = try TestData.temporaryFolder().appendingPathComponent(name)
        try Data(content).write(to: file)
        return try VectorFile(file)
    }

    private func code(_ body: () throws -> Void) -> VectorIndexError.Code? {
        do { try body() } catch { return (error as? VectorIndexError)?.code }
        return nil
    }

    private let floats: [Float] = [1, -2.5, 3, 0.125, 5e30, -0]

    private var texmex: [(String, [UInt8], [Float])] {
        let f = floats.map(\.bitPattern)
        return [
            ("a.fvecs", bytes([3] + f[..<3] + [3] + f[3...]), floats),
            ("a.bvecs", bytes([UInt32(3)]) + [0, 128, 255] + bytes([UInt32(3)]) + [7, 8, 9], [0, 128, 255, 7, 8, 9]),
            ("a.ivecs", bytes([3, 1, -2, .max, 3, 4, 5, 6] as [Int32]), [1, -2, 2_147_483_648, 4, 5, 6]),
        ]
    }

    @Test func rowsOfTexmexFilesAreRead() throws {
        for (name, content, values) in texmex {
            let file = try file(content, name)
            #expect(file.rows == 2 && file.columns == 3, "\(name)")
            #expect(try file.matrix(0..<2) == Matrix(rows: 2, columns: 3, values: values), "\(name)")
            #expect(try file.matrix(1..<2).values == Array(values[3...]))
            #expect(try file.matrix(1..<1).isEmpty)
        }
        #expect(try file(texmex[2].1, "a.ivecs").ids(0..<2) == [1, -2, Int64(Int32.max), 4, 5, 6])
        #expect(code { _ = try file(texmex[0].1, "a.fvecs").ids(0..<2) } == .fileUnsupported)
    }

    @Test func numPyArraysOfEachTypeAndVersionAreRead() throws {
        let halves: [UInt16] = [0x3C00, 0xC100, 0x0001, 0x7BFF, 0x7C00, 0x8000]
        let cases: [(String, [UInt8], [Float])] = [
            ("<f4", bytes(floats.map(\.bitPattern)), floats),
            ("<f8", bytes(floats.map { (Double($0) + 1e-12).bitPattern }), floats.map { Float(Double($0) + 1e-12) }),
            ("<f2", bytes(halves), [1, -2.5, 0x1p-24, 65_504, .infinity, -0]),
            ("|u1", [0, 1, 2, 127, 128, 255], [0, 1, 2, 127, 128, 255]),
            ("|i1", [0, 1, 2, 127, 128, 255], [0, 1, 2, 127, -128, -1]),
            ("<i4", bytes([0, -1, .max, .min, 5, 6] as [Int32]), [0, -1, 0x1p31, -0x1p31, 5, 6]),
            ("<i8", bytes([0, -1, 1 << 40, 4, 5, 6] as [Int64]), [0, -1, 0x1p40, 4, 5, 6]),
        ]
        for (type, content, values) in cases {
            for version: UInt8 in 1...3 {
                let file = try file(numPy(type, "(2, 3)", content, version: version), "a.npy")
                #expect(file.rows == 2 && file.columns == 3 && type.hasSuffix(file.element.rawValue))
                #expect(try file.matrix(0..<2).values == values, "\(type)")
                #expect(try file.matrix(1..<2).values == Array(values[3...]), "\(type)")
            }
        }
        let ids = try file(numPy("<i8", "(3,)", bytes([9, -9, .max] as [Int64])), "ids.npy")
        #expect(try ids.rows == 3 && ids.columns == 1 && ids.ids(0..<3) == [9, -9, .max])
        #expect(try file(numPy("<f4", "(0, 7)", []), "a.npy").rows == 0)
    }

    @Test func everyTruncationAndAddedByteIsATypedError() throws {
        let contents =
            texmex.map { ($0.0, $0.1) } + [("a.npy", numPy("<f4", "(2, 3)", bytes(floats.map(\.bitPattern))))]
        for (name, content) in contents {
            for length in 0..<content.count {
                // What ends with a row's end is whole.
                if name != "a.npy", length > 0, length == content.count / 2 { continue }
                #expect(
                    code { _ = try file(Array(content[..<length]), name) } == .fileMalformed, "\(length) of \(name)")
            }
            #expect(code { _ = try file(content + [0], name) } == .fileMalformed)
        }
    }

    @Test func whatAHeaderMayNotSayIsATypedError() throws {
        let values = bytes(floats.map(\.bitPattern))
        let unsupported = [
            numPy(">f4", "(2, 3)", values), numPy("<c8", "(1, 3)", values), numPy("<f4", "(2, 3, 1)", values),
            numPy("<f4", "()", values), numPy("<f4", "(6, 0)", values), numPy("<f4", "(1, 65537)", values),
            numPy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}", values),
            numPy("<f4", "(2, 3)", values, version: 4),
        ]
        for content in unsupported { #expect(code { _ = try file(content, "a.npy") } == .fileUnsupported) }
        let malformed = [
            numPy("<f4", "(2, 4)", values), numPy("<f4", "(9223372036854775807, 3)", values), numPy("", values),
            numPy("<f4", "(2, 99999999999999999999)", values), numPy("<f4", "(2, -3)", values),
            numPy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3)}", values),
            numPy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}", values),
            numPy("{'descr': '<f4', 'fortran_order': False}", values), Array("no array at all, but text".utf8),
        ]
        for content in malformed { #expect(code { _ = try file(content, "a.npy") } == .fileMalformed) }
        for columns: Int32 in [0, -1, 65_537, .min, .max] {
            #expect(code { _ = try file(bytes([columns, 0, 0, 0]), "a.fvecs") } == .fileMalformed)
        }
        #expect(code { _ = try file(values, "a.txt") } == .fileUnsupported)
        #expect(code { _ = try VectorFile(URL(fileURLWithPath: "/no/such.npy")) } == .fileNotFound)
        #expect(code { _ = try VectorFile(TestData.temporaryFolder().appendingPathExtension("npy")) } == .fileNotFound)
        let folder = try TestData.temporaryFolder().appendingPathComponent("folder.npy")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(code { _ = try VectorFile(folder) } == .fileUnsupported)
    }

    @Test func everyChangedByteOfAHeaderIsReadOrRefused() throws {
        let content = numPy("<f4", "(2, 3)", bytes(floats.map(\.bitPattern)))
        for position in 0..<(content.count - 24) {
            for value: UInt8 in [0, 0x20, 0x27, 0x30, 0x39, 0x80, 0xFF] {
                var changed = content
                changed[position] = value
                do {
                    let file = try file(changed, "a.npy")
                    #expect(try file.matrix(0..<file.rows).values.count * file.element.width == 24)
                } catch {
                    #expect(error is VectorIndexError)
                }
            }
        }
    }

    @Test(arguments: IndexUnderTest.allCases)
    func anIndexTakesAFileInBlocksOrNotAtAll(kind: IndexUnderTest) throws {
        var random = SeededGenerator(seed: 71)
        let vectors = random.matrix(300, 6)
        var content: [UInt8] = []
        for row in 0..<300 { content += bytes([6] + vectors[row: row].map(\.bitPattern)) }
        let whole = try file(content, "a.fvecs")
        let index = try kind.make(6, .squaredL2)
        try index.add(random.matrix(1, 6), ids: [-1])
        try index.add(contentsOf: whole, ids: 0..., blockRows: 64)
        #expect(index.count == 301)
        for row in [0, 63, 64, 299] {
            #expect(try index.search(Array(vectors[row: row]), k: 1).first?.id == Int64(row))
        }
        let tens = try kind.make(6, .squaredL2)
        try tens.add(contentsOf: whole, ids: (0..<300).map { $0 * 10 })
        #expect(tens.ids == (0..<300).map { $0 * 10 })

        // A row of another length, a number that is none, an id that is present, and too few ids, all after some blocks.
        var liar = content
        liar[200 * 28] = 7
        var bad = content
        bad.replaceSubrange(200 * 28 + 4..<200 * 28 + 8, with: bytes([Float.nan.bitPattern]))
        let other = try kind.make(6, .squaredL2)
        try other.add(random.matrix(1, 6), ids: [170])
        func refuses(_ expected: VectorIndexError.Code, _ content: [UInt8], ids: some Sequence<Int64>) throws {
            let file = try file(content, "a.fvecs")
            #expect(code { try other.add(contentsOf: file, ids: ids, blockRows: 50) } == expected)
            #expect(other.ids == [170])
        }
        try refuses(.fileMalformed, liar, ids: 1000...)
        try refuses(.notFinite, bad, ids: 1000...)
        try refuses(.duplicateID, content, ids: 0...)
        try refuses(.idCountMismatch, content, ids: 1000..<1299)
        try refuses(.dimensionMismatch, bytes([1, 0] as [Int32]), ids: 0...)
    }
}

extension VectorFile.Element {
    /// Bytes, by the name.
    fileprivate var width: Int { rawValue.last.flatMap(\.wholeNumberValue) ?? 0 }
}

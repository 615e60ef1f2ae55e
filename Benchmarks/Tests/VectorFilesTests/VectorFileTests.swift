import Foundation
import TestFolder
import Testing
import VectorCore
import VectorFiles

struct VectorFileTests {
    @Test func fvecsGivesItsRows() throws {
        let path = try Samples.file("a.fvecs", Samples.fvecs([[1, -2.5, 0], [3e30, 4, .leastNonzeroMagnitude]]))
        let matrix = try StoredVectors.vectors(path)
        #expect(matrix == Matrix(rows: 2, columns: 3, values: [1, -2.5, 0, 3e30, 4, .leastNonzeroMagnitude]))
    }

    @Test func bvecsGivesItsRows() throws {
        let path = try Samples.file(
            "a.bvecs", Samples.little(Int32(2)) + [0, 255] + Samples.little(Int32(2)) + [7, 128])
        #expect(try StoredVectors.vectors(path) == Matrix(rows: 2, columns: 2, values: [0, 255, 7, 128]))
    }

    @Test func ivecsGivesItsRows() throws {
        let path = try Samples.file("a.ivecs", Samples.ivecs([[5, -1, 7], [0, .max, 2]]))
        #expect(try StoredVectors.ids(path) == IDTable(rows: 2, columns: 3, values: [5, -1, 7, 0, .max, 2]))
    }

    @Test(arguments: [1, 2, 3] as [UInt8]) func npyOfEachVersionGivesItsRows(version: UInt8) throws {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }   "
        let bytes = Samples.npy(
            version: version, header: header, [1, 2, 3, 4].flatMap { Samples.little($0 as Float) })
        #expect(
            try StoredVectors.vectors(Samples.file("a.npy", bytes))
                == Matrix(rows: 2, columns: 2, values: [1, 2, 3, 4]))
    }

    @Test func npyOfBytesGivesThem() throws {
        let bytes = Samples.npy(
            header: "{'shape': (2,3),'descr': '|u1','fortran_order':False}", [0, 1, 2, 253, 254, 255])
        let matrix = try StoredVectors.vectors(Samples.file("a.npy", bytes))
        #expect(matrix == Matrix(rows: 2, columns: 3, values: [0, 1, 2, 253, 254, 255]))
    }

    @Test func everyFiniteHalfIsReadExactly() throws {
        // Oracle: the value by the definition of IEEE 754 binary16.
        var bytes: [UInt8] = []
        var expected: [Float] = []
        for bits in UInt16.min...UInt16.max where bits & 0x7C00 != 0x7C00 {
            bytes += [UInt8(bits & 255), UInt8(bits >> 8)]
            let fraction = Double(bits & 0x3FF) / 1024
            let exponent = Int(bits >> 10 & 31)
            let magnitude =
                exponent == 0
                ? fraction * 0x1p-14 : (1 + fraction) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
            expected.append(Float(bits & 0x8000 == 0 ? magnitude : -magnitude))
        }
        let header = "{'descr': '<f2', 'fortran_order': False, 'shape': (\(expected.count / 8), 8), }"
        let matrix = try StoredVectors.vectors(Samples.file("a.npy", Samples.npy(header: header, bytes)))
        #expect(matrix.values == expected)
    }

    @Test func manyRowsSurviveTheBlockwiseReading() throws {
        // More than one block of 4 MiB, and not a whole number of them.
        let matrix = Matrix(rows: 13_001, columns: 129, values: (0..<13_001 * 129).map { Float($0 % 65_521) })
        for name in ["a.fvecs", "a.npy"] {
            let path = try TestFolder.make().appendingPathComponent(name).path
            try StoredVectors.write(matrix, to: path)
            #expect(try StoredVectors.vectors(path) == matrix, "\(name)")
        }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let ids = IDTable(rows: 3, columns: 2, values: [0, -1, .max, .min, 4, 5])
        let path = try TestFolder.make().appendingPathComponent("a.ivecs").path
        try StoredVectors.write(ids, to: path)
        #expect(try StoredVectors.ids(path) == ids)
        #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
    }

    @Test func writingIntoAMissingFolderIsRefused() {
        #expect(throws: VectorFileError.self) {
            try StoredVectors.write(IDTable(rows: 1, columns: 1, values: [1]), to: "/nowhere/at/all.ivecs")
        }
    }
}

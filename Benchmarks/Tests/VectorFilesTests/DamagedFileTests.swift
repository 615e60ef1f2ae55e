import Foundation
import TestFolder
import Testing
import VectorCore
import VectorFiles

struct DamagedFileTests {
    /// The reason for which a file is refused.
    private func refusal(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = try Samples.file(name, bytes)
        let error = #expect(throws: VectorFileError.self) { _ = try StoredVectors.vectors(path) }
        return error?.reason ?? ""
    }

    private let floats = (1...6).flatMap { Samples.little(Float($0)) }

    @Test func everyTruncationOfEveryFormatIsRefused() throws {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
        let wholes: [(name: String, bytes: [UInt8], rowBytes: Int)] = [
            ("a.fvecs", Samples.fvecs([[1, 2, 3], [4, 5, 6]]), 16),
            ("a.bvecs", Samples.little(Int32(3)) + [1, 2, 3] + Samples.little(Int32(3)) + [4, 5, 6], 7),
            ("a.npy", Samples.npy(header: header, floats), .max),
        ]
        for (name, bytes, rowBytes) in wholes {
            _ = try StoredVectors.vectors(Samples.file(name, bytes))
            for length in 0..<bytes.count where length % rowBytes != 0 || length == 0 {
                _ = try refusal(name, Array(bytes.prefix(length)))
            }
            _ = try refusal(name, bytes + [0])
        }
    }

    @Test func noFlippedByteCrashesAReader() throws {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"
        for (name, bytes) in [
            ("a.fvecs", Samples.fvecs([[1, 2, 3], [4, 5, 6]])), ("a.npy", Samples.npy(header: header, floats)),
        ] {
            let path = try Samples.file(name, bytes)
            for index in bytes.indices {
                for mask in [1, 0x80, 0xFF] as [UInt8] {
                    var damaged = bytes
                    damaged[index] ^= mask
                    try Data(damaged).write(to: URL(fileURLWithPath: path))
                    // A flipped value is a value; a flipped length or header must be refused or still fit the size.
                    if let matrix = try? StoredVectors.vectors(path) { #expect(matrix.rows * matrix.columns <= 24) }
                }
            }
        }
    }

    @Test func rowsOfUnequalLengthAreRefused() throws {
        // 3 + 5 components take the bytes of 4 + 4, so only the second row's own length tells.
        #expect(try refusal("a.fvecs", Samples.fvecs([[1, 2, 3, 4], [1, 2, 3], [1, 2, 3, 4, 5]])).contains("row 1"))
    }

    @Test func lengthsThatLieAreRefused() throws {
        for length in [0, -1, Int32.min, 65_537, .max] {
            #expect(try refusal("a.fvecs", Samples.little(length) + floats).contains("components"))
        }
    }

    @Test(arguments: [
        ("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", "Fortran"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3), }", "<f8"),
        ("{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }", "<i4"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (6, 1), }", "one column"),
        ("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", ">f4"),
        ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }", "records"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }", "1 dimensions"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }", "3 dimensions"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }", "follow"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", "follow"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 4), }", "not NumPy"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }", "follow"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (6, 0), }", "components"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), }", "not NumPy"),
        ("{'descr': '<f4', 'shape': (2, 3), }", "order"),
        ("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", "twice"),
        ("__import__('os')", "not NumPy"), ("", "not NumPy"), ("{", "not NumPy"), ("{'descr': '<f4", "not NumPy"),
    ]) func headersThatCannotBeKeptAreRefused(header: String, reason: String) throws {
        let said = try refusal("a.npy", Samples.npy(header: header, floats))
        #expect(said.contains(reason), "\(said)")
    }

    @Test func aHeaderLongerThanTheFileIsRefused() throws {
        let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
        #expect(try refusal("a.npy", magic + [1, 0, 255, 255] + floats).contains("claims"))
        #expect(try refusal("a.npy", magic + [2, 0, 255, 255, 255, 255] + floats).contains("claims"))
        #expect(try refusal("a.npy", magic + [4, 0, 2, 0] + floats).contains("version 4"))
    }

    @Test func arraysOfNothingAreRefused() throws {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }"
        #expect(try refusal("a.npy", Samples.npy(header: header, [])).contains("no vectors"))
        #expect(try refusal("a.fvecs", []).contains("empty"))
    }

    @Test func aRefusalNamesItsFileOnce() throws {
        let path = try Samples.file("a.npy", [1])
        let error = #expect(throws: VectorFileError.self) { _ = try StoredVectors.vectors(path) }
        #expect("\(try #require(error))".components(separatedBy: path).count == 2)
    }

    @Test func valuesThatAreNoNumbersAreRefusedByPlace() throws {
        for value in [Float.nan, .infinity, -.infinity] {
            #expect(try refusal("a.fvecs", Samples.fvecs([[1, 2], [3, value]])).contains("component 1 of vector 1"))
        }
        let header = "{'descr': '<f2', 'fortran_order': False, 'shape': (1, 2), }"
        #expect(try refusal("a.npy", Samples.npy(header: header, [0, 0, 0, 0x7C])).contains("component 1 of vector 0"))
    }

    @Test func hugeFiniteValuesAreNotTakenForInfinite() throws {
        let row: [Float] = [.greatestFiniteMagnitude, .greatestFiniteMagnitude]
        #expect(try StoredVectors.vectors(Samples.file("a.fvecs", Samples.fvecs([row]))).values == row)
    }

    @Test func whatIsNoFileIsRefused() throws {
        let folder = try TestFolder.make()
        let pipe = folder.appendingPathComponent("pipe.fvecs").path
        #expect(mkfifo(pipe, 0o600) == 0)
        let directory = folder.appendingPathComponent("d.fvecs")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        for path in [pipe, directory.path, folder.path + "/missing.fvecs", folder.path + "/a.txt"] {
            #expect(throws: VectorFileError.self, "\(path)") { _ = try StoredVectors.vectors(path) }
        }
    }

    @Test func idsAreNotVectorsNorVectorsIds() throws {
        let ivecs = try Samples.file("a.ivecs", Samples.ivecs([[1, 2]]))
        let fvecs = try Samples.file("a.fvecs", Samples.fvecs([[1, 2]]))
        #expect(throws: VectorFileError.self) { _ = try StoredVectors.vectors(ivecs) }
        #expect(throws: VectorFileError.self) { _ = try StoredVectors.ids(fvecs) }
    }
}

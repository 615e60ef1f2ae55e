import Foundation
import TestFolder

/// Small files, whole and damaged.
enum Samples {
    /// Writes bytes under a name in a folder of its own and gives the path.
    static func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = try TestFolder.make().appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file.path
    }

    static func little(_ value: Int32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

    static func little(_ value: Float) -> [UInt8] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
    }

    static func fvecs(_ rows: [[Float]]) -> [UInt8] {
        rows.flatMap { little(Int32($0.count)) + $0.flatMap { little($0) } }
    }

    static func ivecs(_ rows: [[Int32]]) -> [UInt8] {
        rows.flatMap { little(Int32($0.count)) + $0.flatMap { little($0) } }
    }

    static func npy(version: UInt8 = 1, header: String, _ values: [UInt8]) -> [UInt8] {
        let text = Array(header.utf8) + [10]
        let length =
            version == 1
            ? [UInt8(text.count & 255), UInt8(text.count >> 8)] : little(Int32(text.count))
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + values
    }
}

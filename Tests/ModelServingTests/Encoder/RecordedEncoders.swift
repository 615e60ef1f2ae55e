import Foundation
import ModelServing
import VectorCore

/// Models with random weights and what the reference made of them, written by Scripts/record-encoder-architectures.py.
struct RecordedEncoders {
    static let names = ["bert", "roberta", "xlm-roberta", "distilbert", "mpnet"]
    static let staticNames = ["static-plain", "static-mapped"]

    struct Pair: Decodable {
        var ids: [Int32]
        var types: [UInt8]
        var logit: Float
    }

    private struct Texts: Decodable {
        var texts: [String]
        var pairs: [[String]]
    }

    let folder: URL
    let texts: [String]
    /// A query and a passage each.
    let pairs: [[String]]

    init(_ folder: URL) throws {
        self.folder = folder
        let texts = try JSONDecoder().decode(
            Texts.self, from: Data(contentsOf: folder.appendingPathComponent("texts.json")))
        (self.texts, pairs) = (texts.texts, texts.pairs)
    }

    static func fixture() throws -> RecordedEncoders {
        try RecordedEncoders(TestFixture.folder("encoders"))
    }

    func model(_ name: String) -> URL { folder.appendingPathComponent(name) }

    func pairs(of name: String) throws -> [Pair] {
        try JSONDecoder().decode([Pair].self, from: Data(contentsOf: model(name).appendingPathComponent("pairs.json")))
    }

    func floats(_ file: String, of name: String) throws -> [Float] {
        RecordedEncoders.floats(try Data(contentsOf: model(name).appendingPathComponent(file)))
    }

    /// Little-endian floats.
    static func floats(_ data: Data) -> [Float] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map { index in
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
            }
        }
    }
}

/// The largest distances of rows to the recorded ones: by the cosine, and in one component.
struct WorstDistance: CustomStringConvertible {
    private(set) var cosine = 0.0
    private(set) var component = 0.0
    private(set) var rows = 0

    /// - Parameter expected: As many values as the matrix has, row by row; a surplus or lack is an infinite distance.
    init(_ actual: Matrix, _ expected: ArraySlice<Float>) {
        guard actual.values.count == expected.count, !expected.isEmpty else {
            (cosine, component) = (.infinity, .infinity)
            return
        }
        rows = actual.rows
        for row in 0..<actual.rows {
            let a = actual[row: row].map(Double.init)
            let b = expected.dropFirst(row * actual.columns).prefix(actual.columns).map(Double.init)
            func product(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
            let lengths = (product(a, a) * product(b, b)).squareRoot()
            // Vectors of zeros are compared by component alone.
            if lengths > 0 { cosine = max(cosine, 1 - product(a, b) / lengths) }
            component = max(component, zip(a, b).map { abs($0 - $1) }.max() ?? 0)
        }
    }

    var description: String { "\(rows) rows, worst \(cosine) by cosine, \(component) in one component" }
}

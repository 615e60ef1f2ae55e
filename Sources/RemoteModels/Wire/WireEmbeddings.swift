import Foundation

/// The answer to a request for embeddings.
struct WireEmbeddings: Decodable {
    struct Row: Decodable {
        var embedding: WireVector
        /// The text's place in the request; absent where the server relies on the order.
        var index: Int?
    }

    var data: [Row]
    var usage: WireUsage?
}

/// A vector as a list of numbers or as base64 of little-endian 32-bit floats.
struct WireVector: Decodable {
    var values: [Float]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let text = try? container.decode(String.self) else {
            values = try container.decode([Float].self)
            return
        }
        guard let bytes = Data(base64Encoded: text), bytes.count.isMultiple(of: 4) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no base64 of 32-bit floats")
        }
        values = bytes.withUnsafeBytes { raw in
            (0..<bytes.count / 4).map { i in
                Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * i, as: UInt32.self)))
            }
        }
    }
}

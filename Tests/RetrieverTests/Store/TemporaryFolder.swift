import Foundation
import Retriever

/// GRDB has a `Row` too; in these tests it is ours, whatever a file imports.
typealias Row = Retriever.Row

/// A folder that is removed with its last reference.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

extension Row {
    /// The key of the rows of ``TableSchema/pages``.
    var id: Value { self["id"] ?? .null }
}

extension TableSchema {
    /// A column of every type.
    static let pages = TableSchema(
        columns: [
            .text("id"), .integer("page", isNullable: true), .real("score", isNullable: true),
            .boolean("isDraft", isNullable: true), .text("note", isNullable: true),
            .timestamp("time", isNullable: true), .blob("bytes", isNullable: true),
            .vector("embedding", dimension: 3, isNullable: true),
        ], primaryKey: "id")
}

/// A small generator whose numbers follow from its seed on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

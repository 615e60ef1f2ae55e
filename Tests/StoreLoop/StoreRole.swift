import Retriever
package import TestSupport

/// What a process does to its store, by chance but from a seed.
package enum StoreRole: String, Codable, Sendable, CaseIterable {
    /// Everything.
    case all
    /// One of two writers at once: even keys and groups, or odd ones.
    case even, odd
    /// Writes to the tables, and leaves the index to another process.
    case writer
    /// Leaves the tables to another process.
    case follower
    /// Holds a transaction open until it is killed.
    case holder

    /// Each operation with how often it is drawn.
    private var operations: [(weight: Int, draw: (inout SeededGenerator) -> StoreOperation)] {
        let writes: [(Int, (inout SeededGenerator) -> StoreOperation)] = [
            (4, { .insert(rows(1...4, &$0)) }),
            (8, { .merge(rows(1...12, &$0)) }),
            (3, { .update(group: group(&$0), body: Self.text(&$0)) }),
            (4, { generator in .delete((0..<4).map { _ in key(&generator) }) }),
            (1, { .deleteGroup(group(&$0)) }),
        ]
        let joint: [(Int, (inout SeededGenerator) -> StoreOperation)] = [
            (1, { .overwrite(rows(20...60, &$0)) }),
            (4, { generator in .all(rows(1...5, &generator), without: [key(&generator)]) }),
        ]
        let indexes: [(Int, (inout SeededGenerator) -> StoreOperation)] = [
            (6, { _ in .sync }),
            (2, { _ in .checkpoint }),
            (2, { .query(Self.text(&$0)) }),
            (3, { .ingest(Self.edits(&$0)) }),
        ]
        let others: [(Int, (inout SeededGenerator) -> StoreOperation)] = [
            (2, { _ in .read }),
            (1, { _ in .vacuum }),
            (1, { _ in .reopen }),
        ]
        switch self {
        case .all: return writes + joint + indexes + others
        case .even, .odd: return writes + [(1, { _ in .sync })] + others
        case .writer: return writes + joint + others
        case .follower: return indexes + others
        case .holder: return []
        }
    }

    package func draw(_ generator: inout SeededGenerator) -> StoreOperation {
        let operations = operations
        var rest = Int.random(in: 0..<operations.reduce(0) { $0 + $1.weight }, using: &generator)
        for (weight, draw) in operations {
            if rest < weight { return draw(&generator) }
            rest -= weight
        }
        return .read
    }

    // MARK: - What the operations are about

    private static let keys: Int64 = 120

    /// Whether a key is this writer's.
    package func owns(_ key: Int64) -> Bool {
        switch self {
        case .even: key % 2 == 0
        case .odd: key % 2 == 1
        case .all, .writer: true
        case .follower, .holder: false
        }
    }

    private func key(_ generator: inout SeededGenerator) -> Int64 {
        let key = Int64.random(in: 0..<Self.keys, using: &generator)
        return owns(key) ? key : key ^ 1
    }

    /// Of eight; a row's parity and its group's are the same.
    private func group(_ generator: inout SeededGenerator) -> Int64 { key(&generator) % 8 }

    private func rows(_ count: ClosedRange<Int>, _ generator: inout SeededGenerator) -> [Row] {
        var rows: [Int64: Row] = [:]
        for _ in 0..<Int.random(in: count, using: &generator) {
            let key = key(&generator)
            let group = (Int64.random(in: 0..<4, using: &generator) * 2 + key % 2) % 8
            rows[key] = ["id": .integer(key), "body": .text(Self.text(&generator)), "group": .integer(group)]
        }
        return rows.values.sorted { $0["id"]?.integerValue ?? 0 < $1["id"]?.integerValue ?? 0 }
    }

    private static let words = [
        "red", "blue", "fox", "whale", "run", "swim", "tree", "river", "猫", "東京", "stone", "cloud", "ember", "moss",
    ]

    package static func text(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }
            .joined(separator: " ")
    }

    private static func edits(_ generator: inout SeededGenerator) -> [String: String?] {
        var edits: [String: String?] = [:]
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let file = "file\(Int.random(in: 0..<6, using: &generator)).md"
            if Int.random(in: 0..<4, using: &generator) == 0 {
                edits[file] = .some(nil)
                continue
            }
            let sections = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                "# \(text(&generator))\n\n\(text(&generator)). \(text(&generator)).\n"
            }
            edits[file] = sections.joined(separator: "\n")
        }
        return edits
    }
}

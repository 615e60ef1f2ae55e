import Foundation
import TestSupport
import VectorCore

/// An index whose large sections are mapped when its file is opened, what it answers, and its file's bytes.
struct MappedFile {
    static let dimension = 24
    let kind: IndexUnderTest
    let queries: Matrix
    /// What the undamaged index answers to each query, without and with a filter of many ids and of few.
    let answers: [[[Neighbor]]]
    let bytes: Data

    static let filters: [VectorFilter?] = [
        nil, VectorFilter(allowing: (0..<1500).map { Int64($0 * 2) }),
        VectorFilter(allowing: (0..<40).map { Int64($0 * 70) }),
    ]

    /// - Parameter folder: Where its file is written, as `whole`.
    init(_ kind: IndexUnderTest, in folder: URL, rows: Int = 3000) throws {
        var random = SeededGenerator(seed: 61)
        let index: any VectorIndex =
            switch kind {
            case .hnsw, .hnswOverCodes, .hnswOverHalves:
                try HNSWIndex(
                    dimension: Self.dimension, metric: .squaredL2, parameters: HNSWParameters(m: 8, efConstruction: 30),
                    storage: [.hnsw: .float32, .hnswOverCodes: VectorStorage(walk: .rabitq4, keep: .float32)][kind]
                        ?? VectorStorage(walk: .bfloat16, keep: .float32))
            default: try kind.make(Self.dimension, .squaredL2)
            }
        try index.add(random.matrix(rows, Self.dimension), ids: (0..<rows).map(Int64.init))
        index.remove((0..<100).map { Int64($0 * 9) })
        self.kind = kind
        queries = random.matrix(6, Self.dimension)
        let whole = folder.appendingPathComponent("whole")
        try index.save(to: whole, metadata: ["model": "m"])
        bytes = try Data(contentsOf: whole)
        answers = try Self.answers(kind.open(whole), queries)
    }

    static func answers(_ index: any VectorIndex, _ queries: Matrix) throws -> [[[Neighbor]]] {
        try (0..<queries.rows).map { row in
            try filters.map { filter in
                try index.search(
                    Array(queries[row: row]), k: 5, options: SearchOptions(efSearch: 20, filter: filter))
            }
        }
    }

    /// Opens a damaged file and asks it all; says what is wrong with how it took the damage, and nil where it was right:
    /// typed errors, or what the whole file answers, and sooner or later an error.
    func fault(_ file: URL, _ checking: FileChecking) -> String? {
        let index: any VectorIndex
        do { index = try kind.open(file, checking: checking) } catch {
            let code = (error as? VectorIndexError)?.code
            return code == .fileDamaged || code == .fileUnsupported ? nil : "threw \(error)"
        }
        if checking == .onOpen { return "was opened" }
        var isNoticed = false
        for row in 0..<queries.rows {
            for (number, filter) in Self.filters.enumerated() {
                let options = SearchOptions(efSearch: 20, filter: filter)
                do {
                    let found = try index.search(Array(queries[row: row]), k: 5, options: options)
                    if isNoticed { return "answered after it had noticed" }
                    if found != answers[row][number] { return "answered wrongly" }
                } catch {
                    guard error.code == .fileDamaged else { return "threw \(error)" }
                    isNoticed = true
                }
            }
        }
        // What no search met is found before the index is saved or changed.
        do {
            try index.save(to: file.appendingPathExtension("copy"))
            return "was saved"
        } catch { if error.code != .fileDamaged { return "threw \(error)" } }
        do {
            try index.upsert(queries, ids: (0..<queries.rows).map(Int64.init))
            return "was changed"
        } catch { if error.code != .fileDamaged { return "threw \(error)" } }
        index.remove([5, 6, 7])
        _ = index.vector(for: 8)
        return nil
    }
}

/// A file of the present version, taken apart so that its content can be changed under checksums that fit.
struct CraftedFile {
    var sections: [(name: String, bytes: Data)] = []
    private let kind: Data

    init(_ file: Data) {
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reversed().reduce(0) { $0 << 8 | Int(file[file.startIndex + at + $1]) }
        }
        kind = file[file.startIndex + 40..<file.startIndex + 56]
        for index in 0..<number(12, 4) {
            let entry = number(24, 8) + 64 * index
            let name = file[file.startIndex + entry..<file.startIndex + entry + 32].prefix { $0 != 0 }
            let start = file.startIndex + number(entry + 32, 8)
            sections.append(
                (String(decoding: name, as: UTF8.self), Data(file[start..<start + number(entry + 40, 8)])))
        }
    }

    /// Changes a section's bytes.
    mutating func change(_ name: String, _ body: (inout Data) -> Void) {
        for index in sections.indices where sections[index].name == name { body(&sections[index].bytes) }
    }

    /// Writes numbers into a section, little-endian.
    mutating func put<Number: FixedWidthInteger>(_ value: Number, at offset: Int, in name: String) {
        change(name) { bytes in
            for byte in 0..<Number.bitWidth / 8 {
                bytes[bytes.startIndex + offset + byte] = UInt8(truncatingIfNeeded: value >> Number(8 * byte))
            }
        }
    }

    /// The file. - Parameter editDirectory: Changes the directory before its checksum is taken.
    func file(version: UInt32 = 3, editDirectory: (inout Data) -> Void = { _ in }) -> Data {
        func little<Number: FixedWidthInteger>(_ value: Number) -> Data {
            Data((0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Number(8 * $0)) })
        }
        func checksum(_ data: Data) -> UInt32 { Kernels.current.checksum(Array(data).span.bytes) }
        var file = Data(count: 64)
        var entries = Data()
        var checksums = Data()
        var starts: [Int] = []
        for section in sections {
            let alignment = section.bytes.count >= 65_536 ? 16_384 : 64
            file.append(Data(count: (alignment - file.count % alignment) % alignment))
            starts.append(file.count)
            file.append(section.bytes)
        }
        file.append(Data(count: (64 - file.count % 64) % 64))
        let end = file.count
        for (index, section) in sections.enumerated() {
            let extent = file[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : end)]
            let blocks = stride(from: extent.startIndex, to: extent.endIndex, by: 4096).map {
                extent[$0..<min($0 + 4096, extent.endIndex)]
            }
            entries.append(Data(section.name.utf8) + Data(count: 32 - section.name.utf8.count))
            for value in [starts[index], section.bytes.count, blocks.count, 0] { entries.append(little(UInt64(value))) }
            for block in blocks { checksums.append(little(checksum(Data(block)))) }
        }
        var directory = entries + checksums
        editDirectory(&directory)
        file.append(directory)
        var header = Data([0x89, 0x54, 0x53, 0x52, 0x41, 0x0D, 0x0A, 0x1A])
        header += little(version) + little(UInt32(sections.count)) + little(UInt64(file.count)) + little(UInt64(end))
        header += little(checksum(directory)) + little(UInt32(4096)) + kind + little(UInt32(0))
        header += little(checksum(header))
        file.replaceSubrange(0..<64, with: header)
        return file
    }
}

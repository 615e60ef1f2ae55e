package import Foundation

/// A file of named tensors, checked whole before any of it is used.
///
/// Layout: the header's length (8 bytes, little-endian), the header (a JSON object of name to `dtype`, `shape` and
/// `data_offsets`), then the values. Every tensor must lie inside the file, fill its range exactly and overlap no other.
/// - Source: the format's description at huggingface.co/docs/safetensors.
package struct SafetensorsFile: Sendable {
    /// A tensor's place in the file.
    struct Entry {
        var type: String
        var shape: [Int]
        /// Bytes of the file, from its start.
        var range: Range<Int>
    }

    /// The format's own limit on headers.
    private static let longestHeader = 100_000_000

    /// Bytes per value of the types that the format knows.
    private static let widths = [
        "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2,
        "I32": 4, "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
    ]

    /// Of `map`, where the file could be mapped.
    let data: Data
    let map: FileMap?
    let name: String
    private let entries: [String: Entry]

    /// - Throws: ``ModelError`` with `fileNotFound` or `invalidModel`.
    package init(contentsOf file: URL) throws(ModelError) {
        name = file.path
        guard FileManager.default.fileExists(atPath: name) else {
            throw ModelError(.fileNotFound, "\(name) is not there; Scripts/fetch-models.sh fetches the weights")
        }
        do {
            map = FileMap(name)
            if let bytes = map?.bytes, let start = bytes.baseAddress {
                // SAFETY: read alone, and no longer than the map is there: both belong to this value.
                data = Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
            } else {
                data = try Data(contentsOf: file)
            }
        } catch {
            throw ModelError(.invalidModel, "\(name) cannot be read: \(error.localizedDescription)")
        }
        do {
            entries = try SafetensorsFile.entries(of: data)
        } catch {
            throw ModelError(.invalidModel, "\(name) is damaged: \(error.reason); fetch the model again")
        }
    }

    private struct Damage: Error {
        let reason: String
    }

    private static func entries(of data: Data) throws(Damage) -> [String: Entry] {
        guard data.count >= 8 else { throw Damage(reason: "it has \(data.count) bytes") }
        let length = data.prefix(8).enumerated().reduce(UInt64(0)) {
            $0 | UInt64($1.element) << (8 * UInt64($1.offset))
        }
        guard length <= UInt64(min(data.count - 8, longestHeader)) else {
            throw Damage(reason: "its header of \(length) bytes does not fit into its \(data.count)")
        }
        let start = 8 + Int(length)
        let parsed = data.withUnsafeBytes { bytes in
            Result { () throws(JSONReader.Failure) in
                try JSONReader.read(UnsafeRawBufferPointer(rebasing: bytes[8..<start]))
            }
        }
        let members: [(key: String, value: JSONValue)]
        switch parsed {
        case .success(.object(let object)): members = object
        case .success: throw Damage(reason: "its header is no object")
        case .failure(let failure):
            throw Damage(reason: "its header fails at byte \(failure.offset): \(failure.reason)")
        }
        var entries: [String: Entry] = [:]
        for (name, value) in members where name != "__metadata__" {
            let entry = try entry(value, name: name, start: start, end: data.count)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw Damage(reason: "its header names \(name) twice")
            }
        }
        var end = start
        let ranges = entries.values.map(\.range)
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            guard range.lowerBound == end else { throw Damage(reason: "its tensors overlap or leave gaps") }
            end = range.upperBound
        }
        guard end == data.count else {
            throw Damage(reason: "it has \(data.count) bytes where its tensors end at \(end)")
        }
        return entries
    }

    private static func entry(
        _ value: JSONValue, name: String, start: Int, end: Int
    ) throws(Damage) -> Entry {
        guard let type = value["dtype"]?.string, let width = widths[type] else {
            throw Damage(reason: "\(name) has a type that the format does not know")
        }
        guard let sizes = value["shape"]?.array, sizes.count <= 8 else {
            throw Damage(reason: "\(name) has no shape")
        }
        var shape: [Int] = []
        var bytes = width
        for size in sizes {
            guard let size = size.integer, size >= 0 else { throw Damage(reason: "\(name) has an impossible shape") }
            let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
            guard !overflow else { throw Damage(reason: "\(name) has an impossible shape") }
            bytes = product
            shape.append(size)
        }
        guard let offsets = value["data_offsets"]?.array, offsets.count == 2,
            let first = offsets[0].integer, let last = offsets[1].integer,
            first >= 0, first <= last, last <= end - start
        else { throw Damage(reason: "\(name) lies outside the file") }
        guard last - first == bytes else {
            throw Damage(reason: "\(name) has \(last - first) bytes where its shape takes \(bytes)")
        }
        return Entry(type: type, shape: shape, range: start + first..<start + last)
    }

    /// The names of all tensors, sorted.
    package var names: [String] { entries.keys.sorted() }

    /// A hash over the whole file: that of the hashes of its pieces, which are computed side by side.
    func hash() -> UInt64 {
        var hash = WeightHash()
        for piece in pieces({ _ in true }) { hash.combine(piece.hash) }
        return hash.value
    }

    /// The same, and sees to it that a tensor's values are numbers on the way, so that its pages are read once.
    ///
    /// - Throws: ``ModelError`` for values that are not finite.
    func hash(checking tensor: FloatTensor) throws(ModelError) -> UInt64 {
        var hash = WeightHash()
        for piece in pieces({ areFinite(tensor, beginningIn: $0) }) {
            guard piece.isSound else { throw notFinite(tensor) }
            hash.combine(piece.hash)
        }
        return hash.value
    }

    /// The hashes of the file's pieces, and whether a check of each one's bytes held.
    private func pieces(_ check: @escaping @Sendable (Range<Int>) -> Bool) -> [(hash: UInt64, isSound: Bool)] {
        let piece = 4 << 20
        // The check finds its part in the second cache.
        let part = 1 << 18
        return concurrently(
            stride(from: 0, to: data.count, by: piece).map { start in
                { @Sendable in
                    var hash = WeightHash()
                    var isSound = true
                    for block in (start..<min(start + piece, data.count)).cut(into: FileMap.block) {
                        for part in block.cut(into: part) {
                            data.withUnsafeBytes { hash.combine(UnsafeRawBufferPointer(rebasing: $0[part])) }
                            isSound = check(part) && isSound
                        }
                        map?.drop(block)
                    }
                    return (hash.value, isSound)
                }
            })
    }

    func contains(_ tensor: String) -> Bool { entries[tensor] != nil }

    /// The shape of a tensor; nil where it is not there.
    func shape(of tensor: String) -> [Int]? { entries[tensor]?.shape }

    /// The values of a tensor of whole numbers, from I32, I64 or U32.
    ///
    /// - Throws: ``ModelError`` if it is not there, or has another shape or type.
    func integers(_ tensor: String, shape: [Int]) throws(ModelError) -> [Int] {
        let entry = try entry(tensor, shape: shape)
        let count = shape.reduce(1, *)
        let values: [Int]? = data.withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[entry.range])
            func numbers<Number: FixedWidthInteger>(_ type: Number.Type) -> [Int] {
                (0..<count).map { index in
                    let offset = index * MemoryLayout<Number>.size
                    return Int(
                        truncatingIfNeeded: Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type)))
                }
            }
            switch entry.type {
            case "I32": return numbers(Int32.self)
            case "U32": return numbers(UInt32.self)
            case "I64": return numbers(Int64.self)
            default: return nil
            }
        }
        guard let values else {
            throw ModelError(.unsupportedModel, "\(tensor) in \(name) is \(entry.type); I32, U32 and I64 are supported")
        }
        return values
    }

    func entry(_ tensor: String, shape: [Int]) throws(ModelError) -> Entry {
        guard let entry = entries[tensor] else {
            throw ModelError(.invalidModel, "\(name) has no tensor \(tensor); is it another kind of model?")
        }
        guard entry.shape == shape else {
            throw ModelError(.invalidModel, "\(tensor) in \(name) has the shape \(entry.shape), not \(shape)")
        }
        return entry
    }
}

/// What the files of both kinds of inverted files have in common.
enum IVFFile {
    enum Section {
        static let parameters = "lists"
        static let ids = "ids"
        static let storage = "storage"
        static let centroids = "centroids"
        static let weights = "centroids.weights"
        static let rotation = "codes.rotation"
        static let codebook = "codes.codebook"
        static let sizes = "lists.sizes"
        static let slots = "lists.slots"
        static let addends = "lists.addends"
        static let packed = "lists.codes"
        static let vectors = "vectors"
    }
}

extension ByteEncoder {
    /// A number that may be missing.
    mutating func append(optional value: Int?) { append(value.map { Int64($0) } ?? -1) }
}

extension ByteDecoder {
    /// A number that may be missing; nil where the bytes end or it is none that was written.
    mutating func optional() -> Int?? {
        guard let value = integer(Int64.self), value >= -1 else { return nil }
        return .some(value < 0 ? nil : Int(value))
    }

    mutating func count() -> Int? { integer(Int64.self).flatMap { $0 >= 0 ? Int($0) : nil } }
}

extension IVFParameters {
    func encode(to encoder: inout ByteEncoder) {
        encoder.append(optional: nlist)
        encoder.append(optional: nprobe)
        encoder.append(optional: trainingThreshold)
        encoder.append(Int64(pointsPerList))
        encoder.append(Int64(iterations))
        encoder.append(UInt64(isBalanced ? 1 : 0))
        encoder.append(seed)
    }

    init?(_ decoder: inout ByteDecoder) {
        guard let nlist = decoder.optional(), let nprobe = decoder.optional(), let threshold = decoder.optional(),
            let points = decoder.count(), let iterations = decoder.count(), let balanced = decoder.integer(UInt64.self),
            balanced <= 1, let seed = decoder.integer(UInt64.self)
        else { return nil }
        self.init(
            nlist: nlist, nprobe: nprobe, trainingThreshold: threshold, pointsPerList: points, iterations: iterations,
            isBalanced: balanced == 1, seed: seed)
        guard (try? check()) != nil else { return nil }
    }
}

extension PQParameters {
    func encode(to encoder: inout ByteEncoder) {
        encoder.append(Int64(bits.rawValue))
        encoder.append(optional: componentsPerPart)
        encoder.append(optional: parts)
        encoder.append(rotation.rawValue, width: 16)
        encoder.append(Int64(pointsPerEntry))
        encoder.append(Int64(iterations))
    }

    init?(_ decoder: inout ByteDecoder) {
        guard let bits = decoder.count().flatMap(Bits.init(rawValue:)), let components = decoder.optional(),
            let parts = decoder.optional(), let rotation = decoder.text(width: 16).flatMap(Rotation.init(rawValue:)),
            let points = decoder.count(), let iterations = decoder.count()
        else { return nil }
        self.init(
            bits: bits, componentsPerPart: components, parts: parts, rotation: rotation, pointsPerEntry: points,
            iterations: iterations)
    }
}

extension IndexFileWriter {
    mutating func section(_ name: String, floats: [Float]) throws(VectorIndexError) {
        try begin(name, bytes: floats.count * MemoryLayout<Float>.stride)
        // SAFETY: floats have no padding.
        try unsafe append(floats.span.bytes)
        end()
    }
}

extension IndexFileReader {
    /// A whole section as floats, checked, and each of them finite.
    func floats(_ name: String, count: Int) throws(VectorIndexError) -> [Float] {
        let floats = try numbers(name, of: UInt32.self, count: count).map { Float(bitPattern: $0) }
        guard floats.allSatisfy(\.isFinite) else {
            throw .damaged(path, "its section \(name) has a number that is not finite")
        }
        return floats
    }
}

extension Centroids {
    func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        try writer.section(IVFFile.Section.centroids, floats: vectors.values)
        if !weights.isEmpty { try writer.section(IVFFile.Section.weights, floats: weights) }
    }

    /// The centroids of so many lists.
    static func read(
        _ count: Int, dimension: Int, from reader: IndexFileReader
    ) throws(VectorIndexError) -> Centroids {
        let (numbers, overflow) = count.multipliedReportingOverflow(by: dimension)
        guard !overflow, count > 0 else { throw .damaged(reader.path, "it has \(count) lists") }
        let values = try reader.floats(IVFFile.Section.centroids, count: numbers)
        let weights =
            reader.contains(IVFFile.Section.weights)
            ? try reader.floats(IVFFile.Section.weights, count: count) : []
        return Centroids(
            Matrix(rows: count, columns: dimension, values: values), weights: weights, kernels: .current)
    }
}

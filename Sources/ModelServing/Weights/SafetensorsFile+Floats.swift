import CEncoderKernels
import Foundation

extension SafetensorsFile {
    /// A tensor of 32-bit floats, or of a type that becomes them; checked but not read.
    struct FloatTensor: Sendable {
        /// Bytes of the file.
        fileprivate let range: Range<Int>
        fileprivate let type: FloatType
        fileprivate let name: String
        let count: Int
    }

    /// The types that become 32-bit floats.
    fileprivate enum FloatType: String {
        case float32 = "F32"
        case float16 = "F16"
        case bfloat16 = "BF16"
        case float64 = "F64"

        var width: Int {
            switch self {
            case .float32: 4
            case .float16, .bfloat16: 2
            case .float64: 8
            }
        }
    }

    /// - Throws: ``ModelError`` if it is not there, or has another shape or type.
    func tensor(_ tensor: String, shape: [Int]) throws(ModelError) -> FloatTensor {
        let entry = try entry(tensor, shape: shape)
        guard let type = FloatType(rawValue: entry.type) else {
            throw ModelError(
                .unsupportedModel, "\(tensor) in \(name) is \(entry.type); F32, F16, BF16 and F64 are supported")
        }
        return FloatTensor(range: entry.range, type: type, name: tensor, count: shape.reduce(1, *))
    }

    /// The values of a tensor as 32-bit floats, from F32, F16, BF16 or F64.
    ///
    /// - Throws: ``ModelError`` if it is not there, has another shape, another type, or values that are not finite.
    package func values(_ tensor: String, shape: [Int]) throws(ModelError) -> [Float] {
        let tensor = try self.tensor(tensor, shape: shape)
        var isFinite = true
        let values = [Float](unsafeUninitializedCapacity: tensor.count) { buffer, filled in
            if let start = buffer.baseAddress { isFinite = read(tensor, 0..<tensor.count, into: start) }
            filled = tensor.count
        }
        map?.drop(tensor.range)
        guard isFinite else { throw notFinite(tensor) }
        return values
    }

    /// The same in memory of its own, read on all processors.
    func block(_ tensor: FloatTensor) throws(ModelError) -> FloatBlock {
        let block = FloatBlock(uninitialized: tensor.count)
        let areFinite = concurrently(
            (0..<tensor.count).cut(into: FileMap.block / MemoryLayout<Float>.stride).map { elements in
                { @Sendable in
                    defer { drop(tensor, elements) }
                    return read(tensor, elements, into: block.start + elements.lowerBound)
                }
            })
        guard areFinite.allSatisfy(\.self) else { throw notFinite(tensor) }
        return block
    }

    /// Gives `body` some of a tensor's values, where they lie in the file if they can be read there.
    ///
    /// - Throws: ``ModelError`` for values that are not finite.
    func withValues<Result>(
        of tensor: FloatTensor, _ elements: Range<Int>, _ body: (UnsafePointer<Float>) -> Result
    ) throws(ModelError) -> Result {
        guard let result = valuesIfFinite(of: tensor, elements, body) else { throw notFinite(tensor) }
        return result
    }

    /// Gives back the memory that values took which were read.
    func drop(_ tensor: FloatTensor, _ elements: Range<Int>) { map?.drop(bytes(of: elements, tensor)) }

    /// Whether those of a tensor's values that begin in a range of the file's bytes are finite.
    func areFinite(_ tensor: FloatTensor, beginningIn range: Range<Int>) -> Bool {
        let common = range.clamped(to: tensor.range)
        guard !common.isEmpty else { return true }
        func element(at byte: Int) -> Int {
            (byte - tensor.range.lowerBound + tensor.type.width - 1) / tensor.type.width
        }
        let elements = element(at: common.lowerBound)..<element(at: common.upperBound)
        return elements.isEmpty || valuesIfFinite(of: tensor, elements) { _ in true } == true
    }

    private func valuesIfFinite<Result>(
        of tensor: FloatTensor, _ elements: Range<Int>, _ body: (UnsafePointer<Float>) -> Result
    ) -> Result? {
        data.withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[self.bytes(of: elements, tensor)])
            if tensor.type == .float32, let start = bytes.baseAddress,
                UInt(bitPattern: start) % UInt(MemoryLayout<Float>.alignment) == 0
            {
                // SAFETY: as many floats of the file, at an address that floats may have; any bits are a float.
                let floats = start.assumingMemoryBound(to: Float.self)
                return tessera_encoder_are_finite(floats, elements.count) != 0 ? body(floats) : nil
            }
            let block = FloatBlock(uninitialized: elements.count)
            return read(tensor, elements, into: block.start) ? body(block.start) : nil
        }
    }

    func notFinite(_ tensor: FloatTensor) -> ModelError {
        // Any infinity or NaN would make every vector NaN.
        ModelError(
            .invalidModel, "\(tensor.name) in \(name) has values that are not numbers; fetch the model again")
    }

    private func bytes(of elements: Range<Int>, _ tensor: FloatTensor) -> Range<Int> {
        let start = tensor.range.lowerBound
        return start + elements.lowerBound * tensor.type.width..<start + elements.upperBound * tensor.type.width
    }

    /// Writes some of a tensor's values, and tells whether all of them are numbers, and none infinite.
    @discardableResult
    func read(_ tensor: FloatTensor, _ elements: Range<Int>, into target: UnsafeMutablePointer<Float>) -> Bool {
        data.withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[self.bytes(of: elements, tensor)])
            func bits(_ index: Int) -> UInt16 {
                UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
            }
            let count = elements.count
            switch tensor.type {
            case .float32:
                guard let start = bytes.baseAddress else { return true }
                // SAFETY: both sides have `count` floats; the copy minds no alignment.
                return tessera_encoder_copy_finite(start, target, count) != 0
            case .bfloat16:
                for index in 0..<count { target[index] = Float(bitPattern: UInt32(bits(index)) << 16) }
            case .float16:
                for index in 0..<count { target[index] = SafetensorsFile.float(half: bits(index)) }
            case .float64:
                for index in 0..<count {
                    let bits = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
                    target[index] = Float(Double(bitPattern: bits))
                }
            }
            return tessera_encoder_are_finite(target, count) != 0
        }
    }

    /// A 16-bit float's value; `Float16` itself is not on every platform.
    private static func float(half: UInt16) -> Float {
        let sign: Float = half >> 15 == 0 ? 1 : -1
        let exponent = Int(half >> 10 & 31)
        let fraction = Float(half & 1023)
        if exponent == 31 { return fraction == 0 ? sign * .infinity : .nan }
        if exponent == 0 { return sign * fraction * 0x1p-24 }
        return sign * (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
    }
}

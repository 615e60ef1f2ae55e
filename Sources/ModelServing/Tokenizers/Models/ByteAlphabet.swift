/// The letters that byte-level vocabularies write bytes with: printable ones for themselves, the other 68 from U+0100 on.
enum ByteAlphabet {
    /// The scalar that stands for each byte.
    static let scalars: [UInt32] = {
        var next: UInt32 = 0x100
        return (0..<256).map { byte in
            if (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE { return UInt32(byte) }
            defer { next += 1 }
            return next
        }
    }()

    private static let bytes = Dictionary(uniqueKeysWithValues: zip(scalars, UInt8.min...UInt8.max))

    /// The bytes that a token of such a vocabulary stands for; nil if it has other letters.
    static func bytes(of token: String) -> [UInt8]? {
        var result: [UInt8] = []
        for scalar in token.unicodeScalars {
            guard let byte = bytes[scalar.value] else { return nil }
            result.append(byte)
        }
        return result
    }

    /// How many bytes the letter of a byte has in UTF-8.
    static func width(of byte: UInt8) -> Int { scalars[Int(byte)] < 0x80 ? 1 : 2 }
}

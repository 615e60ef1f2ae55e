#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Bytes to UTF-8 by the C library's converter.
enum TextConversion {
    enum Outcome: Equatable {
        case text([UInt8])
        /// The bytes stop being in the encoding at `offset`, or end within a character there.
        case malformed(offset: Int)
        /// The system has no converter for it.
        case unavailable
    }

    /// Converts all of the bytes; of several names the first that succeeds counts.
    static func utf8(_ bytes: ArraySlice<UInt8>, from encoding: TextEncoding) -> Outcome {
        var first: Outcome?
        for name in encoding.converterNames {
            let outcome = convert(bytes, from: name)
            if case .text = outcome { return outcome }
            if first == nil || first == .unavailable { first = outcome }
        }
        return first ?? .unavailable
    }

    private static func convert(_ bytes: ArraySlice<UInt8>, from name: String) -> Outcome {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else { return .unavailable }
        defer { iconv_close(converter) }
        var consumed = 0
        // No character of these encodings takes more than three bytes of UTF-8 for each of its own.
        let text = [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 8) { output, count in
            bytes.withUnsafeBytes { input in
                // SAFETY: iconv reads and writes only within the counts beside the pointers, and does not write to its
                // input though its type says so.
                var next = UnsafeMutablePointer(mutating: input.bindMemory(to: CChar.self).baseAddress)
                var left = input.count
                output.withMemoryRebound(to: CChar.self) { output in
                    var end = output.baseAddress
                    var room = output.count
                    _ = iconv(converter, &next, &left, &end, &room)
                    _ = iconv(converter, nil, nil, &end, &room)
                    count = output.count - room
                }
                consumed = input.count - left
            }
        }
        return consumed == bytes.count ? .text(text) : .malformed(offset: consumed)
    }
}

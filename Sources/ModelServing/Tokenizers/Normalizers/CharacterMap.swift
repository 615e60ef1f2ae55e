/// SentencePiece's character map: a double-array trie from byte strings to the text that replaces them.
///
/// A cluster of less than six bytes is looked up as a whole, and of its prefixes in the map the shortest decides, as in
/// the reference; else each of its scalars is looked up alone.
/// - Source: Aoe 1989, "An efficient digital search algorithm by using a double-array structure".
struct CharacterMap: Sendable {
    private let units: [UInt32]
    /// The replacements, each up to a zero byte.
    private let texts: [UInt8]
    /// Whether a byte begins no key: the quick way past most of a text.
    private let beginsNoKey: [Bool]

    private static let clusterLimit = 6

    /// - Parameter bytes: The length of the trie in bytes, the trie's units, and the texts; little-endian.
    /// - Throws: ``ModelError``: a length that does not fit, or a unit that points out of the trie or the texts.
    init(_ bytes: [UInt8], _ field: TokenizerField) throws(ModelError) {
        func word(_ index: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[index * 4 + $1]) << (8 * UInt32($1)) }
        }
        guard bytes.count >= 4 else { throw field.invalid("is too short for a character map") }
        let length = Int(word(0))
        guard length % 4 == 0, length >= 4, 4 + length <= bytes.count else {
            throw field.invalid("has a trie of \(length) bytes in a character map of \(bytes.count)")
        }
        let units = (1...length / 4).map(word)
        let texts = Array(bytes[(4 + length)...])
        guard String(validating: texts, as: UTF8.self) != nil else {
            throw field.invalid("has texts in its character map that are not UTF-8")
        }
        self.units = units
        self.texts = texts
        let root = CharacterMap.offset(units[0])
        beginsNoKey = (0..<256).map { byte in
            let node = root ^ byte
            return node >= units.count || units[node] & 0x8000_00FF != UInt32(byte) || byte == 0
        }
        try check(field)
    }

    /// Every value that a search can come to must be the place of a text, at the beginning of a scalar.
    private func check(_ field: TokenizerField) throws(ModelError) {
        for (node, unit) in units.enumerated() where unit & 0x8000_0000 == 0 && unit >> 8 & 1 == 1 {
            let leaf = node ^ CharacterMap.offset(unit)
            guard leaf < units.count else { continue }
            let place = Int(units[leaf] & 0x7FFF_FFFF)
            guard place < texts.count, texts[place] & 0xC0 != 0x80 else {
                throw field.invalid("has a character map that points out of its \(texts.count) bytes of text")
            }
        }
    }

    @inline(__always)
    private static func offset(_ unit: UInt32) -> Int {
        Int(unit >> 10) << Int((unit & 1 << 9) >> 6)
    }

    /// The text for the shortest prefix of the bytes that is in the map.
    private func replacement(_ key: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard !beginsNoKey[Int(key[0])] else { return nil }
        var node = CharacterMap.offset(units[0])
        for byte in key {
            if byte == 0 { return nil }
            node ^= Int(byte)
            guard node < units.count, units[node] & 0x8000_00FF == UInt32(byte) else { return nil }
            let unit = units[node]
            // Which may lie behind the trie, where only the next byte leads back into it.
            node ^= CharacterMap.offset(unit)
            if unit >> 8 & 1 == 1 {
                guard node < units.count else { return nil }
                let place = Int(units[node] & 0x7FFF_FFFF)
                let end = texts[place...].firstIndex(of: 0) ?? texts.count
                return place..<end
            }
        }
        return nil
    }

    func apply(to text: AlignedText) -> AlignedText {
        var result: [AlignedText.Rewritten] = []
        result.reserveCapacity(text.count)
        var isChanged = false
        text.bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                // A plain letter before another is a cluster of its own.
                if byte < 0x80, beginsNoKey[Int(byte)] {
                    result.append(AlignedText.Rewritten(scalar: UInt32(byte), change: 0))
                    place += 1
                    continue
                }
                let end = clusterEnd(bytes, place)
                let cluster = UnsafeBufferPointer(rebasing: bytes[place..<end])
                if cluster.count < CharacterMap.clusterLimit, let text = replacement(cluster) {
                    replace(cluster, by: text, &result)
                    isChanged = true
                    place = end
                    continue
                }
                while place < end {
                    let (scalar, length) = decodeScalar(bytes, at: place)
                    let single = UnsafeBufferPointer(rebasing: bytes[place..<place + length])
                    if let text = replacement(single) {
                        replace(single, by: text, &result)
                        isChanged = true
                    } else {
                        result.append(AlignedText.Rewritten(scalar: scalar, change: 0))
                    }
                    place += length
                }
            }
        }
        return isChanged ? text.rewritten(result) : text
    }

    /// Surplus scalars of the replacement are insertions at its end; surplus ones of the original go with its last.
    private func replace(
        _ original: UnsafeBufferPointer<UInt8>, by range: Range<Int>, _ result: inout [AlignedText.Rewritten]
    ) {
        let old = original.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        var new = 0
        texts.withUnsafeBufferPointer { texts in
            var place = range.lowerBound
            while place < range.upperBound {
                let (scalar, length) = decodeScalar(texts, at: place)
                result.append(AlignedText.Rewritten(scalar: scalar, change: 0))
                new += 1
                place += length
            }
        }
        if new > old {
            for index in result.count - (new - old)..<result.count { result[index].change = 1 }
        } else if new < old, !result.isEmpty {
            result[result.count - 1].change += new - old
        }
    }

    /// Where the grapheme cluster at a place ends. Of the rules of UAX #29 those for Hangul, flags and joined emoji are left
    /// out: their clusters are too long to be looked up as a whole.
    private func clusterEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let classes = ScalarClasses.shared
        var (scalar, length) = decodeScalar(bytes, at: start)
        var end = start + length
        if scalar == 0x0D { return end < bytes.count && bytes[end] == 0x0A ? end + 1 : end }
        while classes[scalar] & ScalarClasses.prepending != 0, end < bytes.count {
            (scalar, length) = decodeScalar(bytes, at: end)
            if classes[scalar] & ScalarClasses.control != 0 { return end }
            end += length
        }
        if classes[scalar] & ScalarClasses.control != 0 { return end }
        while end < bytes.count {
            (scalar, length) = decodeScalar(bytes, at: end)
            if classes[scalar] & ScalarClasses.extending == 0 { break }
            end += length
        }
        return end
    }
}

/// What Unicode normalisation needs to know of each scalar (UAX #15), by one look-up in a table of two levels.
///
/// The data is our own, not the standard library's: that moves with the toolchain, and contents are stored.
package struct NormalizationTables: Sendable {
    package static let shared = NormalizationTables()

    /// A scalar's entry: bits 0 to 7 its combining class, then the flags below, from bit 12 on its ``decompositions``.
    package typealias Entry = UInt32
    /// NFC (or NFKC, one bit up) may change the scalar, or it may join what is before it.
    package static let changes: Entry = 1 << 8
    /// Something in the scalar's canonical (or compatibility, one bit up) decomposition may join what is before it.
    static let joins: Entry = 1 << 10

    /// A scalar's full decompositions, as ranges of ``parts``.
    struct Decomposition {
        var canonical = 0..<0
        var compatible = 0..<0
    }

    private var blockOfPage = [UInt16](repeating: 0, count: 0x110000 >> 7)
    private var entries = [Entry](repeating: 0, count: 128)
    private(set) var decompositions = [Decomposition()]
    private(set) var parts: [UInt32] = []
    /// Composites by their two parts.
    private var composites: [UInt64: UInt32] = [:]

    @inline(__always)
    package func entry(_ value: UInt32) -> Entry {
        entries[Int(blockOfPage[Int(value >> 7)]) << 7 | Int(value & 0x7F)]
    }

    @inline(__always)
    package func combiningClass(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: entry(value)) }

    package func decomposition(of entry: Entry, compatible: Bool) -> ArraySlice<UInt32> {
        let found = decompositions[Int(entry >> 12)]
        return parts[compatible && !found.compatible.isEmpty ? found.compatible : found.canonical]
    }

    /// The scalar that two make in composition; nil if they make none.
    package func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        composites[UInt64(first) << 32 | UInt64(second)] ?? Hangul.composite(first, second)
    }

    // MARK: Reading the data

    private init() {
        var numbers = NumberList(Self.combiningData)
        var end: UInt32 = 0
        while let gap = numbers.next(), let length = numbers.next(), let combiningClass = numbers.next() {
            for value in end + gap..<end + gap + length { update(value) { $0 |= combiningClass } }
            end += gap + length
        }
        for (data, flag) in [(Self.canonicalQuickData, Self.changes), (Self.compatibleQuickData, Self.changes << 1)] {
            for value in NumberList.runs(data).joined() { update(value) { $0 |= flag } }
        }
        readMappings(Self.pairData) { value, parts in
            composites[UInt64(parts[0]) << 32 | UInt64(parts[1])] = value
        }
        readMappings(Self.canonicalData) { value, parts in add(parts, to: value, \.canonical) }
        readMappings(Self.compatibleData) { value, parts in add(parts, to: value, \.compatible) }
        markJoins()
    }

    private mutating func update(_ value: UInt32, _ change: (inout Entry) -> Void) {
        let page = Int(value >> 7)
        if blockOfPage[page] == 0 {
            blockOfPage[page] = UInt16(entries.count >> 7)
            entries.append(contentsOf: repeatElement(0, count: 128))
        }
        change(&entries[Int(blockOfPage[page]) << 7 | Int(value & 0x7F)])
    }

    private mutating func add(
        _ scalars: [UInt32], to value: UInt32, _ form: WritableKeyPath<Decomposition, Range<Int>>
    ) {
        if entry(value) >> 12 == 0 {
            let index = Entry(decompositions.count)
            decompositions.append(Decomposition())
            update(value) { $0 |= index << 12 }
        }
        decompositions[Int(entry(value) >> 12)][keyPath: form] = parts.count..<parts.count + scalars.count
        parts.append(contentsOf: scalars)
    }

    /// A scalar joins what is before it if its decomposition begins with a mark or with the second half of a pair.
    private mutating func markJoins() {
        for page in blockOfPage.indices where blockOfPage[page] != 0 {
            for value in UInt32(page << 7)..<UInt32((page + 1) << 7) {
                for compatible in [false, true] {
                    let own = entry(value)
                    let first = decomposition(of: own, compatible: compatible).first ?? value
                    let isSecond = first != value || decompositions[Int(own >> 12)].canonical.isEmpty
                    let starts = combiningClass(first) == 0 && !(isSecond && entry(first) & Self.changes != 0)
                    if !starts { update(value) { $0 |= compatible ? Self.joins << 1 : Self.joins } }
                }
            }
        }
    }

    private func readMappings(_ data: StaticString, _ take: (UInt32, [UInt32]) -> Void) {
        var numbers = NumberList(data)
        var value: UInt32 = 0
        while let gap = numbers.next(), let count = numbers.next() {
            value += gap
            take(value, (0..<count).compactMap { _ in numbers.next() })
            value += 1
        }
    }
}

/// Hangul syllables are put together and taken apart by arithmetic (Unicode Standard, section 3.12).
package enum Hangul {
    package static func jamo(of value: UInt32) -> [UInt32]? {
        guard (0xAC00..<0xD7A4).contains(value) else { return nil }
        let index = value - 0xAC00
        let pair = [0x1100 + index / 588, 0x1161 + index % 588 / 28]
        return index % 28 == 0 ? pair : pair + [0x11A7 + index % 28]
    }

    static func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
            return 0xAC00 + (first - 0x1100) * 588 + (second - 0x1161) * 28
        }
        if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8..<0x11C3).contains(second) {
            return first + second - 0x11A7
        }
        return nil
    }
}

/// What lists of links must be like to be followed: to slots that there are, that hold something and that are on the layer;
/// none twice, none to the slot itself, and nothing behind the end.
///
/// For files, of which each list is looked at when they are opened or when a search first comes by, and for tests.
struct LinkRules: Sendable {
    /// A slot's level, and up to which layer it may be linked to: its level plus one, or 0 for one that holds nothing.
    private let levels: [UInt8]
    private let reach: [UInt8]
    /// Links a list holds at most.
    private let width: Int
    private let rows: RowAddresses<UInt32>

    /// - Parameters:
    ///   - width: Links a list of these rows holds at most; what is in a row beyond must be none.
    ///   - levels: For each slot its level; a slot that holds nothing has one too, and empty lists.
    ///   - reach: For each slot its level plus one, or 0 for one that holds nothing.
    init(_ rows: borrowing SegmentedRows<UInt32>, width: Int, levels: [UInt8], reach: [UInt8]) {
        self.rows = rows.addresses
        self.width = width
        self.levels = levels
        self.reach = reach
    }

    /// What is wrong with the bottom layer's lists of some slots.
    func brokenBottom(_ slots: Range<Int>) -> String? {
        for slot in slots {
            if let broken = broken(row: slot, of: slot, layer: 0) { return broken }
        }
        return nil
    }

    /// What is wrong with all the lists of the upper layers, which follow one another by slot and then by layer.
    func brokenUpper() -> String? {
        // SAFETY: slots are below the levels' count.
        unsafe levels.withUnsafeBufferPointer { levels in
            var row = 0
            for slot in levels.indices where unsafe levels[slot] > 0 {
                for layer in 1...(unsafe Int(levels[slot])) {
                    if let broken = broken(row: row, of: slot, layer: layer) { return broken }
                    row += 1
                }
            }
            return nil
        }
    }

    private func broken(row: Int, of slot: Int, layer: Int) -> String? {
        // SAFETY: a row has the rows' width of words, of which a list may use the first `width`.
        let list = unsafe rows[row]
        var count = 0
        while count < width, unsafe list[count] != LinkList.none { count += 1 }
        var rest = LinkList.none
        for position in count..<rows.width { unsafe rest &= list[position] }
        if rest != LinkList.none { return "the links of slot \(slot) go on after their end" }
        if count == 0 { return nil }
        if reach[slot] == 0 { return "free slot \(slot) has links" }
        var seen = SmallBits()
        for position in 0..<count {
            let other = unsafe Int(list[position])
            guard other < reach.count else { return "slot \(slot) links beyond the graph" }
            if Int(reach[other]) <= layer {
                return reach[other] == 0
                    ? "slot \(slot) links to a free one" : "slot \(slot) links to one that is not on layer \(layer)"
            }
            if other == slot { return "slot \(slot) links to itself" }
            if seen.insert(other) { continue }
            for former in 0..<position where unsafe Int(list[former]) == other {
                return "slot \(slot) links twice to the same"
            }
        }
        return nil
    }
}

/// Which of 1,024 remainders have been met.
private struct SmallBits {
    private var words = InlineArray<16, UInt64>(repeating: 0)

    /// - Returns: Whether the number's remainder is new, and so the number.
    mutating func insert(_ number: Int) -> Bool {
        let (word, bit) = (number >> 6 & 15, UInt64(1) << UInt64(number & 63))
        defer { words[word] |= bit }
        return words[word] & bit == 0
    }
}

extension GraphWriter {
    /// What the lists of both kinds must be like, of slots of these levels.
    func linkRules(_ levels: [UInt8]) -> (bottom: LinkRules, upper: LinkRules) {
        let m = graph.parameters.m
        var reach = levels.map { $0 &+ 1 }
        for slot in free { reach[Int(slot)] = 0 }
        return (
            LinkRules(graph.bottom, width: 2 * m, levels: levels, reach: reach),
            LinkRules(graph.upper, width: m, levels: levels, reach: reach)
        )
    }
}

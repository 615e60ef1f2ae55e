import UnicodeForms

/// A normalisation form of Unicode (UAX #15), applied with places kept as the reference keeps them.
///
/// The reference's data is older than ours: scalars that it does not know are ``ScalarClasses/later`` and stay.
struct UnicodeForm: Sendable, Hashable {
    var isCompatible: Bool
    var composes: Bool

    private static let plainBelow: UInt32 = 0x80

    func apply(to text: AlignedText) -> AlignedText {
        let tables = NormalizationTables.shared
        guard needsWork(text, tables) else { return text }
        let decomposed = decomposed(text, tables)
        return text.rewritten(composes ? UnicodeForm.composed(decomposed, tables) : decomposed)
    }

    /// Whether any scalar may change; most texts are done with here.
    private func needsWork(_ text: AlignedText, _ tables: NormalizationTables) -> Bool {
        let changes =
            isCompatible ? NormalizationTables.changes << 1 : NormalizationTables.changes
        var lastClass: UInt8 = 0
        var found = false
        text.forEachScalar { scalar, _ in
            guard scalar >= UnicodeForm.plainBelow else {
                lastClass = 0
                return
            }
            let entry = tables.entry(scalar)
            let combiningClass = UInt8(truncatingIfNeeded: entry)
            if entry & changes != 0 || combiningClass != 0 && combiningClass < lastClass { found = true }
            if !composes, entry >> 12 != 0 || Hangul.jamo(of: scalar) != nil { found = true }
            lastClass = combiningClass
        }
        return found
    }

    /// Every scalar taken apart, marks sorted by their classes, equal ones as they stood.
    private func decomposed(_ text: AlignedText, _ tables: NormalizationTables) -> [AlignedText.Rewritten] {
        var result: [AlignedText.Rewritten] = []
        result.reserveCapacity(text.count)
        var marks: [(combiningClass: UInt8, scalar: AlignedText.Rewritten)] = []
        func flush() {
            if marks.count > 1 {
                let order = marks.indices.sorted { (marks[$0].combiningClass, $0) < (marks[$1].combiningClass, $1) }
                for index in order { result.append(marks[index].scalar) }
            } else if let mark = marks.first {
                result.append(mark.scalar)
            }
            marks.removeAll(keepingCapacity: true)
        }
        func add(_ scalar: UInt32, _ change: Int) {
            let combiningClass = UnicodeForm.combiningClass(scalar, tables)
            if combiningClass == 0 {
                flush()
                result.append(AlignedText.Rewritten(scalar: scalar, change: change))
            } else {
                marks.append((combiningClass, AlignedText.Rewritten(scalar: scalar, change: change)))
            }
        }
        text.forEachScalar { scalar, _ in
            if scalar < UnicodeForm.plainBelow { return add(scalar, 0) }
            if let jamo = Hangul.jamo(of: scalar) {
                for (index, part) in jamo.enumerated() { add(part, index == 0 ? 0 : 1) }
                return
            }
            let entry = tables.entry(scalar)
            guard entry >> 12 != 0, ScalarClasses.shared[scalar] & ScalarClasses.later == 0 else {
                return add(scalar, 0)
            }
            let parts = tables.decomposition(of: entry, compatible: isCompatible)
            if parts.isEmpty { return add(scalar, 0) }
            for (index, part) in parts.enumerated() { add(part, index == 0 ? 0 : 1) }
        }
        flush()
        return result
    }

    private static func combiningClass(_ scalar: UInt32, _ tables: NormalizationTables) -> UInt8 {
        guard scalar >= 0x300 else { return 0 }
        let combiningClass = tables.combiningClass(scalar)
        if combiningClass != 0, ScalarClasses.shared[scalar] & ScalarClasses.later != 0 { return 0 }
        return combiningClass
    }

    /// Marks and starters put together where they have one scalar for both, which then replaces both.
    private static func composed(
        _ scalars: [AlignedText.Rewritten], _ tables: NormalizationTables
    ) -> [AlignedText.Rewritten] {
        var result: [AlignedText.Rewritten] = []
        result.reserveCapacity(scalars.count)
        var starter: Int?
        var lastClass = -1  // of the scalar before, -1 directly behind the starter
        for rewritten in scalars {
            let combiningClass = Int(combiningClass(rewritten.scalar, tables))
            if let starter, lastClass < combiningClass,
                let composite = tables.composite(result[starter].scalar, rewritten.scalar)
            {
                result[starter].scalar = composite
                result[starter].change += rewritten.change - 1
                continue
            }
            if combiningClass == 0 {
                (starter, lastClass) = (result.count, -1)
            } else {
                lastClass = combiningClass
            }
            result.append(rewritten)
        }
        return result
    }
}

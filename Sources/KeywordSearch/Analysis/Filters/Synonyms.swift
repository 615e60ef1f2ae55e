/// Words that stand for one another, by their terms.
///
/// A word of a group becomes the group's first word, so that all are one term with one statistic. A group's entry of several
/// words keeps them, and gives that term besides.
struct Synonyms: Sendable {
    /// From a term to its group's.
    private(set) var terms: [[UInt8]: [UInt8]] = [:]
    /// From terms with spaces between them, which no term has, to their group's.
    private(set) var phrases: [[UInt8]: [UInt8]] = [:]
    /// Of how many terms the longest phrase is.
    private(set) var longestPhrase = 0

    /// - Parameter groups: Each entry as its terms. An entry that comes in several groups belongs to the first one.
    init(_ groups: [[[[UInt8]]]]) {
        let groups = groups.map { $0.filter { !$0.isEmpty } }.filter { $0.count > 1 }
        let targets = groups.map { entries -> [UInt8] in
            let target = entries.first { $0.count == 1 }?[0] ?? Array(entries[0].joined(separator: "_".utf8))
            for entry in entries where entry.count == 1 && terms[entry[0]] == nil {
                terms[entry[0]] = terms[target] ?? target
            }
            return terms[target] ?? target
        }
        for (entries, target) in zip(groups, targets) {
            for entry in entries where entry.count > 1 {
                let key = Self.key(entry.map { terms[$0] ?? $0 }[...])
                if phrases[key] == nil { phrases[key] = target }
                longestPhrase = max(longestPhrase, entry.count)
            }
        }
    }

    static func key(_ terms: ArraySlice<[UInt8]>) -> [UInt8] { Array(terms.joined(separator: [0x20])) }
}

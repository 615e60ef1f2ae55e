/// Numbers as languages with a decimal comma write them, made one with those that have a decimal point.
///
/// - A comma behind which there is no point and no other comma is decimal: "3,14" is "3.14", "1.000,5" is "1000.5".
/// - Points between groups of three digits are for reading alone: "1.000.000" is "1000000".
/// - Other points stay ("3.14", "1.2.3"), and other commas go ("1,000.5" is "1000.5").
enum NumberForm {
    /// - Parameter word: A word; nothing but one that begins with a digit is changed.
    static func normalize(_ word: inout [UInt8]) {
        guard let first = word.first, isDigit(first), word.contains(where: { $0 == point || $0 == comma }) else {
            return
        }
        let end = word.firstIndex { !isDigit($0) && $0 != point && $0 != comma } ?? word.count
        let number = word[..<end]
        let commas = number.indices.filter { number[$0] == comma }
        let points = number.indices.filter { number[$0] == point }
        if commas.isEmpty {
            if isGrouped(points, end: end) { remove(point, from: &word, end) }
        } else if commas.count == 1, points.last ?? 0 < commas[0] {
            word[commas[0]] = 0
            remove(point, from: &word, end)
            if let decimal = word.firstIndex(of: 0) { word[decimal] = point }
        } else {
            remove(comma, from: &word, end)
        }
    }

    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Whether one to three digits come first and three behind each point.
    private static func isGrouped(_ points: [Int], end: Int) -> Bool {
        guard let first = points.first, first <= 3 else { return false }
        return zip(points, points.dropFirst() + [end]).allSatisfy { $1 - $0 == 4 }
    }

    private static func remove(_ separator: UInt8, from word: inout [UInt8], _ end: Int) {
        word.replaceSubrange(..<end, with: word[..<end].filter { $0 != separator })
    }
}

/// The ids of a filter that share their upper 48 bits, or a run of such pages that hold every id there is.
struct FilterPage: Sendable, Hashable {
    enum Form: UInt8, Sendable {
        /// The lower 16 bits of each id, ascending.
        case values
        /// A bit for each of the 65,536 ids.
        case bits
        /// Every id of the pages from first to last.
        case full
    }

    let form: Form
    /// The upper 48 bits of the ids.
    let first: Int64
    /// The same, but for a run of full pages, whose last one this is.
    let last: Int64
    /// Where its values or words begin among those of all pages.
    let start: Int
    /// Ids in it; `Int.max` where they are more.
    let count: Int

    static let size = 65_536
    static let words = size / 64
    /// More ids than this are a bitmap, whose 8 KiB are then at most the 8 bytes an id that a plain list takes. Looking
    /// up one of 1,024 values takes ten steps, and a bit one.
    static let mostValues = 1_024

    var firstID: Int64 { first << 16 }
    var lastID: Int64 { last << 16 | 0xFFFF }

    static func key(of id: Int64) -> Int64 { id >> 16 }
}

/// What a ``VectorFilter`` holds: pages in ascending order, none of them empty.
///
/// The form of each page follows from its ids, so that equal sets are equal part by part. It never changes, so that its
/// identity stands for the set.
final class FilterPages: Sendable {
    let pages: [FilterPage]
    let values: [UInt16]
    let words: [UInt64]
    /// Ids; `Int.max` where they are more.
    let count: Int
    /// Pages for each step of the key: 1 where no key is left out, so that a key leads straight to its page.
    private let density: Double

    static let empty = FilterPages(pages: [], values: [], words: [])

    init(pages: [FilterPage], values: [UInt16], words: [UInt64]) {
        self.pages = pages
        self.values = values
        self.words = words
        count = pages.reduce(0) { sum, page in
            let (total, overflow) = sum.addingReportingOverflow(page.count)
            return overflow ? .max : total
        }
        let span = (pages.last?.first ?? 0) - (pages.first?.first ?? 0)
        density = span > 0 ? Double(pages.count - 1) / Double(span) : 0
    }

    func contains(_ id: Int64) -> Bool {
        guard let page = page(of: FilterPage.key(of: id)) else { return false }
        return contains(UInt16(truncatingIfNeeded: id), in: pages[page])
    }

    /// - Parameter low: The lower 16 bits of an id whose upper ones are the page's.
    @inline(__always)
    func contains(_ low: UInt16, in page: FilterPage) -> Bool {
        switch page.form {
        case .full: return true
        case .bits: return words[page.start + Int(low >> 6)] >> UInt64(low & 63) & 1 != 0
        case .values:
            var first = page.start
            var rest = page.count
            while rest > 1 {
                let half = rest / 2
                if values[first + half] <= low { first += half }
                rest -= half
            }
            return values[first] == low
        }
    }

    /// The page that holds a key: tried where it lies when keys are spread evenly, and then searched for.
    @inline(__always)
    func page(of key: Int64) -> Int? {
        guard let lowest = pages.first, key >= lowest.first else { return nil }
        let guess = min(Int(Double(key - lowest.first) * density), pages.count - 1)
        if pages[guess].first <= key, key <= pages[guess].last { return guess }
        return search(for: key, beside: guess)
    }

    private func search(for key: Int64, beside guess: Int) -> Int? {
        var low = key < pages[guess].first ? 0 : guess + 1
        var high = key < pages[guess].first ? guess : pages.count
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].last < key { low = middle + 1 } else { high = middle }
        }
        return low < pages.count && pages[low].first <= key ? low : nil
    }

    func isEqual(to other: FilterPages) -> Bool {
        count == other.count && pages == other.pages && values == other.values && words == other.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(pages)
        hasher.combine(values)
        hasher.combine(words)
    }
}

/// The ids that a search may return, as compressed bitmaps.
///
/// A value: build one once from what a query's conditions match, combine it with others, and give it to as many
/// searches as need it. An index remembers what a filter means for it by the filter's own storage, so the same value
/// used again costs less than an equal one built anew.
///
///     let inStock = VectorFilter(allowing: [3, 9, 27, 81])
///     let recent = VectorFilter(allowing: 20...)
///     let sold = VectorFilter(allowing: [81])
///     let filter = inStock.intersection(recent).subtracting(sold)  // 27
///     let nearest = try index.search(query, k: 10, options: SearchOptions(filter: filter))
///
/// Ids are held by their upper 48 bits: up to 1,024 that share them as a sorted list of 16-bit values, more as a bitmap
/// of 8 KiB, and any range without gaps as its two ends. So a filter takes 2 bytes an id where ids are sparse, less than
/// one bit an id where they are dense, and about 40 bytes for a range of any length.
///
/// - Source: Lemire et al. 2018, "Roaring bitmaps: implementation of an optimized software library",
///   arXiv:1709.07821. Departs from it in: bitmaps begin at 1,024 ids and not at 4,096, because a search asks
///   ``contains(_:)`` far more often than it copies; full pages follow one another as one.
public struct VectorFilter: Sendable {
    let pages: FilterPages

    init(pages: FilterPages) { self.pages = pages }

    /// Allows nothing.
    public init() { pages = .empty }

    /// - Parameter ids: In any order; repeated ids count once. Ascending ones are taken without being sorted.
    public init(allowing ids: some Sequence<Int64>) { pages = FilterPages(ids: Array(ids)) }

    /// Every id of a range, in the space of its two ends.
    public init(allowing range: ClosedRange<Int64>) { pages = FilterPages(range: range) }

    /// Every id of a range, in the space of its two ends.
    public init(allowing range: Range<Int64>) {
        pages = range.isEmpty ? .empty : FilterPages(range: range.lowerBound...(range.upperBound - 1))
    }

    /// Every id from a first one on, in the space of its two ends.
    public init(allowing range: PartialRangeFrom<Int64>) {
        pages = FilterPages(range: range.lowerBound...Int64.max)
    }

    /// Every id but these.
    ///
    /// - Parameter ids: In any order; repeated ids count once.
    public init(excluding ids: some Sequence<Int64>) {
        self = Self.all.subtracting(VectorFilter(allowing: ids))
    }

    /// Allows every id there can be.
    public static let all = VectorFilter(allowing: Int64.min...Int64.max)

    /// How many ids are allowed, whether an index holds them or not; `Int.max` where they are more.
    public var count: Int { pages.count }

    public var isEmpty: Bool { pages.count == 0 }

    /// Whether an id is allowed.
    ///
    /// - Complexity: O(1) where the ids lie close together; else O(log n) in the number of their different upper 48
    ///   bits.
    public func contains(_ id: Int64) -> Bool { pages.contains(id) }

    /// The ids that either allows.
    public func union(_ other: VectorFilter) -> VectorFilter {
        VectorFilter(pages: pages.combined(with: other.pages, by: .union))
    }

    /// The ids that both allow.
    public func intersection(_ other: VectorFilter) -> VectorFilter {
        VectorFilter(pages: pages.combined(with: other.pages, by: .intersection))
    }

    /// The ids that this one allows and the other does not.
    public func subtracting(_ other: VectorFilter) -> VectorFilter {
        VectorFilter(pages: pages.combined(with: other.pages, by: .difference))
    }

    /// The ids that this one does not allow.
    public var inverted: VectorFilter { Self.all.subtracting(self) }
}

extension VectorFilter: Hashable {
    /// Equal filters allow the same ids, however they were made.
    public static func == (left: VectorFilter, right: VectorFilter) -> Bool {
        left.pages === right.pages || left.pages.isEqual(to: right.pages)
    }

    public func hash(into hasher: inout Hasher) { pages.hash(into: &hasher) }
}

extension VectorFilter: Sequence {
    /// The allowed ids, ascending.
    public func makeIterator() -> Iterator { Iterator(pages) }

    /// Gives the allowed ids of a filter, ascending.
    public struct Iterator: IteratorProtocol {
        private let pages: FilterPages
        private var page = 0
        /// In the page: values or words taken, or ids of a full one.
        private var position: UInt64 = 0
        /// Of the present word of a bitmap, the bits not yet given.
        private var word: UInt64 = 0

        init(_ pages: FilterPages) { self.pages = pages }

        public mutating func next() -> Int64? {
            while page < pages.pages.count {
                let current = pages.pages[page]
                let first = current.firstID
                switch current.form {
                case .values:
                    if position < UInt64(current.count) {
                        defer { position += 1 }
                        return first | Int64(pages.values[current.start + Int(position)])
                    }
                case .bits:
                    while word == 0, position < UInt64(FilterPage.words) {
                        word = pages.words[current.start + Int(position)]
                        position += 1
                    }
                    if word != 0 {
                        defer { word &= word - 1 }
                        return first | Int64(position - 1) << 6 | Int64(word.trailingZeroBitCount)
                    }
                case .full:
                    let id = first &+ Int64(bitPattern: position)
                    if id < current.lastID {
                        position += 1
                        return id
                    }
                    page += 1
                    position = 0
                    return id
                }
                page += 1
                position = 0
            }
            return nil
        }
    }
}

/// Makes a filter's pages from ascending parts, each in the form that its ids ask for.
struct FilterPagesBuilder {
    private var pages: [FilterPage] = []
    private var values: [UInt16] = []
    private var words: [UInt64] = []

    /// - Parameter lows: The lower 16 bits of the page's ids, ascending, each once.
    mutating func append(_ key: Int64, values lows: [UInt16]) {
        if lows.isEmpty { return }
        if lows.count > FilterPage.mostValues {
            var block = [UInt64](repeating: 0, count: FilterPage.words)
            for low in lows { block[Int(low >> 6)] |= 1 << UInt64(low & 63) }
            append(key, bits: block, count: lows.count)
        } else {
            append(.values, key, key, start: values.count, count: lows.count)
            values += lows
        }
    }

    /// - Parameter block: A bit for each id of the page.
    mutating func append(_ key: Int64, bits block: [UInt64]) {
        let count = block.reduce(0) { $0 + $1.nonzeroBitCount }
        if count > FilterPage.mostValues { return append(key, bits: block, count: count) }
        var lows: [UInt16] = []
        lows.reserveCapacity(count)
        for (index, word) in block.enumerated() {
            var rest = word
            while rest != 0 {
                lows.append(UInt16(index << 6 | rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        append(key, values: lows)
    }

    /// Every id of the pages from one key to another.
    mutating func appendFull(_ first: Int64, through last: Int64) {
        var first = first
        if let before = pages.last, before.form == .full, before.last == first - 1 {
            first = before.first
            pages.removeLast()
        }
        let (count, overflow) = Int(last - first + 1).multipliedReportingOverflow(by: FilterPage.size)
        append(.full, first, last, start: 0, count: overflow ? .max : count)
    }

    /// A page of another filter as it is.
    mutating func append(_ page: FilterPage, of other: FilterPages) {
        switch page.form {
        case .full: appendFull(page.first, through: page.last)
        case .values:
            append(.values, page.first, page.last, start: values.count, count: page.count)
            values += other.values[page.start..<page.start + page.count]
        case .bits:
            append(.bits, page.first, page.last, start: words.count, count: page.count)
            words += other.words[page.start..<page.start + FilterPage.words]
        }
    }

    consuming func finished() -> FilterPages { FilterPages(pages: pages, values: values, words: words) }

    private mutating func append(_ key: Int64, bits block: [UInt64], count: Int) {
        if count == FilterPage.size { return appendFull(key, through: key) }
        append(.bits, key, key, start: words.count, count: count)
        words += block
    }

    private mutating func append(_ form: FilterPage.Form, _ first: Int64, _ last: Int64, start: Int, count: Int) {
        pages.append(FilterPage(form: form, first: first, last: last, start: start, count: count))
    }
}

extension FilterPages {
    /// - Parameter ids: In any order, repeated or not.
    convenience init(ids: [Int64]) {
        let isAscending = zip(ids, ids.dropFirst()).allSatisfy { $0 <= $1 }
        self.init(ascending: isAscending ? ids : ids.sorted())
    }

    private convenience init(ascending ids: [Int64]) {
        var builder = FilterPagesBuilder()
        var lows: [UInt16] = []
        var next = 0
        while next < ids.count {
            let key = FilterPage.key(of: ids[next])
            lows.removeAll(keepingCapacity: true)
            while next < ids.count, FilterPage.key(of: ids[next]) == key {
                let low = UInt16(truncatingIfNeeded: ids[next])
                if lows.last != low { lows.append(low) }
                next += 1
            }
            builder.append(key, values: lows)
        }
        self.init(builder)
    }

    convenience init(range: ClosedRange<Int64>) {
        let first = FilterPage.key(of: range.lowerBound)
        let last = FilterPage.key(of: range.upperBound)
        let low = UInt16(truncatingIfNeeded: range.lowerBound)
        let high = UInt16(truncatingIfNeeded: range.upperBound)
        var builder = FilterPagesBuilder()
        if first == last {
            builder.append(first, values: Array(low...high))
        } else {
            builder.append(first, values: Array(low...UInt16.max))
            if first + 1 < last { builder.appendFull(first + 1, through: last - 1) }
            builder.append(last, values: Array(0...high))
        }
        self.init(builder)
    }

    private convenience init(_ builder: consuming FilterPagesBuilder) {
        let made = builder.finished()
        self.init(pages: made.pages, values: made.values, words: made.words)
    }
}

extension FilterPages {
    enum Operation {
        case union, intersection, difference

        var keepsLeft: Bool { self != .intersection }
        var keepsRight: Bool { self == .union }

        func callAsFunction(_ left: UInt64, _ right: UInt64) -> UInt64 {
            switch self {
            case .union: left | right
            case .intersection: left & right
            case .difference: left & ~right
            }
        }
    }

    /// The ids of both by an operation, page by page.
    ///
    /// - Complexity: O(pages + values + words) of both, whatever the length of full runs.
    func combined(with other: FilterPages, by operation: Operation) -> FilterPages {
        var builder = FilterPagesBuilder()
        var left = PageCursor(self)
        var right = PageCursor(other)
        while left.current != nil || right.current != nil {
            guard let a = left.current, right.current.map({ a.first <= $0.last }) ?? true else {
                if let page = right.take(), operation.keepsRight { builder.append(page, of: other) }
                continue
            }
            guard let b = right.current, b.first <= a.last else {
                if let page = left.take(), operation.keepsLeft { builder.append(page, of: self) }
                continue
            }
            // They meet; what one has before the other begins, which only a full run can, stands alone.
            if a.first < b.first {
                if let page = left.take(through: b.first - 1), operation.keepsLeft { builder.append(page, of: self) }
                continue
            }
            if b.first < a.first {
                if let page = right.take(through: a.first - 1), operation.keepsRight {
                    builder.append(page, of: other)
                }
                continue
            }
            let last = min(a.last, b.last)
            if a.form == .full, b.form == .full {
                if operation != .difference { builder.appendFull(a.first, through: last) }
            } else {
                append(a, b, of: other, by: operation, to: &builder)
            }
            _ = left.take(through: last)
            _ = right.take(through: last)
        }
        return builder.finished()
    }

    /// Two pages of one key, of which at most one is full.
    private func append(
        _ a: FilterPage, _ b: FilterPage, of other: FilterPages, by operation: Operation,
        to builder: inout FilterPagesBuilder
    ) {
        let key = a.first
        if a.form == .values, operation != .union {
            let wanted = operation == .intersection
            let kept = values[a.start..<a.start + a.count].filter { other.contains($0, in: b) == wanted }
            builder.append(key, values: kept)
        } else if b.form == .values, operation == .intersection {
            let kept = other.values[b.start..<b.start + b.count].filter { contains($0, in: a) }
            builder.append(key, values: kept)
        } else if a.form == .values, b.form == .values {
            builder.append(
                key,
                values: Self.merged(
                    values[a.start..<a.start + a.count], other.values[b.start..<b.start + b.count]))
        } else {
            let (left, right) = (block(a), other.block(b))
            builder.append(key, bits: left.indices.map { operation(left[$0], right[$0]) })
        }
    }

    private static func merged(_ left: ArraySlice<UInt16>, _ right: ArraySlice<UInt16>) -> [UInt16] {
        var merged: [UInt16] = []
        merged.reserveCapacity(left.count + right.count)
        var (left, right) = (left, right)
        while let a = left.first, let b = right.first {
            merged.append(min(a, b))
            if a <= b { left.removeFirst() }
            if b <= a { right.removeFirst() }
        }
        return merged + left + right
    }

    /// A page as a bitmap.
    private func block(_ page: FilterPage) -> [UInt64] {
        switch page.form {
        case .full: return [UInt64](repeating: .max, count: FilterPage.words)
        case .bits: return Array(words[page.start..<page.start + FilterPage.words])
        case .values:
            var block = [UInt64](repeating: 0, count: FilterPage.words)
            for low in values[page.start..<page.start + page.count] { block[Int(low >> 6)] |= 1 << UInt64(low & 63) }
            return block
        }
    }
}

/// A place among pages, which may lie within a full run.
private struct PageCursor {
    private let pages: [FilterPage]
    private var next = 0
    private(set) var current: FilterPage?

    init(_ pages: FilterPages) {
        self.pages = pages.pages
        current = self.pages.first
    }

    /// Goes past the page, or past that part of a full run that ends with a key, and gives it.
    mutating func take(through key: Int64 = .max) -> FilterPage? {
        guard let page = current else { return nil }
        if page.form == .full, key < page.last {
            current = FilterPage(form: .full, first: key + 1, last: page.last, start: 0, count: 0)
            return FilterPage(form: .full, first: page.first, last: key, start: 0, count: 0)
        }
        next += 1
        current = next < pages.count ? pages[next] : nil
        return page
    }
}

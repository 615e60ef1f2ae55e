import Synchronization

/// Rows of an index that were read lately.
///
/// An id belongs to one image of a row for ever, so what is here is never out of date. Of rows that were not asked for lately, about half
/// of what is here are forgotten at a time.
final class RowCache: Sendable {
    fileprivate typealias Rows = [Int64: IndexHit]

    fileprivate struct Content {
        /// The lists of columns that rows were read with, by number.
        var lists: [[String]: Int] = [:]
        /// By list and id.
        var recent: [Rows] = []
        var older: [Rows] = []
        var recentBytes = 0
    }

    private let limit: Int
    private let content = Mutex(Content())

    /// So many lists of columns are known; rows read with others are not kept.
    static let mostLists = 32

    /// - Parameter limit: How many bytes the rows may take, about.
    init(limit: Int = 32 << 20) {
        self.limit = limit
    }

    /// The hits of candidates whose rows are all here; nil where one is not.
    func hits(of ranked: some Collection<Fusion.Candidate>, columns: [String]) -> [IndexHit]? {
        var dropped: [[Rows]] = []
        defer { withExtendedLifetime(dropped) {} }
        return content.withLock { content in
            guard let list = content.lists[columns] else { return nil }
            var hits: [IndexHit] = []
            hits.reserveCapacity(ranked.count)
            for candidate in ranked {
                guard var hit = content.row(candidate.id, list, limit, &dropped) else { return nil }
                hit.score = candidate.score
                hits.append(hit)
            }
            return hits
        }
    }

    /// The rows of some ids, without a score; nil for each that is not here.
    func rows(of ids: some Collection<Int64>, columns: [String]) -> [IndexHit?] {
        var dropped: [[Rows]] = []
        defer { withExtendedLifetime(dropped) {} }
        return content.withLock { content in
            guard let list = content.lists[columns] else { return ids.map { _ in nil } }
            return ids.map { content.row($0, list, limit, &dropped) }
        }
    }

    func keep(_ rows: [(id: Int64, row: IndexHit)], columns: [String]) {
        var dropped: [[Rows]] = []
        defer { withExtendedLifetime(dropped) {} }
        content.withLock { content in
            guard let list = content.number(of: columns) else { return }
            for (id, row) in rows {
                if let old = content.keep(row, list, id, limit) { dropped.append(old) }
            }
        }
    }
}

extension RowCache.Content {
    /// A list's number, given to a new one; nil where there are too many.
    fileprivate mutating func number(of columns: [String]) -> Int? {
        if let number = lists[columns] { return number }
        guard lists.count < RowCache.mostLists else { return nil }
        lists[columns] = recent.count
        recent.append([:])
        older.append([:])
        return recent.count - 1
    }

    /// A row, which is a recent one from then on.
    ///
    /// - Parameter dropped: What is forgotten for it, to be let go of outside of the lock.
    @inline(__always)
    fileprivate mutating func row(
        _ id: Int64, _ list: Int, _ limit: Int, _ dropped: inout [[RowCache.Rows]]
    ) -> IndexHit? {
        if let row = recent[list][id] { return row }
        guard let row = older[list].removeValue(forKey: id) else { return nil }
        if let old = keep(row, list, id, limit) { dropped.append(old) }
        return row
    }

    /// - Returns: What is forgotten for it, to be let go of outside of the lock.
    fileprivate mutating func keep(_ row: IndexHit, _ list: Int, _ id: Int64, _ limit: Int) -> [RowCache.Rows]? {
        let bytes = row.bytes
        if bytes > limit / 16 || recent[list].updateValue(row, forKey: id) != nil { return nil }
        recentBytes += bytes
        guard recentBytes > limit / 2 else { return nil }
        defer { (older, recent, recentBytes) = (recent, recent.map { _ in [:] }, 0) }
        return older
    }
}

extension IndexHit {
    /// What it takes in memory, about.
    fileprivate var bytes: Int {
        row.values.reduce(into: 160 + key.bytes) { bytes, column in bytes += 64 + column.value.bytes }
    }
}

extension Value {
    /// What it takes beside itself, about.
    fileprivate var bytes: Int {
        switch self {
        case .null, .integer, .real, .boolean, .timestamp, .date: 0
        case .text(let text), .json(let text): text.utf8.count
        case .blob(let bytes): bytes.count
        case .vector(let components): components.count * 4
        case .array(let elements): elements.reduce(32) { $0 + 32 + $1.bytes }
        case .map(let values): values.reduce(64) { $0 + 64 + $1.key.utf8.count + $1.value.bytes }
        }
    }
}

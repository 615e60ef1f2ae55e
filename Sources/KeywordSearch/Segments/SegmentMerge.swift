import VectorCore

/// Makes one segment of several, without what was deleted of them.
struct SegmentMerge {
    private let views: [SegmentView]
    /// For each segment the new number of each document, `UInt32.max` for those that are left out.
    private var numbers: [[UInt32]]
    private var ids: [Int64] = []

    init(_ views: [SegmentView]) {
        self.views = views
        numbers = views.map { [UInt32](repeating: .max, count: $0.segment.count) }
        var next = views.map { Self.firstLive($0, from: 0) }
        while let best = next.indices.filter({ next[$0] < views[$0].segment.count }).min(by: {
            views[$0].segment.ids[next[$0]] < views[$1].segment.ids[next[$1]]
        }) {
            // A run of one segment, up to where another one's ids begin.
            let ids = views[best].segment.ids
            let end = next.indices.filter { $0 != best && next[$0] < views[$0].segment.count }
                .map { views[$0].segment.ids[next[$0]] }.min()
            while next[best] < ids.count, end.map({ ids[next[best]] < $0 }) ?? true {
                numbers[best][next[best]] = UInt32(self.ids.count)
                self.ids.append(ids[next[best]])
                next[best] = Self.firstLive(views[best], from: next[best] + 1)
            }
        }
    }

    private static func firstLive(_ view: SegmentView, from start: Int) -> Int {
        var document = start
        while document < view.segment.count, !view.contains(document) { document += 1 }
        return document
    }

    consuming func merged(columns: [KeywordColumn]) throws(VectorIndexError) -> KeywordSegment {
        var merged: [SegmentColumn] = []
        for (index, column) in columns.enumerated() {
            merged.append(try mergedColumn(index, keepsPositions: column.storesPositions))
        }
        return KeywordSegment(ids: DocumentIDs(ids), columns: merged)
    }

    private func mergedColumn(_ column: Int, keepsPositions: Bool) throws(VectorIndexError) -> SegmentColumn {
        var lengths = [UInt32](repeating: 0, count: ids.count)
        for (view, numbers) in zip(views, numbers) {
            let source = view.segment.columns[column].lengths
            for (document, number) in numbers.enumerated() where number != .max {
                lengths[Int(number)] = source[document]
            }
        }
        var writer = ColumnWriter(lengths: lengths, keepsPositions: keepsPositions)
        var cursors = views.map { $0.segment.columns[column].terms.terms() }
        var entries = cursors.indices.map { cursors[$0]?.next() }
        var postings = MergedPostings(keepsPositions: keepsPositions)
        while let first = cursors.indices.filter({ entries[$0] != nil }).min(by: {
            (cursors[$0]?.term ?? []).lexicographicallyPrecedes(cursors[$1]?.term ?? [])
        }), let term = cursors[first]?.term {
            postings.removeAll()
            for index in cursors.indices {
                guard let entry = entries[index], cursors[index]?.term == term else { continue }
                let segment = views[index].segment
                try postings.append(entry, of: segment.columns[column], segment.count, numbers[index])
                entries[index] = cursors[index]?.next()
            }
            postings.sort()
            guard !postings.documents.isEmpty else { continue }
            writer.append(
                term, documents: postings.documents[...], frequencies: postings.frequencies[...],
                positions: postings.positions[...])
        }
        return writer.finished()
    }
}

/// The postings of one term, gathered from several segments.
private struct MergedPostings {
    private(set) var documents: [UInt32] = []
    private(set) var frequencies: [UInt32] = []
    private(set) var positions: [UInt32] = []
    private let keepsPositions: Bool
    private var block = [UInt32](repeating: 0, count: 2 * (PostingList.blockSize + 16))
    private var places: [UInt32] = []

    init(keepsPositions: Bool) { self.keepsPositions = keepsPositions }

    mutating func removeAll() {
        documents.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
    }

    mutating func append(
        _ entry: TermEntry, of column: SegmentColumn, _ documentCount: Int, _ numbers: [UInt32]
    ) throws(VectorIndexError) {
        let list = try column.list(entry, documentCount: documentCount)
        var reader = try column.positionReader(entry)
        for index in 0..<list.blockCount {
            block.withUnsafeMutableBufferPointer { block in
                guard let start = block.baseAddress else { return }
                let second = start + PostingList.blockSize + 16
                list.readDocuments(index, .current, into: start, second)
                if !list.isVariable(index) { list.readFrequencies(index, .current, into: second) }
            }
            for place in 0..<list.count(of: index) {
                let number = numbers[Int(block[place])]
                let frequency = block[place + PostingList.blockSize + 16]
                if keepsPositions {
                    guard PositionList.take(frequency, from: &reader, into: &places) else {
                        throw column.damaged("positions end too early")
                    }
                }
                if number == .max { continue }
                documents.append(number)
                frequencies.append(frequency)
                if keepsPositions { positions.append(contentsOf: places) }
            }
        }
    }

    /// Puts the postings in the order of their documents, which they are in where ids only grew.
    mutating func sort() {
        if zip(documents, documents.dropFirst()).allSatisfy({ $0 < $1 }) { return }
        var starts: [Int] = []
        var start = 0
        for frequency in frequencies {
            starts.append(start)
            start += Int(frequency)
        }
        let order = documents.indices.sorted { documents[$0] < documents[$1] }
        if keepsPositions {
            positions = order.flatMap { positions[starts[$0]..<starts[$0] + Int(frequencies[$0])] }
        }
        documents = order.map { documents[$0] }
        frequencies = order.map { frequencies[$0] }
    }
}

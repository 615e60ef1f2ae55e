public import VectorCore

extension KeywordIndex {
    /// Adds documents whose ids are not there yet.
    ///
    /// - Throws: ``VectorIndexError`` for an id that is there or comes twice, or texts that are not as many as the columns; nothing
    ///   is changed then.
    public func add(_ documents: [KeywordDocument]) throws(VectorIndexError) {
        try change(documents, removing: []) { (snapshot) throws(VectorIndexError) in
            for document in documents where snapshot.place(of: document.id) != nil {
                throw VectorIndexError(.duplicateID, "the id \(document.id) is present; remove it first, or upsert")
            }
        }
    }

    /// Adds documents in place of those of the same ids.
    ///
    /// - Throws: ``VectorIndexError`` for an id that comes twice, or texts that are not as many as the columns; nothing is changed
    ///   then.
    public func upsert(_ documents: [KeywordDocument]) throws(VectorIndexError) {
        try change(documents, removing: documents.map(\.id)) { _ in }
    }

    /// Removes the documents of some ids; those that are not there are passed over.
    ///
    /// - Throws: ``VectorIndexError`` where a file that is checked lazily turns out to be damaged.
    public func remove(_ ids: some Sequence<Int64>) throws(VectorIndexError) {
        try change([], removing: Array(ids)) { _ in }
    }

    /// Makes one segment of all, without what was deleted: the state in which searches are fastest.
    public func compact() throws(VectorIndexError) {
        try changes.write { (_) throws(VectorIndexError) in
            let views = snapshot.views
            if views.count == 1, views[0].live == nil { return }
            try checks?.checkAll()
            let segment = try SegmentMerge(views).merged(columns: columns)
            commit(segment.count == 0 ? [] : [SegmentView(segment)])
        }
    }

    /// Postings that a segment is made of at a time; more take another one, and are merged with it.
    private static let mostPostings = 8_000_000

    private func change(
        _ documents: [KeywordDocument], removing ids: [Int64],
        check: (KeywordSnapshot) throws(VectorIndexError) -> Void
    ) throws(VectorIndexError) {
        let order = documents.indices.sorted { documents[$0].id < documents[$1].id }
        for (left, right) in zip(order, order.dropFirst()) where documents[left].id == documents[right].id {
            throw VectorIndexError(.duplicateID, "the id \(documents[left].id) occurs twice among those to add")
        }
        for document in documents where !fits(document) {
            throw VectorIndexError(
                .invalidParameter,
                "document \(document.id) has \(document.texts.count) texts for \(columns.count) columns")
        }
        try changes.write { (_) throws(VectorIndexError) in
            try check(snapshot)
            var views = removing(ids, from: snapshot)
            let added = try segment(of: documents, order)
            if let added { views.append(SegmentView(added)) }
            views.removeAll { $0.count == 0 }
            while let places = MergePolicy.next(views) {
                let merged = try SegmentMerge(places.map { views[$0] }).merged(columns: columns)
                for place in places.reversed() { views.remove(at: place) }
                if merged.count > 0 { views.append(SegmentView(merged)) }
            }
            commit(views)
        }
    }

    private func fits(_ document: KeywordDocument) -> Bool {
        guard let times = document.times else { return document.texts.count == columns.count }
        // Positions are as many as occurrences, and not as the frequencies then are.
        return columns.count == 1 && !columns[0].storesPositions && times.count == document.texts.count
            && !times.isEmpty && !times.contains(0)
    }

    private func removing(_ ids: [Int64], from snapshot: KeywordSnapshot) -> [SegmentView] {
        var documents: [[Int]] = snapshot.views.map { _ in [] }
        for id in ids {
            if let place = snapshot.place(of: id) { documents[place.view].append(place.document) }
        }
        return zip(snapshot.views, documents).map { $1.isEmpty ? $0 : $0.removing($1) }
    }

    private func segment(of documents: [KeywordDocument], _ order: [Int]) throws(VectorIndexError) -> KeywordSegment? {
        var parts: [SegmentView] = []
        var builder = SegmentBuilder(columns, analyzer: analyzer)
        for index in order {
            builder.append(documents[index])
            if builder.postingCount >= Self.mostPostings {
                parts.append(SegmentView(builder.finished()))
                builder = SegmentBuilder(columns, analyzer: analyzer)
            }
        }
        if builder.count > 0 { parts.append(SegmentView(builder.finished())) }
        return parts.count <= 1 ? parts.first?.segment : try SegmentMerge(parts).merged(columns: columns)
    }

    /// Lets later searches see these segments, the largest first: the best of it are the limit for all others.
    private func commit(_ views: [SegmentView]) {
        let ordered = views.sorted { $0.segment.count > $1.segment.count }
        let snapshot = KeywordSnapshot(ordered, columns: columns.count)
        current.write { $0 = snapshot }
    }
}

/// Gathers the terms of one column, document by document, and makes a segment's column of them.
struct ColumnBuilder {
    private var terms = TermTable()
    /// Of each term, the document that had it last, and where its posting is.
    private var lastDocument: [UInt32] = []
    private var lastPosting: [Int] = []
    /// Postings in the order of documents: term, document, frequency.
    private var postingTerms: [UInt32] = []
    private var documents: [UInt32] = []
    private var frequencies: [UInt32] = []
    /// Occurrences in the order of documents, where positions are kept: term and position.
    private var occurrenceTerms: [UInt32] = []
    private var occurrencePositions: [UInt32] = []
    private var lengths: [UInt32] = []
    private let keepsPositions: Bool
    /// What postings can hold.
    private static let highestFrequency = UInt32(Int32.max)

    init(keepsPositions: Bool) { self.keepsPositions = keepsPositions }

    var postingCount: Int { documents.count }

    /// - Parameter times: As how many occurrences it counts.
    mutating func append(
        _ term: UnsafeBufferPointer<UInt8>, document: UInt32, position: UInt32, times: UInt32 = 1
    ) {
        let number = terms.number(of: term)
        if number == lastDocument.count {
            lastDocument.append(.max)
            lastPosting.append(0)
        }
        if lastDocument[number] == document {
            let (sum, overflow) = frequencies[lastPosting[number]].addingReportingOverflow(times)
            frequencies[lastPosting[number]] = overflow ? Self.highestFrequency : min(sum, Self.highestFrequency)
        } else {
            lastDocument[number] = document
            lastPosting[number] = documents.count
            postingTerms.append(UInt32(number))
            documents.append(document)
            frequencies.append(min(times, Self.highestFrequency))
        }
        if keepsPositions {
            occurrenceTerms.append(UInt32(number))
            occurrencePositions.append(position)
        }
    }

    mutating func endDocument(length: UInt32) { lengths.append(length) }

    consuming func finished() -> SegmentColumn {
        var writer = ColumnWriter(lengths: lengths, keepsPositions: keepsPositions)
        var starts = Self.starts(postingTerms, terms: terms.count)
        let (sortedDocuments, sortedFrequencies) = sortedPostings(starts)
        let positionStarts = keepsPositions ? Self.starts(occurrenceTerms, terms: terms.count) : []
        let sortedPositions = keepsPositions ? sortedOccurrences(positionStarts) : []
        starts.append(documents.count)
        for number in terms.sorted() {
            let range = starts[number]..<starts[number + 1]
            let first = keepsPositions ? positionStarts[number] : 0
            let end = keepsPositions ? first + sortedFrequencies[range].reduce(0) { $0 + Int($1) } : 0
            writer.append(
                Array(terms.term(number)), documents: sortedDocuments[range], frequencies: sortedFrequencies[range],
                positions: sortedPositions[first..<end])
        }
        return writer.finished()
    }

    /// Where each term's part begins when all are sorted by term.
    private static func starts(_ numbers: [UInt32], terms: Int) -> [Int] {
        var starts = [Int](repeating: 0, count: terms + 1)
        for number in numbers { starts[Int(number) + 1] += 1 }
        for index in 0..<terms { starts[index + 1] += starts[index] }
        starts.removeLast()
        return starts
    }

    private func sortedPostings(_ starts: [Int]) -> ([UInt32], [UInt32]) {
        var next = starts
        var sortedDocuments = [UInt32](repeating: 0, count: documents.count)
        var sortedFrequencies = sortedDocuments
        for index in documents.indices {
            let place = next[Int(postingTerms[index])]
            next[Int(postingTerms[index])] = place + 1
            sortedDocuments[place] = documents[index]
            sortedFrequencies[place] = frequencies[index]
        }
        return (sortedDocuments, sortedFrequencies)
    }

    private func sortedOccurrences(_ starts: [Int]) -> [UInt32] {
        var next = starts
        var sorted = [UInt32](repeating: 0, count: occurrencePositions.count)
        for index in occurrencePositions.indices {
            let place = next[Int(occurrenceTerms[index])]
            next[Int(occurrenceTerms[index])] = place + 1
            sorted[place] = occurrencePositions[index]
        }
        return sorted
    }
}

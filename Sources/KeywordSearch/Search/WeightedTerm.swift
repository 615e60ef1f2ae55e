import CKeywordKernels
import VectorCore

/// A term that adds to a score: its bytes, its column, and what its share is multiplied by.
struct WeightedTerm: Sendable, Hashable {
    let column: Int
    let bytes: [UInt8]
    var weight: Double

    /// Whether it adds to scores. What weighs less is nothing as a float, whose least number is 1e-38.
    var isScored: Bool { weight > 1e-30 }
}

/// What the terms of a query mean for a snapshot.
struct ScoredTerms {
    /// For each segment in turn, its terms: which of the scales below they have, and what the dictionary says.
    let entries: [[(term: Int, entry: TermEntry)]]
    let columns: [Int]
    /// Weights with the inverse frequency in them.
    let weights: [Double]
    let scoring: BM25
    let averages: [Double]
    /// Whole numbers that stand for a score of one: as many as leave room for the sum of all.
    let unit: Double

    init(
        _ terms: [WeightedTerm], in snapshot: KeywordSnapshot, scoring: BM25
    ) throws(VectorIndexError) {
        var entries: [[(term: Int, entry: TermEntry)]] = []
        var documents = [Int](repeating: 0, count: terms.count)
        for view in snapshot.views {
            var found: [(term: Int, entry: TermEntry)] = []
            for (index, term) in terms.enumerated() {
                guard let entry = view.segment.columns[term.column].terms.entry(of: term.bytes) else { continue }
                documents[index] += try view.documents(entry, column: term.column)
                found.append((index, entry))
            }
            entries.append(found)
        }
        // A term all of whose documents are gone weighs most and finds nothing; there is no room for it in the sums.
        self.entries = entries.map { found in found.filter { documents[$0.term] > 0 } }
        columns = terms.map(\.column)
        self.scoring = scoring
        averages = snapshot.totalLengths.indices.map(snapshot.averageLength)
        let weights = zip(terms, documents).map { term, documents in
            term.weight * BM25.inverseFrequency(documents: documents, of: snapshot.count)
        }
        self.weights = weights
        let total = zip(weights, documents).reduce(0) { $0 + ($1.1 > 0 ? $1.0 : 0) }
        unit = total > 0 ? Double(1 << 30) / total : 1
    }

    /// How a term scores in a segment's column.
    func scale(_ term: Int, lengths: DocumentLengths) -> tessera_term_scale {
        let average = averages[columns[term]]
        return tessera_term_scale(
            weight: Float(weights[term] * unit), base: Float(scoring.k1 * (1 - scoring.b)),
            slope: average > 0 ? Float(scoring.k1 * scoring.b / average) : 0, lengths: lengths.bytes.base,
            width: UInt32(lengths.width))
    }

    /// What a term adds to the sum of a document.
    func share(_ term: Int, frequency: UInt32, _ document: UInt32, _ lengths: DocumentLengths) -> Int32 {
        var scale = scale(term, lengths: lengths)
        return tessera_document_share(&scale, frequency, document)
    }

    func score(_ sum: Int32) -> Float { Float(Double(sum) / unit) }
}

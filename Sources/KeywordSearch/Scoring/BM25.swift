#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How much a term in a document counts.
///
/// A term of frequency f in a document of length l adds `idf · f / (f + k1 · (1 − b + b · l / average))`, times the weights of
/// its column and its part of the query, where `idf = ln(1 + (N − n + ½) / (n + ½))`; N is the number of documents, n of those that have the
/// term in that column, and the average length is that of the column. All of these are of the documents that are there: what was
/// deleted or replaced counts nowhere.
///
/// A document's score is the sum over the terms of the query and over columns.
///
/// - Source: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"; the idf is Lucene's, which is
///   never negative, and the factor `k1 + 1`, which changes no order, is left out as in Lucene.
public struct BM25: Sendable, Hashable, Codable {
    /// How slowly repetition stops to count: 0 counts a term once, whatever its frequency. 0 or more.
    public var k1: Double
    /// How far a document's length counts: 0 not at all, 1 fully.
    public var b: Double

    public init(k1: Double = 1.2, b: Double = 0.75) {
        self.k1 = k1
        self.b = b
    }

    var isValid: Bool { k1.isFinite && k1 >= 0 && k1 <= 1_000 && b >= 0 && b <= 1 }

    /// What a term is worth that `documents` of `total` have.
    static func inverseFrequency(documents: Int, of total: Int) -> Double {
        log(1 + (Double(total - documents) + 0.5) / (Double(documents) + 0.5))
    }
}

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A set of vectors under ids of the caller's choice that finds the nearest ones to a query.
///
/// Every index of this module keeps this protocol and passes one conformance suite. Searches run in parallel on any
/// number of threads and see whole operations: an `add` or `remove` is visible entirely or not at all.
///
///     let index = try FlatIndex(dimension: 384, metric: .cosine)
///     try index.add(vectors, ids: [7, 8, 9])
///     let nearest = try index.search(query, k: 10)
///     try index.save(to: file)
public protocol VectorIndex: AnyObject, Sendable {
    /// Components per vector; 1 to 65,536.
    var dimension: Int { get }
    var metric: Metric { get }
    /// Vectors that can be found; removed ones do not count.
    var count: Int { get }
    /// What the writer of the file stamped into it; empty for an index that was not opened from one.
    var metadata: [String: String] { get }

    /// What searches go by where their options do not say; saved with the index. An index that has no use for one
    /// passes it over.
    var searchDefaults: SearchDefaults { get set }

    /// The ids that can be found, ascending.
    var ids: [Int64] { get }
    /// Bytes that the index holds for its vectors, links, codes and ids. What is mapped from a file counts, although the
    /// system may drop such pages and read them again.
    var memoryBytes: Int { get }

    func contains(_ id: Int64) -> Bool

    /// The vector under an id as it is stored, which under ``Metric/cosine`` is normalised; nil for one not present.
    func vector(for id: Int64) -> [Float]?

    /// Adds vectors under new ids: all of them, or, when one is refused, none.
    ///
    /// Shape: `vectors` is (n, dimension); `ids` has n entries.
    /// - Throws: ``VectorIndexError`` for a wrong shape, an id that is present or occurs twice, a NaN or infinite
    ///   component, and a zero vector under ``Metric/cosine``.
    func add(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError)

    /// Adds vectors, replacing those whose ids are present; searches see the old vectors or the new, never neither.
    ///
    /// Shape: `vectors` is (n, dimension); `ids` has n entries.
    /// - Throws: As ``add(_:ids:)``, but for ids that are present; nothing is changed then.
    func upsert(_ vectors: Matrix, ids: [Int64]) throws(VectorIndexError)

    /// Removes vectors; ids that are not present are passed over.
    ///
    /// - Returns: How many were present.
    @discardableResult
    func remove(_ ids: [Int64]) -> Int

    /// The `k` nearest vectors, nearest first; ties by ascending id. Fewer only when fewer match.
    ///
    /// - Parameter k: How many neighbours; 0 or more.
    /// - Throws: ``VectorIndexError`` for a wrong dimension, a NaN or infinite component, a negative `k`, and a zero
    ///   query under ``Metric/cosine``.
    func search(_ query: [Float], k: Int, options: SearchOptions) throws(VectorIndexError) -> [Neighbor]

    /// Many queries at once, spread over threads.
    ///
    /// Shape: `queries` is (n, dimension); the result has n lists in the queries' order, the same as n single searches.
    /// - Parameter threads: How many threads search; at least 1.
    func search(
        _ queries: Matrix, k: Int, options: SearchOptions, threads: Int
    ) throws(VectorIndexError) -> [[Neighbor]]

    /// Writes the index aside, syncs it and renames it over `file`, so that a crash leaves the old file or the new.
    ///
    /// - Parameter metadata: Stamped into the file and given back by ``metadata`` when it is opened.
    func save(to file: URL, metadata: [String: String]) throws(VectorIndexError)

    /// Opens what ``save(to:metadata:)`` wrote. Large files are mapped, not read: the system keeps their pages in memory as
    /// long as it has room, and changes to the index stay in memory until it is saved. The file may be replaced or removed
    /// meanwhile, as a save does, but must not be cut short or written to.
    ///
    /// - Parameter checking: When every stored byte is checked.
    /// - Throws: ``VectorIndexError`` for a file that is missing, damaged, of another kind or of an unknown version.
    static func open(_ file: URL, checking: FileChecking) throws(VectorIndexError) -> Self
}

extension VectorIndex {
    public func search(_ query: [Float], k: Int) throws(VectorIndexError) -> [Neighbor] {
        try search(query, k: k, options: SearchOptions())
    }

    /// Opens what ``save(to:metadata:)`` wrote; every stored byte is checked before it returns.
    ///
    /// - Throws: ``VectorIndexError`` for a file that is missing, damaged, of another kind or of an unknown version.
    public static func open(_ file: URL) throws(VectorIndexError) -> Self { try open(file, checking: .onOpen) }

    public func save(to file: URL) throws(VectorIndexError) {
        try save(to: file, metadata: [:])
    }
}

/// An index of all vectors that keeps an ``IndexTuner``'s goal, and what it was measured to do.
///
/// How much its searches look at is in its ``VectorIndex/searchDefaults``, which are saved with it.
public struct TunedIndex: Sendable {
    public let index: any VectorIndex
    public let configuration: IndexConfiguration
    /// On the queries that the search was tuned by.
    public let recall: Double
    /// On queries that it was not tuned by.
    public let heldOutRecall: Double
    /// One query after the other on one thread.
    public let secondsPerQuery: Double
    public let bytesPerVector: Int
    /// Seconds that the build took, on as many threads as the tuner was given.
    public let buildSeconds: Double
    /// The trials by which it was chosen.
    public let report: TuningReport
}

/// A step of a chain, as events, errors and traces name it.
///
/// Not an enum: later versions add steps, and a consumer's switch should keep compiling.
public struct ChainStep: Sendable, Hashable, Codable, CustomStringConvertible {
    /// As traces and errors write it, such as `query_processing`.
    public let name: String

    public init(_ name: String) { self.name = name }

    /// Turns what was asked into what is searched for.
    public static let queryProcessing = ChainStep("query_processing")
    /// Chooses the way that the question goes.
    public static let routing = ChainStep("routing")
    /// Makes further queries out of the question.
    public static let expansion = ChainStep("expansion")
    /// Looks values and passages up, beside ``retrieval``.
    public static let lookup = ChainStep("lookup")
    /// Finds chunks.
    public static let retrieval = ChainStep("retrieval")
    /// Chooses what of them goes into the prompt, and numbers it.
    public static let packing = ChainStep("packing")
    /// Writes the answer.
    public static let generation = ChainStep("generation")
    /// Checks and changes the answer while it streams; runs beside ``generation`` and ends after it.
    public static let postProcessing = ChainStep("post_processing")
    /// Hands the trace to the chain's recorder, after the answer is complete.
    public static let recording = ChainStep("recording")

    /// The name.
    public var description: String { name }

    public init(from decoder: any Decoder) throws {
        name = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

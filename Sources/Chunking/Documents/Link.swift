/// A link of a document.
public struct Link: Sendable, Hashable {
    /// The place of its text in the source's bytes, with the markup inside it.
    public var range: Range<Int>
    /// Where it leads, as it is written, with escapes and character references decoded; often relative.
    public var destination: String

    public init(range: Range<Int>, destination: String) {
        self.range = range
        self.destination = destination
    }
}

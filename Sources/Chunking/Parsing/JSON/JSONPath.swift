/// The keys that lead to a value in JSON, outermost first; arrays on the way are passed through.
///
/// `"article.body"` leads to `{"article": [{"body": "…"}]}`'s text, and to everything inside it if it is no string.
/// Keys with dots in them need ``init(_:)``. More than 32 keys lead nowhere.
public struct JSONPath: Sendable, Hashable, ExpressibleByStringLiteral {
    public let keys: [String]

    public init(_ keys: [String]) {
        precondition(!keys.isEmpty, "a path needs at least one key")
        self.keys = keys
    }

    public init(stringLiteral value: String) {
        self.init(value.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
    }
}

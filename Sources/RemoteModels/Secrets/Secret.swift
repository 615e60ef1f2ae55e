import Foundation

/// A credential that no log, trace, table or error can hold by accident.
///
/// It has no readable properties, prints and reflects as `[secret]`, and is deliberately neither `Encodable` nor
/// `Decodable`, so that nothing with one in it can be either without saying how. What it holds leaves it only through
/// ``withExposedValue(_:)``, a name that a search finds.
///
///     let key = Secret(environment: "OPENAI_API_KEY")
///     let endpoint = OpenAIEndpoint(baseURL: "https://api.example.com/v1", apiKey: key)
///     print(endpoint)   // the key is not in it
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    public init(_ value: String) {
        self.value = value
    }

    /// Reads an environment variable; nil where it is unset or empty.
    public init?(environment name: String) {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
        self.init(value)
    }

    /// The one way to what it holds.
    ///
    /// - Parameter body: Uses the value and must not keep it.
    public func withExposedValue<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(value)
    }

    public var description: String { "[secret]" }
    public var debugDescription: String { "[secret]" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// `text` with every occurrence of this secret blackened; a server may echo a credential in its error.
    func redacting(_ text: String) -> String {
        value.isEmpty ? text : text.replacing(value, with: "[secret]")
    }
}

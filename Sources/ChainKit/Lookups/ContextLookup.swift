public import Retriever

/// Looks something up beside retrieval, at the same time: a customer's row, a price, what a service says.
///
///     chain.lookups = [
///         Lookup(table: customers, columns: ["plan", "region"], otherwise: ["plan": .text("none"), "region": .text("?")]) {
///             $0.requester
///         },
///         Lookup("stock", otherwise: ["stock": .text("unknown")]) { query in
///             LookupResult(variables: ["stock": .integer(try await warehouse.count(query.text))])
///         },
///     ]
public protocol ContextLookup: Sendable {
    /// What traces call it.
    var name: String { get }
    /// Whether its failure ends the call; otherwise ``defaults`` stand in, with a warning.
    var isRequired: Bool { get }
    /// The values of its variables where it fails or finds none.
    var defaults: [String: PromptValue] { get }
    /// How long it may take; then it is cancelled, and counts as failed with ``LookupError/timedOut(name:limit:)``. nil waits
    /// as long as it takes.
    var timeLimit: Duration? { get }

    /// What there is for a query; run while the question is expanded and searched for.
    func lookUp(_ query: ChainQuery) async throws -> LookupResult
}

extension ContextLookup {
    public var isRequired: Bool { false }
    public var defaults: [String: PromptValue] { [:] }
    /// Ten seconds.
    public var timeLimit: Duration? { .seconds(10) }
}

/// What a look-up gives to the prompt.
public struct LookupResult: Sendable, Hashable {
    /// Values for the prompt's variables of these names.
    public var variables: [String: PromptValue]
    /// Passages, packed before those that retrieval finds, and cited like them.
    public var passages: [SearchHit]

    public init(variables: [String: PromptValue] = [:], passages: [SearchHit] = []) {
        self.variables = variables
        self.passages = passages
    }
}

/// A look-up by a closure, or in a table.
public struct Lookup: ContextLookup {
    public let name: String
    /// See ``ContextLookup/isRequired``.
    public var isRequired: Bool
    /// See ``ContextLookup/defaults``.
    public var defaults: [String: PromptValue]
    /// See ``ContextLookup/timeLimit``.
    public var timeLimit: Duration?
    private let body: @Sendable (ChainQuery) async throws -> LookupResult

    public init(
        _ name: String, isRequired: Bool = false, otherwise defaults: [String: PromptValue] = [:],
        timeLimit: Duration? = .seconds(10), _ body: @escaping @Sendable (ChainQuery) async throws -> LookupResult
    ) {
        self.name = name
        self.isRequired = isRequired
        self.defaults = defaults
        self.timeLimit = timeLimit
        self.body = body
    }

    /// The values of a row, as variables named for their columns. A null value or a missing row leaves the default.
    ///
    /// - Parameter key: The row's primary key; nil looks nothing up.
    public init(
        table: Table, columns: [String], isRequired: Bool = false, otherwise defaults: [String: PromptValue] = [:],
        key: @escaping @Sendable (ChainQuery) -> String?
    ) {
        self.init("lookup \(table.name)", isRequired: isRequired, otherwise: defaults) { query in
            guard let key = key(query) else { return LookupResult() }
            guard let row = try table.row(key: key, columns: columns) else {
                throw LookupError.noRow(table: table.name, key: key)
            }
            var variables: [String: PromptValue] = [:]
            for column in columns {
                guard let value = row[column], !value.isNull else { continue }
                if case .integer(let number) = value {
                    variables[column] = .integer(Int(number))
                } else {
                    variables[column] = .text(value.textValue ?? value.description)
                }
            }
            return LookupResult(variables: variables)
        }
    }

    public func lookUp(_ query: ChainQuery) async throws -> LookupResult { try await body(query) }
}

/// Why a look-up has nothing to give.
public enum LookupError: Error, Hashable, CustomStringConvertible {
    case noRow(table: ObjectName, key: String)
    /// It took longer than it may, and was cancelled.
    case timedOut(name: String, limit: Duration)

    /// What was looked up, and what came in between.
    public var description: String {
        switch self {
        case .noRow(let table, let key): "\(table) has no row with the key \(key)"
        case .timedOut(let name, let limit): "\(name) took longer than \(limit); raise its time limit, or mend it"
        }
    }
}

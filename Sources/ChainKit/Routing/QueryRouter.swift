public import ModelServing

/// Chooses the way that a question goes.
public protocol QueryRouter: Sendable {
    /// What traces call it.
    var name: String { get }

    /// The name of one of the routes; nil leaves the chain as it is.
    ///
    /// - Parameter routes: The chain's; at least one.
    func route(_ query: ChainQuery, among routes: [ChainRoute]) async throws -> String?
}

/// A way that a question can go: another retriever, filter or generator, or another chain altogether.
///
///     chain.routes = [
///         ChainRoute("billing", "invoices, refunds, prices") { $0.retriever = invoices },
///         ChainRoute("code", "source code and its errors") { $0 = codeChain },
///     ]
///     chain.router = ModelRouter(model: small)
public struct ChainRoute: Sendable {
    /// What the router chooses it by.
    public let name: String
    /// What it is for; a model that routes reads it.
    public let description: String
    /// Changes a copy of the chain for this call: all that comes after query processing and routing. The recorder
    /// stays the first chain's.
    public let apply: @Sendable (inout RAGChain) -> Void

    public init(_ name: String, _ description: String, apply: @escaping @Sendable (inout RAGChain) -> Void) {
        self.name = name
        self.description = description
        self.apply = apply
    }
}

/// Routes by a rule.
public struct RuleRouter: QueryRouter {
    public let name = "rule_router"
    private let rule: @Sendable (ChainQuery) throws -> String?

    public init(_ rule: @escaping @Sendable (ChainQuery) throws -> String?) {
        self.rule = rule
    }

    /// The first route of which a pattern is found in the question.
    public init(_ patterns: KeyValuePairs<String, [TextPattern]>) {
        let rules = patterns.map { ($0.key, TextMask($0.value)) }
        self.init { query in rules.first { !$0.1.apply(to: query.text).counts.isEmpty }?.0 }
    }

    public func route(_ query: ChainQuery, among routes: [ChainRoute]) async throws -> String? {
        try rule(query)
    }
}

/// Lets a model choose among the routes by their descriptions.
public struct ModelRouter: QueryRouter {
    public let name = "model_router"
    /// The prompt's variables are those of ``PromptTemplate/chooseRoute``.
    public var call: PromptedModel

    public init(model: any LanguageModel, prompt: PromptTemplate = .chooseRoute) {
        call = PromptedModel(model, prompt: prompt, maximumTokens: 32)
    }

    public func route(_ query: ChainQuery, among routes: [ChainRoute]) async throws -> String? {
        let described = routes.map { "\($0.name): \($0.description)" }.joined(separator: "\n")
        let reply = try await call.respond(["routes": .text(described), "question": .text(query.text)])
        if routes.contains(where: { $0.name == reply }) { return reply }
        // Models quote names and end them with a full stop.
        let name = String(reply.drop { "\"'`*".contains($0) }.prefix { !"\"'`*.\n".contains($0) })
        return name.uppercased() == "NONE" ? nil : name
    }
}

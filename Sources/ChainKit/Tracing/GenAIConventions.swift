/// The names under which spans tell what OpenTelemetry has a name for: its semantic conventions for generative AI.
///
/// The conventions still change. They are named here and nowhere else, so that a new version is one change; exports
/// carry ``version`` in their schema's URL.
public enum GenAIConventions {
    /// The version of OpenTelemetry's semantic conventions whose names these are.
    public static let version = "1.37.0"

    /// Where that version is published; goes with every export.
    public static let schemaURL = "https://opentelemetry.io/schemas/\(version)"

    // What a span does.
    static let operation = "gen_ai.operation.name"
    static let chat = "chat"
    static let embeddings = "embeddings"
    /// Not among the conventions yet.
    static let rerank = "rerank"
    static let executeTool = "execute_tool"
    /// A chain answers by itself with models and tools, which is what the conventions call an agent.
    static let invokeAgent = "invoke_agent"

    // Requests.
    static let requestModel = "gen_ai.request.model"
    static let temperature = "gen_ai.request.temperature"
    static let maximumTokens = "gen_ai.request.max_tokens"
    static let seed = "gen_ai.request.seed"
    static let stopSequences = "gen_ai.request.stop_sequences"
    static let conversation = "gen_ai.conversation.id"

    // Tools.
    static let toolName = "gen_ai.tool.name"
    static let toolCallID = "gen_ai.tool.call.id"

    // Responses.
    static let finishReasons = "gen_ai.response.finish_reasons"
    static let inputTokens = "gen_ai.usage.input_tokens"
    static let outputTokens = "gen_ai.usage.output_tokens"

    // Content, which the conventions want only where the user asks for it.
    static let inputMessages = "gen_ai.input.messages"
    static let outputMessages = "gen_ai.output.messages"
    static let errorType = "error.type"

    // Metrics.
    static let operationDuration = "gen_ai.client.operation.duration"
    static let tokenUsage = "gen_ai.client.token.usage"
    static let tokenType = "gen_ai.token.type"
}

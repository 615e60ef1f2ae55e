import ModelServing

/// What has been heard of an answer.
struct ChatAnswer {
    private(set) var finishReason: GenerationResponse.FinishReason?
    private var text = ""
    private var usage: TokenUsage?
    private var calls = ToolCallAssembly()
    private var isRefused = false

    /// nil until a reason to finish was given.
    var response: GenerationResponse? {
        guard var reason = finishReason else { return nil }
        let toolCalls = calls.calls
        // Where the request forces a call, servers say "stop".
        if reason == .stop, !toolCalls.isEmpty { reason = .toolCalls }
        if isRefused { reason = .contentFilter }
        return GenerationResponse(text: text, finishReason: reason, usage: usage, toolCalls: toolCalls)
    }

    /// - Returns: The text that the message adds, if any.
    mutating func append(_ message: WireChatMessage) -> String? {
        for call in message.toolCalls ?? [] { calls.append(call) }
        var piece = message.content?.text ?? ""
        if let refusal = message.refusal, !refusal.isEmpty {
            isRefused = true
            piece += refusal
        }
        text += piece
        return piece.isEmpty ? nil : piece
    }

    mutating func append(_ usage: WireUsage?) {
        if let usage = usage?.usage { self.usage = usage }
    }

    /// - Parameter reason: The server's word; nil where it gave none.
    mutating func finish(_ reason: String?) {
        finishReason = reason.map { .init(wire: $0) } ?? finishReason ?? .other
    }
}

/// Calls of tools, put together from their pieces.
///
/// OpenAI numbers the calls and sends id and name with the first piece of each. Servers that send whole calls number
/// them all 0, or not at all: a new id then begins a new call.
private struct ToolCallAssembly {
    private struct Entry {
        var index: Int?
        var id: String
        var name = ""
        var arguments = ""
    }

    private var entries: [Entry] = []

    var calls: [ToolCall] {
        entries.enumerated().map { place, entry in
            ToolCall(
                id: entry.id.isEmpty ? "call_\(place)" : entry.id, toolName: entry.name,
                // A tool without arguments may be called with none at all.
                arguments: entry.arguments.isEmpty ? "{}" : entry.arguments)
        }
    }

    mutating func append(_ piece: WireToolCall) {
        let id = piece.id ?? ""
        let place = place(of: piece.index, id: id)
        if !id.isEmpty { entries[place].id = id }
        let name = piece.function?.name ?? ""
        if name != entries[place].name { entries[place].name += name }
        entries[place].arguments += piece.function?.arguments?.text ?? ""
    }

    private mutating func place(of index: Int?, id: String) -> Int {
        func belongs(_ entry: Entry) -> Bool { id.isEmpty || entry.id.isEmpty || entry.id == id }
        let place =
            if let index {
                entries.lastIndex { $0.index == index && belongs($0) }
            } else if id.isEmpty {
                entries.indices.last
            } else {
                entries.lastIndex { $0.id == id }
            }
        if let place { return place }
        entries.append(Entry(index: index, id: id))
        return entries.count - 1
    }
}

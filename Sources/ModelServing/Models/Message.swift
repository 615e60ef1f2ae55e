/// One turn of a conversation.
public struct Message: Sendable, Hashable {
    public enum Role: String, Sendable, Hashable, Codable {
        case system, user, assistant
        /// The output of a tool that the assistant has called.
        case tool
    }

    public var role: Role
    public var content: String
    /// The calls that the assistant asked for in this turn.
    public var toolCalls: [ToolCall]
    /// The call whose output this is; for ``Role/tool`` alone.
    public var toolCallID: String?

    public init(_ role: Role, _ content: String, toolCalls: [ToolCall] = [], toolCallID: String? = nil) {
        self.role = role
        self.content = content
        self.toolCalls = toolCalls
        self.toolCallID = toolCallID
    }

    /// What a called tool gave, or said when it failed.
    public static func toolOutput(_ content: String, for call: ToolCall) -> Message {
        Message(.tool, content, toolCallID: call.id)
    }
}

extension Message: Codable {
    private enum CodingKeys: String, CodingKey {
        case role, content, toolCalls, toolCallID
    }

    /// Messages that were recorded before there were tools have neither calls nor their ids.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(Role.self, forKey: .role), try container.decode(String.self, forKey: .content),
            toolCalls: try container.decodeIfPresent([ToolCall].self, forKey: .toolCalls) ?? [],
            toolCallID: try container.decodeIfPresent(String.self, forKey: .toolCallID))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(role, forKey: .role)
        try container.encode(content, forKey: .content)
        if !toolCalls.isEmpty { try container.encode(toolCalls, forKey: .toolCalls) }
        try container.encodeIfPresent(toolCallID, forKey: .toolCallID)
    }
}

public import ModelServing

/// A prompt as a value: named, versioned, with typed variables.
///
/// Nothing of a prompt is hidden in code: what a model is sent is a template's messages with the variables' values in
/// place of `{{name}}`, and no more. A missing, extra or mistyped value is an error, never an empty place.
///
///     let prompt = try PromptTemplate(
///         name: "one_sentence", version: 1,
///         variables: [.passages, .question],
///         messages: [Message(.user, "{{passages}}\nAnswer in one sentence: {{question}}")])
///     let generator = ChatGenerator(model: model, prompt: prompt)
public struct PromptTemplate: Sendable, Hashable, Codable {
    /// What the prompt is for, such as `grounded_answer`.
    public let name: String
    /// Raised with every change of the text; traces carry it as `name@version`.
    public let version: Int
    /// Each is used in a message, and each needs a value.
    public let variables: [PromptVariable]
    /// The messages, with `{{name}}` where a value goes.
    public let messages: [Message]
    private let parsed: [TextTemplate]

    /// - Throws: ``PromptError`` if a message uses a variable that is not declared, a declared one is used nowhere or
    ///   twice declared, or the braces do not match.
    public init(
        name: String, version: Int, variables: [PromptVariable], messages: [Message]
    ) throws(PromptError) {
        var parsed: [TextTemplate] = []
        for message in messages { parsed.append(try TextTemplate(message.content)) }
        var unused: Set<String> = []
        for variable in variables {
            guard PromptVariable.isName(variable.name), unused.insert(variable.name).inserted else {
                throw .malformed("\(variable.name) is declared twice, or is no name")
            }
        }
        let declared = unused
        for part in parsed {
            if let unknown = part.variables.subtracting(declared).min() { throw .undeclaredVariable(unknown) }
            unused.subtract(part.variables)
        }
        if let unused = unused.min() { throw .unusedVariable(unused) }
        self.init(name: name, version: version, variables: variables, messages: messages, parsed: parsed)
    }

    private init(
        name: String, version: Int, variables: [PromptVariable], messages: [Message], parsed: [TextTemplate]
    ) {
        self.name = name
        self.version = version
        self.variables = variables
        self.messages = messages
        self.parsed = parsed
    }

    /// For the prompts of this library, which are known to be right: a test sees to it.
    init(name: String, version: Int, variables: [PromptVariable], trusted messages: [Message]) {
        self.init(
            name: name, version: version, variables: variables, messages: messages,
            parsed: messages.map { TextTemplate(trusted: $0.content) })
    }

    /// What traces call it: `name@version`.
    public var identifier: String { "\(name)@\(version)" }

    /// The messages with the values in place.
    ///
    /// - Throws: ``PromptError`` if a value is missing, is not asked for, or is of another kind than declared.
    public func render(_ values: [String: PromptValue]) throws(PromptError) -> [Message] {
        var texts: [String: String] = [:]
        for variable in variables {
            guard let value = values[variable.name] else { throw .missingValue(variable.name) }
            guard value.kind == variable.kind else {
                throw .wrongKind(variable.name, expected: variable.kind, actual: value.kind)
            }
            texts[variable.name] = value.text
        }
        if let extra = values.keys.filter({ texts[$0] == nil }).min() { throw .extraValue(extra) }
        return zip(messages, parsed).map { Message($0.role, $1.render(texts)) }
    }

    private enum CodingKeys: CodingKey { case name, version, variables, messages }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            name: container.decode(String.self, forKey: .name),
            version: container.decode(Int.self, forKey: .version),
            variables: container.decode([PromptVariable].self, forKey: .variables),
            messages: container.decode([Message].self, forKey: .messages))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(variables, forKey: .variables)
        try container.encode(messages, forKey: .messages)
    }
}

/// A place in a prompt, and what may go into it.
public struct PromptVariable: Sendable, Hashable, Codable {
    /// What may stand in a place.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// What a user or a program says.
        case text
        /// A number, in decimal digits.
        case integer
        /// Packed passages between their delimiters; plain text is refused here, so none comes in undelimited.
        case passages
        /// The boundary of the passages' delimiters.
        case boundary
    }

    /// As in `{{name}}`.
    public var name: String
    /// What may stand there.
    public var kind: Kind

    public init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// `{{question}}`, text.
    public static let question = PromptVariable("question", .text)
    /// `{{passages}}`.
    public static let passages = PromptVariable("passages", .passages)
    /// `{{boundary}}`.
    public static let boundary = PromptVariable("boundary", .boundary)

    /// Letters, digits and underscores of ASCII, not beginning with a digit.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil)
        }
    }
}

/// What goes into a prompt's place.
public enum PromptValue: Sendable, Hashable {
    case text(String)
    case integer(Int)
    /// The passages and delimiters of a packed context.
    case passages(PackedContext)
    /// The boundary in the delimiters of a packed context.
    case boundary(PackedContext)

    var kind: PromptVariable.Kind {
        switch self {
        case .text: .text
        case .integer: .integer
        case .passages: .passages
        case .boundary: .boundary
        }
    }

    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .passages(let context): context.text
        case .boundary(let context): context.boundary
        }
    }
}

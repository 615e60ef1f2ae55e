import Foundation

/// What a server says of a failure.
struct WireError: Decodable {
    var message: String
    /// A word for the kind of error, such as `context_length_exceeded`.
    var code: String?
    /// llama.cpp's and vLLM's codes are HTTP statuses.
    var status: Int?

    private enum CodingKeys: String, CodingKey {
        case message, detail, code, type
        case errorCode = "error_code"
    }

    /// An object with a message, or the message itself.
    init(from decoder: any Decoder) throws {
        if let message = try? decoder.singleValueContainer().decode(String.self) {
            self.message = message
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func string(_ key: CodingKeys) -> String? { try? container.decodeIfPresent(String.self, forKey: key) }
        message = string(.message) ?? string(.detail) ?? "no message"
        code = string(.code) ?? string(.errorCode) ?? string(.type)
        status = try? container.decodeIfPresent(Int.self, forKey: .code)
    }
}

/// The body of an answer that is an error: OpenAI's has it as `error`; vLLM, Databricks and gateways as the body
/// itself.
struct WireErrorBody: Decodable {
    var error: WireError
    /// Whether it cannot be anything else.
    var isCertain: Bool

    private enum CodingKeys: String, CodingKey {
        case error, message, detail, object
        case errorCode = "error_code"
    }

    /// nil where the text has no error in it.
    init?(_ text: String) {
        guard let body = try? JSONDecoder().decode(WireErrorBody.self, from: Data(text.utf8)) else { return nil }
        self = body
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let error = try container.decodeIfPresent(WireError.self, forKey: .error) {
            self.error = error
            isCertain = true
            return
        }
        error = try WireError(from: decoder)
        let object = try? container.decodeIfPresent(String.self, forKey: .object)
        isCertain = object == "error" || container.contains(.errorCode)
        guard isCertain || container.contains(.message) || container.contains(.detail) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "the object says nothing of an error"))
        }
    }
}

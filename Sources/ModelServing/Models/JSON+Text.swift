extension JSON {
    /// Reads one JSON text.
    ///
    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidRequest``, with the byte at which it breaks off.
    public init(text: String) throws(ModelError) {
        let bytes = Array(text.utf8)
        // SAFETY: the reader copies what it keeps; nothing refers to the bytes after the closure.
        let parsed = bytes.withUnsafeBytes { raw in
            Result { () throws(JSONReader.Failure) in try JSONReader.read(raw) }
        }
        switch parsed {
        case .success(let value): self.init(value)
        case .failure(let failure):
            throw ModelError(.invalidRequest, "the text is no JSON: \(failure.reason) at byte \(failure.offset)")
        }
    }

    private init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .boolean(value)
        case .number(let value): self = Self.number(whole: value)
        case .string(let value): self = .string(value)
        case .array(let values): self = .array(values.map { JSON($0) })
        case .object(let members): self = .object(members.map { Member($0.key, JSON($0.value)) })
        }
    }

    /// Whole numbers that a double holds exactly become integers, so that they are written without a fraction.
    private static func number(whole value: Double) -> JSON {
        value.magnitude <= 0x1p53 ? Int(exactly: value).map { .integer($0) } ?? .number(value) : .number(value)
    }

    /// The value as JSON text without white space, its members in their order.
    ///
    /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidRequest`` for a number that is not finite.
    public func text() throws(ModelError) -> String {
        var text = ""
        try write(to: &text)
        return text
    }

    private func write(to text: inout String) throws(ModelError) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .number(let value):
            guard value.isFinite else { throw ModelError(.invalidRequest, "JSON has no number for \(value)") }
            text += "\(value)"
        case .string(let value): JSON.write(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                try value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                JSON.write(member.name, to: &text)
                text += ":"
                try member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

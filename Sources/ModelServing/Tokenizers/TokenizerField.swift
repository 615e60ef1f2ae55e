/// A field of `tokenizer.json` with its path, so that what is wrong with it can be said by name.
struct TokenizerField {
    let path: String
    let value: JSONValue

    init(_ value: JSONValue, _ path: String) {
        self.value = value
        self.path = path
    }

    func invalid(_ reason: String) -> ModelError {
        ModelError(.invalidModel, "\(path) in tokenizer.json \(reason); fetch the model again")
    }

    func unsupported(_ what: String) -> ModelError {
        ModelError(.unsupportedModel, "\(path) in tokenizer.json is \(what), which is not supported")
    }

    /// A member; nil where it is missing or null.
    func optional(_ name: String) throws(ModelError) -> TokenizerField? {
        guard case .object = value else { throw invalid("is no object") }
        guard let member = value[name], !member.isNull else { return nil }
        return TokenizerField(member, path.isEmpty ? name : path + "." + name)
    }

    func member(_ name: String) throws(ModelError) -> TokenizerField {
        guard let member = try optional(name) else { throw invalid("lacks \(name)") }
        return member
    }

    func elements() throws(ModelError) -> [TokenizerField] {
        guard let array = value.array else { throw invalid("is no array") }
        return array.enumerated().map { TokenizerField($1, "\(path)[\($0)]") }
    }

    func string() throws(ModelError) -> String {
        guard let string = value.string else { throw invalid("is no string") }
        return string
    }

    func number() throws(ModelError) -> Double {
        guard let number = value.double else { throw invalid("is no number") }
        return number
    }

    func id() throws(ModelError) -> Int32 {
        guard let number = value.integer, let id = Int32(exactly: number), id >= 0 else {
            throw invalid("is no id from 0 to 2^31 - 1")
        }
        return id
    }

    func bool(_ name: String, default fallback: Bool) throws(ModelError) -> Bool {
        guard let member = try optional(name) else { return fallback }
        guard let bool = member.value.bool else { throw member.invalid("is neither true nor false") }
        return bool
    }

    /// The only scalar of a string.
    func scalar() throws(ModelError) -> UInt32 {
        let scalars = try string().unicodeScalars
        guard scalars.count == 1, let first = scalars.first else { throw invalid("is not one character") }
        return first.value
    }

    /// The kind of a component.
    func type() throws(ModelError) -> String { try member("type").string() }
}

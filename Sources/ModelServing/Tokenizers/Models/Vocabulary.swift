/// A vocabulary as `tokenizer.json` has it: an object of tokens and their ids.
struct Vocabulary {
    let tokens: [(token: String, id: Int32)]
    private let table: TokenTable

    init(_ model: TokenizerField) throws(ModelError) {
        let field = try model.member("vocab")
        guard let members = field.value.members else { throw field.invalid("is no object") }
        var tokens: [(token: String, id: Int32)] = []
        tokens.reserveCapacity(members.count)
        for (token, value) in members {
            guard let number = value.integer, let id = Int32(exactly: number), id >= 0 else {
                throw TokenizerField(value, "\(field.path).\(token)").invalid("is no id from 0 to 2^31 - 1")
            }
            tokens.append((token, id))
        }
        self.tokens = tokens
        table = try TokenTable(tokens.map { (Array($0.token.utf8), $0.id) })
    }

    func id(of token: String) -> Int32? { table.id(of: token) }
    func id(of token: [UInt8]) -> Int32? { table.id(of: token) }
}

/// The special tokens that a model wants around one text, and around two.
struct SequenceTemplate: Sendable, Hashable {
    /// A part of a sequence of two texts, with the type that its tokens have.
    enum PairPart: Sendable, Hashable {
        case first(type: UInt8)
        case second(type: UInt8)
        case token(Int32, type: UInt8)
    }

    var before: [Int32] = []
    var behind: [Int32] = []
    /// nil where the tokenizer's file does not say.
    var pair: [PairPart]?

    /// How many special tokens stand around two texts.
    var pairTokenCount: Int { (pair?.count ?? 2) - 2 }

    /// The largest type of a pair's token.
    var largestType: Int {
        (pair ?? []).map { part in
            switch part {
            case .first(let type), .second(let type), .token(_, let type): Int(type)
            }
        }.max() ?? 0
    }

    /// BERT's: the second text and what stands behind it are of type 1.
    static func bert(_ start: Int32, _ end: Int32) -> SequenceTemplate {
        SequenceTemplate(
            before: [start], behind: [end],
            pair: [
                .token(start, type: 0), .first(type: 0), .token(end, type: 0), .second(type: 1), .token(end, type: 1),
            ])
    }

    /// RoBERTa's: two separators between the texts, and one type.
    static func roberta(_ start: Int32, _ end: Int32) -> SequenceTemplate {
        SequenceTemplate(
            before: [start], behind: [end],
            pair: [
                .token(start, type: 0), .first(type: 0), .token(end, type: 0), .token(end, type: 0), .second(type: 0),
                .token(end, type: 0),
            ])
    }

    /// The `pair` of a TemplateProcessing; nil where it has none.
    static func pair(_ field: TokenizerField) throws(ModelError) -> [PairPart]? {
        guard let template = try field.optional("pair") else { return nil }
        let known = try field.optional("special_tokens")
        var parts: [PairPart] = []
        var order: [String] = []
        for part in try template.elements() {
            if let sequence = try part.optional("Sequence") {
                let type = try type(sequence)
                order.append(try sequence.member("id").string())
                parts.append(order.last == "A" ? .first(type: type) : .second(type: type))
                continue
            }
            let token = try part.member("SpecialToken")
            let name = try token.member("id")
            guard let entry = try known?.optional(try name.string()) else {
                throw name.invalid("is not among special_tokens")
            }
            let type = try type(token)
            for id in try entry.member("ids").elements() { parts.append(.token(try id.id(), type: type)) }
        }
        guard order == ["A", "B"] else { throw template.unsupported("another order than A and then B") }
        return parts
    }

    private static func type(_ field: TokenizerField) throws(ModelError) -> UInt8 {
        guard let type = UInt8(exactly: try field.optional("type_id")?.id() ?? 0) else {
            throw field.invalid("has a type_id over 255")
        }
        return type
    }
}

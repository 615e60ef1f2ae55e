public import Retriever

/// Packs the best passages into a token budget, by rank, and puts them in the order that ``order`` says.
///
/// Chunks of one file may overlap: what an earlier passage already holds is cut from a later one, and a passage of
/// which nothing is left is not counted a second time. The first passage that does not fit is cut at a sentence or
/// word where enough room is left for it to be of use; it and those left out behind it are reported as warnings.
public struct BudgetPacker: ContextPacker {
    public let name = "budget"
    /// The most tokens that the rendered passages may cost, delimiters included; nil packs all of them.
    public var tokenBudget: Int?
    /// What the budget is counted by.
    public var counter: TokenCounter
    /// How each passage stands between its delimiters.
    public var format: PassageFormat
    /// How the passages that are packed follow each other.
    public var order: PassageOrder
    /// A cut passage keeps at least this many tokens, or is left out; the first one is cut however small it becomes.
    public var minimumPassageTokens: Int

    public init(
        tokenBudget: Int? = 2_000, counter: TokenCounter = .estimate, format: PassageFormat = .tagged,
        order: PassageOrder = .bestFirst, minimumPassageTokens: Int = 48
    ) {
        precondition(tokenBudget.map { $0 > 0 } ?? true, "a token budget is at least 1")
        self.tokenBudget = tokenBudget
        self.counter = counter
        self.format = format
        self.order = order
        self.minimumPassageTokens = minimumPassageTokens
    }

    /// - Throws: ``PackingError`` if the budget has no room for a word of the best passage.
    public func pack(_ hits: [SearchHit], for question: String) async throws -> PackedContext {
        let boundary = PassageFormat.boundary(
            notIn: [question] + hits.flatMap { [$0.text, $0.context?.text ?? "", $0.path] + $0.headings })
        var context = PackedContext(passages: [], boundary: boundary, text: "", tokens: 0)
        var dropped = 0
        var whole: ContextPassage?
        for (position, hit) in hits.enumerated() {
            guard let passage = remainder(of: hit, after: context.passages) else {
                context.duplicates += 1
                continue
            }
            if append(passage, to: &context) { continue }
            dropped = hits.count - position
            if let cut = cut(passage, toFit: context), append(cut, to: &context) {
                dropped -= 1
                whole = passage
            }
            if context.passages.isEmpty {
                throw PackingError.budgetTooSmall(
                    budget: tokenBudget ?? 0, frame: counter(format.render(empty(passage), boundary: boundary)))
            }
            break
        }
        let last = context.passages.last
        let removed = arrange(&context)
        if let whole, let cut = last, removed == 0 {
            context.warnings.append(
                ChainWarning(
                    .passageTruncated, step: .packing,
                    "the passage of \(cut.hit.path) at byte \(cut.range.lowerBound) is cut to \(cut.text.utf8.count) of "
                        + "\(whole.text.utf8.count) bytes to stay within \(budgetDescription)"))
        }
        if dropped + removed > 0 {
            context.warnings.append(
                ChainWarning(
                    .passagesDropped, step: .packing,
                    "\(dropped + removed) of \(hits.count) passages are left out to stay within \(budgetDescription)"))
        }
        return context
    }

    /// Puts the passages in their order and numbers them anew.
    ///
    /// - Returns: How many of the lowest rank are left out, since in another order the same passages can cost more tokens.
    private func arrange(_ context: inout PackedContext) -> Int {
        guard order != .bestFirst else { return 0 }
        let ranked = context.passages
        for count in stride(from: ranked.count, to: 0, by: -1) {
            context.passages = order.arranged(Array(ranked.prefix(count)))
            for position in context.passages.indices { context.passages[position].number = position + 1 }
            context.text = context.passages.map { format.render($0, boundary: context.boundary) }.joined()
            context.tokens = counter(context.text)
            if context.tokens <= tokenBudget ?? .max { return ranked.count - count }
        }
        return 0
    }

    private var budgetDescription: String { "\(tokenBudget ?? 0) tokens" }

    /// Adds a passage if the whole context then stays within the budget.
    ///
    /// Counted anew as a whole: for most tokenizers the tokens of two texts are not those of their sum.
    private func append(_ passage: ContextPassage, to context: inout PackedContext) -> Bool {
        let text = context.text + format.render(passage, boundary: context.boundary)
        let tokens = counter(text)
        guard tokens <= tokenBudget ?? .max else { return false }
        context.passages.append(passage)
        context.text = text
        context.tokens = tokens
        return true
    }

    /// The longest beginning of `passage` that fits, ended at a sentence or word; nil if it is too little.
    private func cut(_ passage: ContextPassage, toFit context: PackedContext) -> ContextPassage? {
        let ends = Array(passage.text.indices.dropFirst())
        let fits = ends.partitioningIndex { end in
            let text = context.text + format.render(passage.prefix(upTo: end), boundary: context.boundary)
            return counter(text) > tokenBudget ?? .max
        }
        guard fits > 0 else { return nil }
        let end = TextCut.end(in: passage.text, notAfter: ends[fits - 1])
        let cut = passage.prefix(upTo: end)
        let isEnough = context.passages.isEmpty || counter(cut.text) >= minimumPassageTokens
        return isEnough && !cut.text.allSatisfy(\.isWhitespace) ? cut : nil
    }

    private func empty(_ passage: ContextPassage) -> ContextPassage {
        passage.prefix(upTo: passage.text.startIndex)
    }

    /// What of `hit` no passage holds yet; nil when nothing is left but white space.
    private func remainder(of hit: SearchHit, after passages: [ContextPassage]) -> ContextPassage? {
        var rest = ContextPassage(number: passages.count + 1, hit: hit)
        // A range that does not measure its text cannot be compared with others.
        guard rest.range.count == rest.text.utf8.count else { return passages.contains { $0.hit == hit } ? nil : rest }
        for passage in passages where passage.hit.path == hit.path { rest = rest.removing(passage) }
        return rest.text.allSatisfy(\.isWhitespace) ? nil : rest
    }
}

/// Why nothing could be packed.
public enum PackingError: Error, Hashable, CustomStringConvertible {
    /// The delimiters alone cost `frame` tokens.
    case budgetTooSmall(budget: Int, frame: Int)

    /// The budget and what it would need.
    public var description: String {
        switch self {
        case .budgetTooSmall(let budget, let frame):
            "a budget of \(budget) tokens has no room for a passage (its delimiters cost \(frame)); give more"
        }
    }
}

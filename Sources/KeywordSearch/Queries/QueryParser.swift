/// Makes a clause of the parts of a query string. It fails for none.
///
/// - sequence: choices side by side, with signs
/// - choice: conjunctions with OR between them
/// - conjunction: operands with AND between them
/// - operand: NOT, a word, a phrase, or a sequence in parentheses
struct QueryParser {
    private let lexer: QueryLexer
    private let columns: [KeywordColumn]
    private let analyzer: KeywordAnalyzer
    private let tokens: [QueryToken]
    private var position = 0
    private var clauses = 0
    private var expansions = 0
    private(set) var notes: [KeywordQueryNote] = []

    private enum Occurrence { case should, must, mustNot }

    /// What has been read: a plain word stays one until it is known whether others follow.
    private struct Node {
        var occurrence = Occurrence.should
        var clause: KeywordClause
        /// Where a plain word is among the scalars.
        var bare: Range<Int>?
    }

    private static let mostNotes = 64

    init(_ source: QueryLexer, columns: [KeywordColumn], analyzer: KeywordAnalyzer) {
        var lexer = source
        var tokens: [QueryToken] = []
        while let token = lexer.next() { tokens.append(token) }
        self.lexer = lexer
        self.columns = columns
        self.analyzer = analyzer
        let (matched, unmatched, tooDeep) = Self.matched(tokens)
        self.tokens = Self.withOperatorsInPlace(matched)
        for (kind, range) in lexer.notes { note(kind, range) }
        for token in unmatched { note(.unbalanced, token.range) }
        for token in tooDeep { note(.nestingBounded, token.range) }
    }

    private mutating func note(_ kind: KeywordQueryNote.Kind, _ range: Range<Int>) {
        if notes.count < Self.mostNotes { notes.append(KeywordQueryNote(kind: kind, range: lexer.bytes(range))) }
    }

    /// The bytes of words and phrases.
    var words: [Range<Int>] {
        tokens.compactMap { token in
            switch token.kind {
            case .word, .phrase: lexer.bytes(token.content)
            default: nil
            }
        }
    }

    /// Tokens without parentheses that have no partner or are too deep.
    private static func matched(
        _ tokens: [QueryToken]
    ) -> (tokens: [QueryToken], unmatched: [QueryToken], tooDeep: [QueryToken]) {
        var opened: [Int] = []
        var isMatched: Set<Int> = []
        var isTooDeep: Set<Int> = []
        for (place, token) in tokens.enumerated() {
            if token.kind == .open {
                opened.append(place)
            } else if token.kind == .close, let open = opened.popLast() {
                isMatched.formUnion([open, place])
                if opened.count >= KeywordIndex.mostNesting { isTooDeep.formUnion([open, place]) }
            }
        }
        func isKept(_ place: Int) -> Bool { isMatched.contains(place) && !isTooDeep.contains(place) }
        var kept: [QueryToken] = []
        var unmatched: [QueryToken] = []
        for (place, token) in tokens.enumerated() {
            let isParenthesis = token.kind == .open || token.kind == .close
            if !isParenthesis || isKept(place) {
                kept.append(token)
            } else if !isMatched.contains(place) {
                unmatched.append(token)
            }
        }
        return (kept, unmatched, isTooDeep.sorted().map { tokens[$0] })
    }

    /// Operators that lack a side become words.
    private static func withOperatorsInPlace(_ tokens: [QueryToken]) -> [QueryToken] {
        var tokens = tokens
        for place in tokens.indices.reversed() where tokens[place].isOperator {
            let next = place + 1 < tokens.count ? tokens[place + 1].kind : .close
            let isNegation = next == .not && tokens[place].kind != .not
            if !isNegation, [.close, .and, .or, .not].contains(next) { tokens[place].kind = .word }
        }
        for place in tokens.indices where tokens[place].kind == .and || tokens[place].kind == .or {
            let before = place > 0 ? tokens[place - 1] : nil
            if before.map({ $0.kind == .open || $0.isOperator }) ?? true { tokens[place].kind = .word }
        }
        return tokens
    }

    /// The whole query.
    mutating func clause() -> KeywordClause {
        let read = sequence(column: nil)
        defer { notes.sort { $0.range.lowerBound < $1.range.lowerBound } }
        guard let read else { return .any([]) }
        if read.occurrence == .mustNot {
            note(.onlyExclusions, 0..<lexer.scalars.count)
            return .any([])
        }
        return read.clause
    }

    private mutating func sequence(column: String?) -> Node? {
        var nodes: [Node] = []
        while position < tokens.count, tokens[position].kind != .close {
            guard let node = choice(column) else { continue }
            // Plain words side by side are one text.
            if let bare = node.bare, let former = nodes.last?.bare {
                nodes[nodes.count - 1].bare = former.lowerBound..<bare.upperBound
            } else if node.bare.map({ hasPart($0) }) ?? true {
                nodes.append(node)
            }
        }
        return group(
            nodes.map { node in
                node.bare.map { Node(clause: .text(lexer.unescaped($0), column: column), bare: $0) } ?? node
            })
    }

    /// Whether one more part may be asked for.
    private mutating func hasPart(_ range: Range<Int>) -> Bool {
        clauses += 1
        if clauses == KeywordIndex.mostClauses + 1 { note(.clausesBounded, range.lowerBound..<lexer.scalars.count) }
        return clauses <= KeywordIndex.mostClauses
    }

    /// What several ask for together.
    private func group(_ nodes: [Node]) -> Node? {
        func those(_ occurrence: Occurrence) -> [KeywordClause] {
            nodes.filter { $0.occurrence == occurrence }.map(\.clause)
        }
        let (shoulds, musts, nots) = (those(.should), those(.must), those(.mustNot))
        guard let wanted = musts.isEmpty ? Self.any(shoulds) : Self.all(musts) else {
            return Self.any(nots).map { Node(occurrence: .mustNot, clause: $0) }
        }
        var clause = wanted
        if !musts.isEmpty, let preferred = Self.any(shoulds) { clause = .preferring(clause, preferred) }
        if let excluded = Self.any(nots) { clause = .excluding(clause, excluded) }
        return Node(clause: clause)
    }

    private static func any(_ clauses: [KeywordClause]) -> KeywordClause? {
        clauses.count > 1 ? .any(clauses) : clauses.first
    }

    private static func all(_ clauses: [KeywordClause]) -> KeywordClause? {
        clauses.count > 1 ? .all(clauses) : clauses.first
    }

    private mutating func choice(_ column: String?) -> Node? {
        let first = conjunction(column)
        guard takes(.or) else { return first }
        var nodes = [first]
        repeat { nodes.append(conjunction(column)) } while takes(.or)
        return group(
            nodes.compactMap { node in
                guard var node = node.flatMap({ standing($0, column) }) else { return nil }
                if node.occurrence == .must { node.occurrence = .should }
                return node
            })
    }

    private mutating func conjunction(_ column: String?) -> Node? {
        let first = operand(column)
        guard takes(.and) else { return first }
        var nodes = [first]
        repeat { nodes.append(operand(column)) } while takes(.and)
        return group(
            nodes.compactMap { node in
                guard var node = node.flatMap({ standing($0, column) }) else { return nil }
                if node.occurrence == .should { node.occurrence = .must }
                return node
            })
    }

    private mutating func takes(_ kind: QueryToken.Kind) -> Bool {
        guard position < tokens.count, tokens[position].kind == kind else { return false }
        position += 1
        return true
    }

    private mutating func operand(_ column: String?) -> Node? {
        if takes(.not) { return operand(column).flatMap { standing($0, column) }.map { signed($0, .mustNot) } }
        guard position < tokens.count, tokens[position].kind != .close else { return nil }
        let token = tokens[position]
        position += 1
        guard token.kind == .open else {
            return leaf(token, token.column ?? column).map { signed($0, token.sign) }
        }
        var inner = sequence(column: token.column ?? column)
        inner?.bare = nil
        if position < tokens.count, tokens[position].kind == .close {
            if let factor = tokens[position].boost { inner = inner.map { boosted($0, factor) } }
            position += 1
        }
        return inner.map { signed($0, token.sign) }
    }

    private func signed(_ node: Node, _ sign: QueryToken.Sign?) -> Node {
        guard let sign else { return node }
        var node = node
        switch sign {
        case .must: if node.occurrence == .should { node.occurrence = .must }
        case .mustNot: node.occurrence = node.occurrence == .mustNot ? .should : .mustNot
        }
        return node
    }

    private func boosted(_ node: Node, _ factor: Double) -> Node {
        Node(occurrence: node.occurrence, clause: .boosted(node.clause, factor))
    }
}

// MARK: - Words

extension QueryParser {
    /// A plain word that an operator stands at.
    private mutating func standing(_ node: Node, _ column: String?) -> Node? {
        guard let bare = node.bare else { return node }
        guard hasPart(bare) else { return nil }
        return Node(occurrence: node.occurrence, clause: standing(lexer.unescaped(bare), column))
    }

    /// What the analysis takes for one term is that word; several are a phrase, and so is the whole of a compound.
    private mutating func standing(_ text: String, _ column: String?) -> KeywordClause {
        let ranges = terms(of: text).ranges
        return ranges.count == 1 ? word(text, column) : phrase(text, slop: 0, column, ranges, nil)
    }

    /// One word, and not a part of it instead.
    private func word(_ text: String, _ column: String?) -> KeywordClause {
        let terms = terms(of: text)
        return terms.ranges.count == 1 && terms.hasParts ? .phrase(text, column: column) : .text(text, column: column)
    }

    private mutating func leaf(_ token: QueryToken, _ column: String?) -> Node? {
        let text = lexer.unescaped(token.content)
        let ranges = terms(of: text).ranges
        if ranges.isEmpty { return nil }
        if token.isBare { return Node(clause: .text(text, column: column), bare: token.content) }
        guard hasPart(token.range) else { return nil }
        let clause: KeywordClause
        switch token.kind {
        case .phrase(let slop): clause = phrase(text, slop: slop, column, ranges, token.range)
        case .prefix where hasRoom(token): clause = prefix(text, column, ranges)
        case .fuzzy(let edits) where hasRoom(token): clause = fuzzy(text, edits, column, ranges)
        default: clause = standing(text, column)
        }
        let node = Node(clause: clause)
        return token.boost.map { boosted(node, $0) } ?? node
    }

    /// Whether one more prefix or fuzzy word may be asked for.
    private mutating func hasRoom(_ token: QueryToken) -> Bool {
        expansions += 1
        if expansions > KeywordIndex.mostExpansions { note(.expansionsBounded, token.range) }
        return expansions <= KeywordIndex.mostExpansions
    }

    /// Where a text's terms are, those beside another one at the same place apart.
    private func terms(of text: String) -> (ranges: [Range<Int>], hasParts: Bool) {
        var ranges: [Range<Int>] = []
        var hasParts = false
        analyzer.forEachTerm(in: text) { _, kind, range in
            if !kind.isColocated {
                ranges.append(range)
            } else if kind.isAsked {
                hasParts = true
            }
        }
        return (ranges, hasParts)
    }

    /// - Parameter range: What to name in a note where the words' order cannot be asked for; nil for no note.
    private mutating func phrase(
        _ text: String, slop: Int, _ column: String?, _ terms: [Range<Int>], _ range: Range<Int>?
    ) -> KeywordClause {
        let hasPositions = columns.contains { $0.storesPositions && (column == nil || $0.name == column) }
        if hasPositions || terms.count == 1 { return .phrase(text, slop: slop, column: column) }
        if let range { note(.phraseUnordered, range) }
        return .all(terms.map { word(text.utf8Slice($0), column) })
    }

    /// Of several words the last one is a beginning. A script without spaces has pairs of characters, which begin with nothing.
    private mutating func prefix(_ text: String, _ column: String?, _ terms: [Range<Int>]) -> KeywordClause {
        let last = terms[terms.count - 1]
        let beginning = KeywordClause.prefix(text.utf8Slice(last), column: column)
        guard terms.count > 1 else { return beginning }
        if terms[terms.count - 2].upperBound > last.lowerBound { return phrase(text, slop: 0, column, terms, nil) }
        return .all([phrase(text.utf8Slice(0..<last.lowerBound), slop: 0, column, terms.dropLast(), nil), beginning])
    }

    private mutating func fuzzy(_ text: String, _ edits: Int, _ column: String?, _ terms: [Range<Int>]) -> KeywordClause
    {
        if terms.count == 1 { return .fuzzy(text, edits: edits, column: column) }
        for (former, next) in zip(terms, terms.dropFirst()) where former.upperBound > next.lowerBound {
            return phrase(text, slop: 0, column, terms, nil)
        }
        return .all(terms.map { .fuzzy(text.utf8Slice($0), edits: edits, column: column) })
    }
}

extension String {
    /// Some of its bytes.
    func utf8Slice(_ range: Range<Int>) -> String {
        let start = utf8.index(startIndex, offsetBy: range.lowerBound)
        return String(decoding: utf8[start..<utf8.index(start, offsetBy: range.count)], as: UTF8.self)
    }
}

import ModelServing

/// Takes citations out of an answer that no retrieved passage has the number of, and tells the others.
///
/// Which texts count as citations is ``CitationScanner``'s matter, documented there and in Docs/Design/chain.md. Markers
/// keep the numbers that the prompt gave. In quotations every marker is taken out: the numbers there are of the
/// source's own notes, and would be read as citations of this answer.
public struct CitationCheck: PostProcessor {
    public let name = "citation_check"

    public init() {}

    public func begin(context: PackedContext) -> any AnswerPass {
        Pass(passages: Dictionary(context.passages.map { ($0.number, $0) }) { first, _ in first })
    }

    private struct Pass: AnswerPass {
        var passages: [Int: ContextPassage]
        var scanner: CitationScanner
        var quotationScanner: CitationScanner?
        var cited: Set<Int> = []

        init(passages: [Int: ContextPassage]) {
            self.passages = passages
            scanner = CitationScanner(numbers: Set(passages.keys))
        }

        mutating func process(_ piece: AnswerPiece) -> [AnswerPiece] {
            switch piece {
            case .text(let text):
                return endQuotation() + answerPieces(scanner.scan(text))
            case .quotation(let text):
                var quotation = quotationScanner ?? CitationScanner(numbers: [])
                let before = quotationScanner == nil ? answerPieces(scanner.finish()) : []
                let pieces = quotation.scan(text)
                quotationScanner = quotation
                return before + answerPieces(pieces, isQuotation: true)
            case .data(let text):
                return endQuotation() + answerPieces(scanner.finish()) + checked(json: text)
            case .passages(let found):
                scanner.add(found.map(\.number))
                passages.merge(found.map { ($0.number, $0) }) { first, _ in first }
                return [piece]
            case .citation, .removedCitation, .warning:
                return [piece]
            }
        }

        mutating func finish() -> [AnswerPiece] {
            endQuotation() + answerPieces(scanner.finish())
        }

        /// The JSON with the strings checked, as it stood where nothing is taken out; what is no JSON stays as it is.
        private mutating func checked(json text: String) -> [AnswerPiece] {
            guard let json = try? JSON(text: text) else { return [.data(text)] }
            var others: [AnswerPiece] = []
            let checked = json.mapStrings { string in
                var scanner = CitationScanner(numbers: Set(passages.keys))
                var result = ""
                for piece in answerPieces(scanner.scan(string) + scanner.finish()) {
                    if case .text(let part) = piece { result += part } else { others.append(piece) }
                }
                return result
            }
            return [.data(checked == json ? text : (try? checked.text()) ?? text)] + others
        }

        private mutating func endQuotation() -> [AnswerPiece] {
            guard var quotation = quotationScanner else { return [] }
            quotationScanner = nil
            scanner.continueLine()
            return answerPieces(quotation.finish(), isQuotation: true)
        }

        private mutating func answerPieces(
            _ scanned: [CitationScanner.Piece], isQuotation: Bool = false
        ) -> [AnswerPiece] {
            scanned.compactMap { piece in
                switch piece {
                case .text(let text): return isQuotation ? .quotation(text) : .text(text)
                case .removed(let marker): return .removedCitation(marker)
                case .cited(let number):
                    guard cited.insert(number).inserted, let passage = passages[number] else { return nil }
                    return .citation(passage.citation)
                }
            }
        }
    }
}

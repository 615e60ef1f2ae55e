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
        let passages: [Int: ContextPassage]
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
            case .citation, .removedCitation, .warning:
                return [piece]
            }
        }

        mutating func finish() -> [AnswerPiece] {
            endQuotation() + answerPieces(scanner.finish())
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

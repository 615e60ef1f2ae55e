import ModelServing

/// Masks personal data, or whatever patterns find, in an answer while it streams.
///
/// Held back is only what may still become a match: a word that may become an address, digits that may become a number.
/// Put it before ``CitationCheck``. What was masked is counted in one warning at the end and stands nowhere; the passages in prompts and
/// citations are the sources' own and stay as they are.
///
///     chain.postProcessors = [AnswerMask(TextPattern.personalData), CitationCheck()]
public struct AnswerMask: PostProcessor {
    public let name = "answer_mask"
    /// Each place becomes the pattern's name, as `[EMAIL]`.
    public var patterns: [TextPattern]

    public init(_ patterns: [TextPattern]) {
        self.patterns = patterns
    }

    public func begin(context: PackedContext) -> any AnswerPass {
        Pass(mask: TextMask(patterns))
    }

    private struct Pass: AnswerPass {
        let mask: TextMask
        /// What is not given out yet, after one scalar that is: what stands before a match can matter.
        var held: [Unicode.Scalar] = []
        var contextCount = 0
        var isQuotation = false
        var counts: [String: Int] = [:]

        init(mask: TextMask) { self.mask = mask }

        mutating func process(_ piece: AnswerPiece) -> [AnswerPiece] {
            switch piece {
            case .text(let text): return add(text, isQuotation: false)
            case .quotation(let text): return add(text, isQuotation: true)
            case .data(let text): return release(all: true) + [.data(masked(json: text))]
            case .citation, .removedCitation, .passages, .warning: return release(all: true) + [piece]
            }
        }

        mutating func finish() -> [AnswerPiece] {
            var rest = release(all: true)
            if !counts.isEmpty {
                let summary = TextMask.Result(text: "", counts: counts).summary
                rest.append(
                    .warning(ChainWarning(.answerMasked, step: .postProcessing, "masked in the answer: \(summary)")))
            }
            return rest
        }

        private mutating func add(_ text: String, isQuotation: Bool) -> [AnswerPiece] {
            let before = isQuotation == self.isQuotation ? [] : release(all: true)
            self.isQuotation = isQuotation
            held += text.unicodeScalars
            return before + release(all: false)
        }

        private mutating func release(all: Bool) -> [AnswerPiece] {
            let places = mask.places(in: held).filter { $0.range.lowerBound >= contextCount }
            var end = held.count
            if !all {
                for pattern in mask.patterns { end = min(end, pattern.tail(held)) }
                // A match is given out whole or not at all.
                for place in places.reversed() where place.range.contains(end) { end = place.range.lowerBound }
            }
            guard end > contextCount else { return [] }
            let text = TextMask.masked(held, from: contextCount, to: end, places)
            for place in places where place.range.upperBound <= end { counts[place.name, default: 0] += 1 }
            held.removeFirst(all ? held.count : end - 1)
            contextCount = all ? 0 : 1
            return [isQuotation ? .quotation(text) : .text(text)]
        }

        private mutating func masked(json text: String) -> String {
            guard let json = try? JSON(text: text) else {
                let result = mask.apply(to: text)
                counts.merge(result.counts, uniquingKeysWith: +)
                return result.text
            }
            let masked = json.mapStrings { string in
                let result = mask.apply(to: string)
                counts.merge(result.counts, uniquingKeysWith: +)
                return result.text
            }
            return masked == json ? text : (try? masked.text()) ?? text
        }
    }
}

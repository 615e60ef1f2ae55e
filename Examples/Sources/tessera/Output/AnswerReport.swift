import ChainKit

/// What `ask --json` prints; its keys are a contract.
struct AnswerReport: Encodable {
    struct Citation: Encodable {
        /// As in the answer: `[1]` is 1.
        var number: Int
        var path: String
        /// The titles of the headings above it, outermost first, joined by " > ".
        var heading: String
        /// In UTF-8 bytes of the document, like ``end``, which is the first byte after it.
        var start: Int
        var end: Int
        var text: String

        init(_ citation: ChainKit.Citation) {
            number = citation.number
            path = citation.path
            heading = citation.headings.joined(separator: " > ")
            start = citation.range.lowerBound
            end = citation.range.upperBound
            text = citation.text
        }

        /// For people.
        var line: String {
            let place = heading.isEmpty ? path : "\(path) > \(heading)"
            return "[\(number)] \(place.forTerminal) [bytes \(start)..<\(end)]"
        }
    }

    var answer: String
    var citations: [Citation]
    /// How many citations of the model resolved to nothing and were taken out.
    var removedCitations: Int
    /// Every step of the call with its times, and exactly what a model was sent.
    var trace: ChainKit.Trace

    init(_ answer: ChainAnswer) {
        self.answer = answer.text
        citations = answer.citations.map { Citation($0) }
        removedCitations = answer.removedCitations
        trace = answer.trace
    }
}

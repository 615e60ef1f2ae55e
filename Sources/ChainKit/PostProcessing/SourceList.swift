/// Ends an answer with the list of its sources, one line for each citation: `[1] path › heading`.
///
/// Put it after ``CitationCheck``, which tells the citations. An answer without citations, or in JSON, has no list.
///
///     chain.postProcessors = [CitationCheck(), SourceList(title: "Sources")]
public struct SourceList: PostProcessor {
    public let name = "source_list"
    /// The line before the list.
    public var title: String

    public init(title: String = "Sources") {
        self.title = title
    }

    public func begin(context: PackedContext) -> any AnswerPass { Pass(title: title) }

    private struct Pass: AnswerPass {
        let title: String
        var citations: [Citation] = []
        var isData = false

        init(title: String) { self.title = title }

        mutating func process(_ piece: AnswerPiece) -> [AnswerPiece] {
            if case .citation(let citation) = piece { citations.append(citation) }
            if case .data = piece { isData = true }
            return [piece]
        }

        mutating func finish() -> [AnswerPiece] {
            guard !citations.isEmpty, !isData else { return [] }
            let lines = citations.sorted { $0.number < $1.number }.map { citation in
                "[\(citation.number)] " + ([citation.path] + citation.headings).joined(separator: " › ")
            }
            return [.text("\n\n\(title):\n" + lines.joined(separator: "\n"))]
        }
    }
}

import ChainKit

/// Shows an answer while it comes: its text, then what it cites; warnings beside it.
struct AnswerPrinter {
    /// Whether the text is shown, or warnings alone.
    var showsText = true
    /// Whether the call's id is told at the end, by which `tessera trace` finds it.
    var showsTraceID: Bool

    /// - Returns: The whole answer.
    /// - Throws: What the events throw, after telling the id of the call that failed.
    @discardableResult
    func show<Events: AsyncSequence>(_ events: Events) async throws -> ChainAnswer
    where Events.Element == ChainEvent {
        var shown = ""
        do {
            for try await event in events {
                switch event {
                case .text(let piece) where showsText:
                    try StandardOutput.write(piece.forTerminal)
                    shown += piece
                case .warning(let warning) where !Self.routine.contains(warning.code):
                    StandardError.writeLine("warning: \("\(warning)".forTerminal)")
                case .finished(let answer):
                    if showsText { try finish(answer, after: shown) }
                    tell(answer.trace)
                    return answer
                default:
                    break
                }
            }
            throw CancellationError()
        } catch {
            if !shown.isEmpty, !shown.hasSuffix("\n") { try StandardOutput.writeLine() }
            if let failure = error as? ChainError { tell(failure.trace) }
            throw error
        }
    }

    /// That the best passages fill the budget is as it should be; the trace tells it.
    static let routine: Set<ChainWarning.Code> = [.passageTruncated, .passagesDropped]

    /// What follows the streamed text.
    private func finish(_ answer: ChainAnswer, after shown: String) throws {
        if !shown.hasSuffix("\n") { try StandardOutput.writeLine() }
        if !answer.citations.isEmpty { try StandardOutput.writeLine() }
        for citation in answer.citations { try StandardOutput.writeLine(AnswerReport.Citation(citation).line) }
        if answer.removedCitations > 0 {
            StandardError.writeLine("\(answer.removedCitations) citations that name no retrieved passage were removed")
        }
    }

    private func tell(_ trace: ChainKit.Trace) {
        if showsTraceID { StandardError.writeLine("trace: \(trace.id)") }
    }
}

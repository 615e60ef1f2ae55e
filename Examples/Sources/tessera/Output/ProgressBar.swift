import Retriever
import Synchronization

/// How far an ingest has come, on standard error: a bar where a terminal shows it, a line per tenth elsewhere.
final class ProgressBar: Sendable {
    private struct Shown {
        var phase: IngestProgress.Phase?
        /// Hundredths on a terminal, tenths elsewhere.
        var step = -1
    }

    private static let width = 30
    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let shown = Mutex(Shown())

    init(
        isTerminal: Bool = StandardError.isTerminal, write: @escaping @Sendable (String) -> Void = StandardError.write
    ) {
        self.isTerminal = isTerminal
        self.write = write
    }

    func show(_ progress: IngestProgress) {
        show(progress.phase, progress.completed, of: progress.total)
    }

    /// A sync without an ingest.
    func showEmbedding(_ completed: Int, of total: Int) {
        show(.embedding, completed, of: total)
    }

    private func show(_ phase: IngestProgress.Phase, _ completed: Int, of total: Int) {
        guard total > 0 else { return }
        let steps = isTerminal ? 100 : 10
        let step = completed * steps / total
        shown.withLock { shown in
            guard shown.phase != phase || shown.step != step else { return }
            // A phase that is over keeps its full bar on its own line.
            if isTerminal, let last = shown.phase, last != phase { write("\n") }
            shown = Shown(phase: phase, step: step)
            let what = phase == .reading ? "reading files" : "embedding chunks"
            let count = "\(completed) of \(total)"
            guard isTerminal else { return write("\(what): \(count)\n") }
            let filled = completed * Self.width / total
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
            // Clears to the end of the line: the last text may have been longer.
            write("\r\(bar) \(what): \(count)\u{1B}[K")
        }
    }

    /// Leaves the cursor on a line of its own.
    func finish() {
        shown.withLock { shown in
            if isTerminal, shown.phase != nil { write("\n") }
            shown = Shown()
        }
    }
}

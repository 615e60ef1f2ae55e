import Retriever
import Synchronization

/// How far work has come, on standard error: a bar where a terminal shows it, a line per tenth elsewhere.
final class ProgressBar: Sendable {
    private struct Shown {
        var work: String?
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
        switch progress.phase {
        case .reading: show("reading files", progress.completed, of: progress.total)
        case .embedding: showEmbedding(progress.completed, of: progress.total)
        }
    }

    /// A sync without an ingest.
    func showEmbedding(_ completed: Int, of total: Int) {
        show("embedding chunks", completed, of: total)
    }

    /// - Parameter work: What is being done; a new one begins a line of its own.
    func show(_ work: String, _ completed: Int, of total: Int) {
        guard total > 0 else { return }
        let steps = isTerminal ? 100 : 10
        let step = completed * steps / total
        shown.withLock { shown in
            guard shown.work != work || shown.step != step else { return }
            // Work that is over keeps its full bar on its own line.
            if isTerminal, let last = shown.work, last != work { write("\n") }
            shown = Shown(work: work, step: step)
            let count = "\(completed) of \(total)"
            guard isTerminal else { return write("\(work): \(count)\n") }
            let filled = completed * Self.width / total
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
            // Clears to the end of the line: the last text may have been longer.
            write("\r\(bar) \(work): \(count)\u{1B}[K")
        }
    }

    /// Leaves the cursor on a line of its own.
    func finish() {
        shown.withLock { shown in
            if isTerminal, shown.work != nil { write("\n") }
            shown = Shown()
        }
    }
}

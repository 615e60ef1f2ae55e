import ModelServing
import Synchronization

/// The results of many questions, in the order of the questions.
///
///     let journal = try BatchJournal(at: folder.appending(path: "answers.journal"))
///     for try await result in chain.batch(questions, options: BatchOptions(concurrency: 8), journal: journal) {
///         switch result.outcome {
///         case .success(let answer): print(result.id, answer.text)
///         case .failure(let error): print(result.id, "failed:", error)
///         }
///     }
///
/// A row that fails is a result like another. With a journal an answer is on the disk before it is handed out, and a batch
/// that runs again, after a kill for instance, asks only what has no answer yet. Nothing runs before the first `next()`,
/// no more than ``BatchOptions/window`` rows are read ahead of the reader, and whoever leaves the loop cancels the rest.
/// Ends by throwing where the questions do, after the results of those before, or where the journal cannot be written.
public struct Batch<Questions: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Questions.Element == BatchQuestion {
    public typealias Element = BatchResult

    let chain: RAGChain
    let questions: Questions
    let options: BatchOptions
    let journal: BatchJournal?

    /// A run of its own.
    public func makeAsyncIterator() -> Iterator {
        Iterator(run: BatchRun(chain: chain, options: options, journal: journal), questions: questions)
    }

    /// One run; letting go of it cancels what still runs.
    public struct Iterator: AsyncIteratorProtocol {
        private let holder: BatchHolder
        private let questions: Questions
        private var rows: AsyncThrowingStream<BatchRun.Row, any Error>.Iterator

        init(run: BatchRun, questions: Questions) {
            holder = BatchHolder(run: run)
            self.questions = questions
            rows = run.rows.makeAsyncIterator()
        }

        /// The next row's result; nil after the last.
        public mutating func next() async throws -> BatchResult? {
            holder.run.begin(questions)
            guard let row = try await rows.next() else {
                // A stream whose reader was cancelled ends as if it were over.
                try Task.checkCancellation()
                return nil
            }
            return try await holder.run.result(of: row)
        }
    }
}

extension RAGChain {
    /// Asks every question of a stream.
    public func batch<Questions: AsyncSequence & Sendable>(
        _ questions: Questions, options: BatchOptions = BatchOptions(), journal: BatchJournal? = nil
    ) -> Batch<Questions> where Questions.Element == BatchQuestion {
        Batch(chain: self, questions: questions, options: options, journal: journal)
    }

    /// Asks every question of a sequence, which may be lazy.
    public func batch<Questions: Sequence & Sendable>(
        _ questions: Questions, options: BatchOptions = BatchOptions(), journal: BatchJournal? = nil
    ) -> Batch<BatchRows<Questions>> where Questions.Element == BatchQuestion {
        batch(BatchRows(rows: questions), options: options, journal: journal)
    }
}

/// A sequence as a stream.
public struct BatchRows<Rows: Sequence & Sendable>: AsyncSequence, Sendable {
    public typealias Element = Rows.Element

    let rows: Rows

    public func makeAsyncIterator() -> Iterator { Iterator(rows: rows.makeIterator()) }

    /// Goes through the rows once.
    public struct Iterator: AsyncIteratorProtocol {
        var rows: Rows.Iterator

        public mutating func next() async throws -> Rows.Element? { rows.next() }
    }
}

/// Ends the run when nobody holds its iterator any more.
final class BatchHolder: Sendable {
    let run: BatchRun

    init(run: BatchRun) { self.run = run }

    deinit { run.cancel() }
}

/// A conversation with a chain: each question is asked with what the memory makes of the turns before, and kept with its
/// answer.
///
///     let session = ChatSession(try SessionID(user: "ada", name: "kyoto"), in: sessions, chain: chain)
///     for try await event in session.stream("And when does it open?") {
///         if case .text(let piece) = event { print(piece, terminator: "") }
///     }
///
/// Nothing of it is in memory alone: a session of the same id goes on after a restart. A call that fails or is cancelled
/// leaves no turn.
public struct ChatSession: Sendable {
    /// Which, and whose.
    public let id: SessionID
    /// Where it is kept.
    public private(set) var store: SessionStore
    /// What answers.
    public var chain: RAGChain
    /// What of the turns before goes into a call; a step of the chain, behind the guardrails at its beginning.
    public var memory: any SessionMemory

    public init(
        _ id: SessionID, in store: SessionStore, chain: RAGChain, memory: any SessionMemory = BudgetMemory()
    ) {
        self.id = id
        self.store = store
        self.chain = chain
        self.memory = memory
    }

    /// The turns so far, oldest first.
    ///
    /// - Throws: `StoreError`.
    public func turns() throws -> [ChatTurn] { try store.turns(of: id) }

    /// What happens while the question is answered; as ``RAGChain/stream(_:options:)``.
    ///
    /// The turn is kept before the last event. Where it cannot be, the answer has a warning of code
    /// ``ChainWarning/Code/turnNotKept``.
    /// - Parameter options: Their history is set by the session, and the requester is the session's user.
    public func stream(_ question: String, options: ChainOptions = ChainOptions()) -> ChatEvents {
        ChatEvents(session: self, question: question, options: options)
    }

    /// The whole answer.
    ///
    /// - Throws: As ``RAGChain/answer(_:options:)``; turns before that cannot be read are a failure of query processing.
    public func answer(_ question: String, options: ChainOptions = ChainOptions()) async throws -> ChainAnswer {
        for try await event in stream(question, options: options) {
            if case .finished(let answer) = event { return answer }
        }
        throw CancellationError()
    }
}

/// The events of a call within a session.
public struct ChatEvents: AsyncSequence, Sendable {
    public typealias Element = ChainEvent

    let session: ChatSession
    let question: String
    let options: ChainOptions

    /// A call of its own, which begins with the first `next()`.
    public func makeAsyncIterator() -> Iterator {
        Iterator(session: session, question: question, options: options)
    }

    /// One call; letting go of it cancels the call.
    public struct Iterator: AsyncIteratorProtocol {
        private let session: ChatSession
        private let question: String
        private var options: ChainOptions
        private var events: ChainEvents.Iterator?

        fileprivate init(session: ChatSession, question: String, options: ChainOptions) {
            self.session = session
            self.question = question
            self.options = options
            self.options.requester = session.id.user
            self.options.history = []
        }

        /// The next event; nil after the last.
        public mutating func next() async throws -> ChainEvent? {
            if events == nil {
                events = session.rememberingChain.stream(question, options: options).makeAsyncIterator()
            }
            guard let event = try await events?.next() else { return nil }
            guard case .finished(var answer) = event else { return event }
            do {
                try session.store.append(
                    ChatTurn(question: question, answer: answer.text, traceID: answer.trace.id), to: session.id)
            } catch {
                answer.warnings.append(
                    ChainWarning(.turnNotKept, step: .recording, "the session does not remember this turn: \(error)"))
            }
            return .finished(answer)
        }
    }
}

extension ChatSession {
    /// The chain with the session's memory among its first steps.
    fileprivate var rememberingChain: RAGChain {
        var chain = chain
        let place = chain.queryProcessors.firstIndex { !($0 is Guardrail) } ?? chain.queryProcessors.endIndex
        let masks = chain.queryProcessors[..<place].compactMap { $0 as? Guardrail }.filter { $0.action == .mask }
        var session = self
        session.store.patterns = masks.flatMap(\.patterns)
        chain.queryProcessors.insert(Remembering(session: session), at: place)
        return chain
    }

    /// Gives a query the history that the memory makes for it.
    private struct Remembering: QueryProcessor {
        let session: ChatSession

        var name: String { session.memory.name }

        func process(_ query: ChainQuery) async throws -> ChainQuery {
            var query = query
            query.history = try await session.memory.history(
                before: query.text, in: session.id, of: session.store)
            return query
        }
    }
}

extension ChainWarning.Code {
    /// A session's turn could not be kept; the next call will not know of it.
    public static let turnNotKept = ChainWarning.Code("turn_not_kept")
}

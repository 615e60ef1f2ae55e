public import Retriever

/// Answers questions from what a retriever finds, in steps that can each be seen, skipped and replaced:
/// query processing → routing → expansion → retrieval and look-ups → packing → generation → post-processing.
///
///     let chain = RAGChain(retriever: collection, generator: ExtractiveGenerator(model: encoder))
///     for try await event in chain.stream("How are index files written?") {
///         switch event {
///         case .text(let piece): print(piece, terminator: "")
///         case .finished(let answer):
///             for citation in answer.citations { print("\n[\(citation.number)] \(citation.path)") }
///         default: break
///         }
///     }
///
/// A step is seen through ``ChainEvent``s and the ``Trace``, replaced by assigning its property, and skipped by
/// emptying it: with no query processors the question goes to the retriever and into the prompt byte for byte, with no
/// post-processors the model's text comes out as it is, unchecked and without citations. A chain is a value: change a
/// copy at will, and call it from as many tasks as you like.
public struct RAGChain: Sendable {
    /// Run in order, each on what the one before made of the question.
    public var queryProcessors: [any QueryProcessor]
    /// Chooses one of ``routes``; nil leaves the chain as it is.
    public var router: (any QueryRouter)?
    /// The ways that ``router`` can choose.
    public var routes: [ChainRoute] = []
    /// Make further queries, all at the same time; what they find is fused with what the question finds.
    public var expanders: [any QueryExpander] = []
    /// The most queries searched for, the question among them; what expanders make beyond is left out.
    public var maximumQueries = 8
    /// Finds the chunks: a collection of the store, or a service of your own.
    public var retriever: any ChunkRetriever
    /// What each retrieval asks for, unless the call's options say otherwise.
    public var retrieval: RetrievalOptions
    /// Run at the same time as expansion and retrieval.
    public var lookups: [any ContextLookup] = []
    /// Chooses what of the chunks goes into the prompt.
    public var packer: any ContextPacker
    /// Writes the answer.
    public var generator: any AnswerGenerator
    /// What answers instead of ``generator`` when retrieval finds nothing; nil asks the generator all the same, with
    /// an empty context.
    public var whenNothingFound: (any AnswerGenerator)?
    /// Run in order, each on what the one before lets through.
    public var postProcessors: [any PostProcessor]
    /// Where the trace of each call goes, before the call's last event.
    public var recorder: (any TraceRecorder)?
    /// How long a call waits for its recorder; then the recording goes on without it, and a warning says so.
    public var recordingTimeLimit: Duration
    /// What goes into the traces of calls, and where spans go while they happen.
    public var tracing = TraceOptions()

    public init(
        retriever: any ChunkRetriever, generator: any AnswerGenerator,
        queryProcessors: [any QueryProcessor] = [WhiteSpaceNormalizer()],
        retrieval: RetrievalOptions = RetrievalOptions(k: 8), packer: any ContextPacker = BudgetPacker(),
        whenNothingFound: (any AnswerGenerator)? = FixedAnswer.nothingFound,
        postProcessors: [any PostProcessor] = [CitationCheck()], recorder: (any TraceRecorder)? = nil,
        recordingTimeLimit: Duration = .seconds(5)
    ) {
        self.queryProcessors = queryProcessors
        self.retriever = retriever
        self.retrieval = retrieval
        self.packer = packer
        self.generator = generator
        self.whenNothingFound = whenNothingFound
        self.postProcessors = postProcessors
        self.recorder = recorder
        self.recordingTimeLimit = recordingTimeLimit
    }

    /// What happens while the question is answered, as it happens.
    ///
    /// The work begins with the first event asked for and keeps at most a few events ahead of its reader. To cancel it,
    /// cancel the task that iterates, or let go of the iterator, as leaving the loop does. Iterating twice asks twice.
    public func stream(_ question: String, options: ChainOptions = ChainOptions()) -> ChainEvents {
        ChainEvents(chain: self, question: question, options: options)
    }

    /// The whole answer.
    ///
    /// - Throws: ``ChainError``, which names the step that failed, or `CancellationError`.
    public func answer(_ question: String, options: ChainOptions = ChainOptions()) async throws -> ChainAnswer {
        for try await event in ChainEvents(chain: self, question: question, options: options, kind: .finished) {
            if case .finished(let answer) = event { return answer }
        }
        throw CancellationError()
    }
}

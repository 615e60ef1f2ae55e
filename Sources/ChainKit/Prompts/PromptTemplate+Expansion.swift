import ModelServing

extension PromptTemplate {
    /// Asks for other wordings; what ``ModelExpander/multiQuery(_:count:prompt:)`` sends.
    ///
    /// Variables: `count` (integer), ``PromptVariable/question``.
    public static let otherWordings = PromptTemplate(
        name: "other_wordings", version: 1, variables: [.count, .question],
        trusted: [
            Message(
                .system,
                """
                You write search queries. Ask the user's question in {{count}} other ways, each with words that the \
                documents may use in place of the question's own. Keep its meaning and its language. Do not answer it. \
                Write one query in each line and nothing more.
                """),
            Message(.user, "{{question}}"),
        ])

    /// Asks for a passage that would answer; what ``ModelExpander/hyde(_:prompt:)`` sends.
    ///
    /// Variables: ``PromptVariable/question``.
    public static let hypotheticalPassage = PromptTemplate(
        name: "hypothetical_passage", version: 1, variables: [.question],
        trusted: [
            Message(
                .system,
                """
                Write the passage of a document that answers the user's question, as it might stand there: some three \
                sentences, in the question's language, without an introduction. It is used for searching alone, so it \
                need not be true.
                """),
            Message(.user, "{{question}}"),
        ])

    /// Asks for a broader question; what ``ModelExpander/stepBack(_:prompt:)`` sends.
    ///
    /// Variables: ``PromptVariable/question``.
    public static let broaderQuestion = PromptTemplate(
        name: "broader_question", version: 1, variables: [.question],
        trusted: [
            Message(
                .system,
                """
                You take a step back from a question: write the more general question whose answer one has to know \
                first, in the same language. Do not answer it. Write the question and nothing more.
                """),
            Message(.user, "{{question}}"),
        ])

    /// Asks for the parts of a question; what ``ModelExpander/decomposition(_:count:prompt:)`` sends.
    ///
    /// Variables: `count` (integer), ``PromptVariable/question``.
    public static let partialQuestions = PromptTemplate(
        name: "partial_questions", version: 1, variables: [.count, .question],
        trusted: [
            Message(
                .system,
                """
                You divide a question into the simpler questions that must be answered for it, {{count}} at most, each \
                of which can be understood by itself, in the same language. If it is simple already, repeat it. Do not \
                answer. Write one question in each line and nothing more.
                """),
            Message(.user, "{{question}}"),
        ])
}

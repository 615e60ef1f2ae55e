import ModelServing

extension PromptTemplate {
    /// What a model is sent for an input: the messages with the values in place, the history between the system
    /// messages and the others.
    ///
    /// Of what the input brings a prompt may leave some out; the caller's own values it must all take.
    func messages(
        for input: GenerationInput, values: [String: PromptValue]
    ) throws(PromptError) -> [Message] {
        var brought = input.variables
        brought["question"] = .text(input.question)
        brought["passages"] = .passages(input.context)
        brought["boundary"] = .boundary(input.context)
        var values = values
        for variable in variables {
            if values[variable.name] == nil { values[variable.name] = brought[variable.name] }
        }
        let messages = try render(values)
        let systemCount = messages.prefix { $0.role == .system }.count
        return messages.prefix(systemCount) + input.history + messages.dropFirst(systemCount)
    }
}

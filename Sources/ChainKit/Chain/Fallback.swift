/// Work that a chain can do without.
enum Fallback {
    /// What `body` returns; where it throws, `value` and a warning. Cancellation is thrown on.
    static func from<Result>(
        _ warning: (String) -> ChainWarning, to value: Result, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            try Task.checkCancellation()
            ChainNotes.add(warning(String(describing: error)))
            return value
        }
    }
}

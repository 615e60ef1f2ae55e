import Retriever

extension Filter {
    /// The filter of a chain and that of a call: a call can narrow what its chain may see, never widen it.
    static func both(_ first: Filter?, _ second: Filter?) -> Filter? {
        guard let first, let second else { return first ?? second }
        return first && second
    }
}

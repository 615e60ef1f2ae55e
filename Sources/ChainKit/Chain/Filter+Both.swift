import Retriever

extension Filter {
    /// The filter of a chain and that of a call.
    static func both(_ first: Filter?, _ second: Filter?) -> Filter? {
        second ?? first
    }
}

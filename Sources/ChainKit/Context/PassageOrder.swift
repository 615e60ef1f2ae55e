import Retriever

/// The order in which packed passages stand in a prompt; which ones are packed is decided by their ranks alone.
public enum PassageOrder: String, Sendable, Hashable, Codable, CaseIterable {
    /// By rank.
    case bestFirst
    /// By rank, the best beside the question at the end.
    case bestLast
    /// The best first, the second best last, and so on inwards: models read the middle of a long prompt least.
    ///
    /// - Source: Liu et al. 2023, "Lost in the Middle", arXiv:2307.03172.
    case edges
    /// File by file, those of better passages first, within a file by place.
    case source

    /// - Parameter passages: By rank.
    func arranged(_ passages: [ContextPassage]) -> [ContextPassage] {
        switch self {
        case .bestFirst: return passages
        case .bestLast: return passages.reversed()
        case .edges:
            let front = stride(from: 0, to: passages.count, by: 2).map { passages[$0] }
            let back = stride(from: 1, to: passages.count, by: 2).map { passages[$0] }
            return front + back.reversed()
        case .source:
            var ranks: [String: Int] = [:]
            for passage in passages where ranks[passage.hit.path] == nil { ranks[passage.hit.path] = ranks.count }
            return passages.enumerated().sorted { a, b in
                let files = (ranks[a.element.hit.path] ?? 0, ranks[b.element.hit.path] ?? 0)
                if files.0 != files.1 { return files.0 < files.1 }
                let starts = (a.element.range.lowerBound, b.element.range.lowerBound)
                return starts.0 != starts.1 ? starts.0 < starts.1 : a.offset < b.offset
            }.map(\.element)
        }
    }
}

import Chunking

/// A chunker as `chunk-quality` knows it: its name, and after a slash the one parameter that matters most beside the size.
struct QualityChunker {
    /// As it was given.
    let name: String
    /// Whether a chunk's vector is made of its tokens' in the document instead of its text: `late:` before the name.
    let isLate: Bool
    /// Whether it is blended with the vector of its own text: `blended:` before the name.
    let isBlended: Bool
    private let kind: Kind
    private let parameter: Double?

    enum Kind: String, CaseIterable {
        case fixed, recursive, sentence, structure, semantic, contextual
        case clusterSemantic = "cluster-semantic"
        case sentenceWindow = "sentence-window"
        case parentChild = "parent-child"

        /// What stands behind the slash; nil for nothing.
        var parameter: String? {
            switch self {
            case .fixed, .recursive, .sentence, .structure: nil
            case .semantic: "percentile of the breakpoints, 95"
            case .clusterSemantic: "the most of a piece, 50"
            case .sentenceWindow: "sentences on each side, 1"
            case .parentChild: "children a parent, 4"
            case .contextual: "the prefix's share of the size, 0.2"
            }
        }
    }

    static var help: String {
        Kind.allCases.map { kind in kind.rawValue + (kind.parameter.map { "[/\($0)]" } ?? "") }
            .joined(separator: ", ") + "; with late: before it for late chunking, with blended: for a blend of it "
            + "with the chunk's own embedding"
    }

    /// Each kind once, and late chunking of the plainest, alone and blended, as `DocumentProcessing.recommended(for:)` is.
    static let standard =
        Kind.allCases.map(\.rawValue)
        + ["late", "blended"].flatMap { way in ["recursive", "sentence", "semantic"].map { way + ":" + $0 } }
        + ["blended:structure"]

    /// - Throws: ``Refusal`` for a name that is not known.
    init(_ name: String) throws {
        isBlended = name.hasPrefix("blended:")
        isLate = isBlended || name.hasPrefix("late:")
        let parts = name.dropFirst(isBlended ? 8 : isLate ? 5 : 0).split(separator: "/", maxSplits: 1)
        guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }) else {
            throw Refusal("there is no chunker \(name); there are \(Self.help)")
        }
        self.name = name
        self.kind = kind
        parameter = parts.count > 1 ? Double(parts[1]) : nil
        guard parts.count == 1 || (parameter != nil && kind.parameter != nil) else {
            throw Refusal("\(name) cannot be read; there are \(Self.help)")
        }
    }

    /// - Parameter size: What is given back is at most so large, but for sentence windows, of which each sentence is.
    func chunker(size: ChunkSize, overlap: Int, embedder: any SentenceEmbedder) throws -> any AsyncChunker {
        switch kind {
        case .fixed: AwaitedChunker(try FixedSizeChunker(size: size, overlap: overlap))
        case .recursive: AwaitedChunker(try RecursiveChunker(size: size, overlap: overlap))
        case .sentence: AwaitedChunker(try SentenceChunker(size: size, overlap: overlap))
        case .structure: AwaitedChunker(try StructureChunker(size: size, overlap: overlap))
        case .sentenceWindow: AwaitedChunker(try SentenceWindowChunker(size: size, window: Int(parameter ?? 1)))
        case .parentChild:
            AwaitedChunker(
                try ParentChildChunker(
                    parents: RecursiveChunker(size: size), childSize: size.part(1 / (parameter ?? 4))))
        case .contextual:
            AwaitedChunker(
                try ContextualChunker(size: size, prefixLimit: max(1, Int((parameter ?? 0.2) * Double(size.limit)))) {
                    size throws(ChunkingError) in try StructureChunker(size: size)
                })
        case .semantic:
            try SemanticChunker(embedder: embedder, size: size, breakpoints: .percentile(parameter ?? 95))
        case .clusterSemantic:
            try ClusterSemanticChunker(
                embedder: embedder, size: size, pieceLimit: min(Int(parameter ?? 50), size.limit))
        }
    }
}

extension ChunkSize {
    fileprivate func part(_ share: Double) -> ChunkSize {
        let part = max(1, Int(share * Double(limit)))
        return switch self {
        case .characters: .characters(part)
        case .words: .words(part)
        case .tokens(_, let tokenizer, _): .tokens(part, tokenizer)
        }
    }
}

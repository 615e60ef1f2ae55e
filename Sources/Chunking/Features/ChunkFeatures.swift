/// What is known of a chunk beyond its text: columns to filter, to group and to show by.
public struct ChunkFeatures: Sendable, Hashable, Codable {
    /// Stays while the chunk does; see ``ChunkIDs``.
    public var id: String
    /// SHA-256 of the content, in hexadecimal: what an embedding cache goes by.
    public var contentHash: String
    /// The document's title where it has one, else its first heading.
    public var title: String?
    /// The path of headings above the chunk, the title left out where it would be the first.
    public var headings: [String]
    /// The content's language as BCP 47 has it, detected; where that is uncertain the document's own.
    public var language: String?
    /// The first page it is on, from 1, in documents that have pages.
    public var firstPage: Int?
    public var lastPage: Int?
    /// Its position among the document's chunks, from 0.
    public var ordinal: Int
    /// Where it begins in the source, from 0 to 1.
    public var position: Double
    /// How many tokens the content has; nil without a tokenizer.
    public var tokens: Int?
    /// The content's most telling phrases, the best first; see ``KeyPhrases``.
    public var keyPhrases: [String]
}

/// Finds the features of a document's chunks.
///
///     let extractor = FeatureExtractor(tokenizer: tokenizer)
///     let features = extractor.features(of: chunks, in: document, id: "handbook/Guide.md")
public struct FeatureExtractor: Sendable {
    private let tokenizer: (any TextTokenizer)?
    private let phraseLimit: Int

    /// - Parameters:
    ///   - tokenizer: What tokens are counted by; the model's that is to read the chunks.
    ///   - keyPhrases: How many of them a chunk has at most; 0 for none.
    public init(tokenizer: (any TextTokenizer)? = nil, keyPhrases: Int = 5) {
        self.tokenizer = tokenizer
        phraseLimit = max(keyPhrases, 0)
    }

    /// Names what the features depend on; where it has changed, they are to be found again.
    public var identity: String {
        "features/1 tokenizer=\(tokenizer?.identity ?? "none") phrases=\(phraseLimit)"
    }

    /// The features of each chunk, in their order.
    ///
    /// - Parameters:
    ///   - document: The one that the chunks were cut from.
    ///   - id: What the document is known by; ids of chunks are made from it.
    /// - Complexity: O(length of the chunks + chunks · log pieces).
    public func features(of chunks: [Chunk], in document: ParsedDocument, id: String) -> [ChunkFeatures] {
        var ids = ChunkIDs(document: id)
        let title = document.title ?? document.blocks.first(where: \.isHeading)?.headings.last
        let detector = LanguageDetector()
        let ownLanguage = document.language ?? documentLanguage(document, detector)
        return chunks.map { chunk in
            let found = detector.detect(chunk.content)
            let language = found.flatMap { $0.isReliable ? $0.language : nil } ?? ownLanguage ?? found?.language
            let pages = document.pages(of: chunk.range)
            return ChunkFeatures(
                id: ids.next(for: chunk), contentHash: ContentHash(of: chunk.content).description, title: title,
                headings: chunk.headings.first == title ? Array(chunk.headings.dropFirst()) : chunk.headings,
                language: language, firstPage: pages?.lowerBound, lastPage: pages?.upperBound,
                ordinal: chunk.ordinal,
                position: Double(chunk.range.lowerBound) / Double(max(document.source.bytes.count, 1)),
                tokens: tokenizer.map { $0.tokenRanges(in: chunk.content).count },
                keyPhrases: phraseLimit == 0
                    ? [] : KeyPhrases(of: chunk.content, language: language).best(phraseLimit).map(\.phrase))
        }
    }

    /// From the beginning of the text; a document says soon what it is written in.
    private func documentLanguage(_ document: ParsedDocument, _ detector: LanguageDetector) -> String? {
        var sample = ""
        for block in document.blocks where !block.keepsLines {
            sample += document.content(of: block) + "\n"
            if sample.utf8.count >= LanguageDetector.sampleBytes { break }
        }
        return detector.detect(sample).flatMap { $0.isReliable ? $0.language : nil }
    }
}

extension ParsedDocument {
    /// The pages of the blocks whose content is in a range; nil where there are none.
    func pages(of range: Range<Int>) -> ClosedRange<Int>? {
        let first = firstPiece(endingAfter: range.lowerBound)
        guard first < pieces.count, let lower = blocks[pieces[first].block].page else { return nil }
        let last = max(first, min(firstPiece(endingAfter: range.upperBound - 1), pieces.count - 1))
        var block = pieces[last].block
        if blocks[block].range.lowerBound >= range.upperBound, block > pieces[first].block { block -= 1 }
        return lower...max(lower, blocks[block].page ?? lower)
    }
}

public import Chunking
public import ModelServing

/// What an ingest makes of a file: parse, cleanse, chunk, find features.
///
///     var processing = try DocumentProcessing(for: encoder)
///     processing.cleanser = .print
///     processing.features = FeatureExtractor(tokenizer: encoder.tokenizer)
///     processing.parsers.register(PDFParser(), forExtensions: ["pdf"])
///     let collection = try DocumentCollection(in: store, name: "docs", model: encoder, processing: processing)
public struct DocumentProcessing: Sendable {
    /// Files of other types are passed over as problems.
    public var parsers: ParserRegistry
    /// Rewrites contents before they are chunked; nil leaves them as they are.
    public var cleanser: Cleanser?
    public var chunker: any AsyncChunker
    /// Finds language, pages, tokens and phrases, which are columns to filter by; nil leaves these columns empty.
    public var features: FeatureExtractor?
    /// What of a chunk is embedded.
    public var content: ChunkContent
    /// Makes a chunk's vector of its tokens' vectors in the document, in place of embedding ``content`` or blended with it;
    /// its encoder must be the collection's model. nil embeds.
    ///
    /// It finds best (`Docs/ChoosingAChunker.md`), and reads a changed document as a whole again.
    public var late: LateChunking?

    public init(
        chunker: any AsyncChunker, parsers: ParserRegistry = .standard, cleanser: Cleanser? = nil,
        features: FeatureExtractor? = nil, content: ChunkContent = .withHeadings
    ) {
        self.chunker = chunker
        self.parsers = parsers
        self.cleanser = cleanser
        self.features = features
        self.content = content
    }

    public init(
        chunker: any Chunker, parsers: ParserRegistry = .standard, cleanser: Cleanser? = nil,
        features: FeatureExtractor? = nil, content: ChunkContent = .withHeadings
    ) {
        self.init(
            chunker: AwaitedChunker(chunker), parsers: parsers, cleanser: cleanser, features: features,
            content: content)
    }

    /// With ``defaultChunker(for:)``, without cleansing, features and late chunking.
    public init(for model: any EmbeddingModel) throws {
        self.init(chunker: try Self.defaultChunker(for: model))
    }

    /// What finds most exactly where the encoder is in this process: small chunks along sections, whose vectors blend the
    /// embedding of their own text and that of their tokens in the document.
    ///
    /// Chunks are smaller than those of ``defaultChunker(for:)``: a question takes more of them, and gets less that it did not ask for;
    /// `Docs/ChoosingAChunker.md` has the figures. The encoder reads each text once by itself and once within windows that overlap by a
    /// quarter, and every changed document as a whole.
    public static func recommended(
        for encoder: SentenceEncoder, size: ChunkSize = .characters(300)
    ) throws -> DocumentProcessing {
        var processing = DocumentProcessing(chunker: try StructureChunker(size: size))
        processing.late = try LateChunking(
            embedder: ModelTokenEmbedder(encoder), blending: ModelSentenceEmbedder(encoder))
        return processing
    }

    /// Along sections: by the model's own tokens where it says how many it reads, so that no chunk is cut off when it is
    /// embedded; otherwise by 1,000 characters.
    public static func defaultChunker(for model: any EmbeddingModel) throws -> any Chunker {
        guard let limit = model.tokenLimit else {
            return try StructureChunker(size: .characters(1_000), overlap: 120)
        }
        // Room for the path of headings that is embedded before the text; of MiniLM's 256 tokens, 200 stay for the text.
        let tokens = max(16, limit.maximumTokens - 56)
        return try StructureChunker(size: .tokens(tokens, ModelTokens(limit.tokenizer)), overlap: min(32, tokens / 6))
    }

    /// What made the rows of a document's chunks; where it has changed, documents are processed again.
    ///
    /// Its number is that of the rows' form: 2 has leads and contexts.
    var identity: String {
        var parts = ["rows/2", chunker.identity, content.identity]
        if let cleanser { parts.append("cleanser=(\(cleanser.identity))") }
        if let features { parts.append(features.identity) }
        if let late { parts.append(late.identity) }
        return parts.joined(separator: "; ")
    }
}

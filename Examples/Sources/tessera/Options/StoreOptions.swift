import ArgumentParser
import ChainKit
import Chunking
import Foundation
import KeywordSearch
import ModelServing
import PDFParsing
import Retriever

/// Where the store is and which model made, or is to make, its vectors.
struct StoreOptions: ParsableArguments {
    @OptionGroup var place: StorePlace

    @Option(
        help: ArgumentHelp(
            "The embedding model's folder (default: all-MiniLM-L6-v2 in TESSERA_MODELS or your cache folder).",
            valueName: "dir"))
    var model: String?

    var storeFolder: URL { place.folder }

    func existingStore() throws -> Store { try place.existing() }

    /// - Throws: ``CommandFailure`` where the model is not there, with the command that fetches it.
    func encoder() throws -> SentenceEncoder {
        let folder = model.map { URL(fileURLWithPath: $0) } ?? ModelCache.folder(of: "all-MiniLM-L6-v2")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw CommandFailure(
                "there is no embedding model at \(folder.path); `bash Scripts/fetch-models.sh` fetches it, "
                    + "or give its folder by --model")
        }
        return try SentenceEncoder(contentsOf: folder)
    }

    /// - Parameter analyzer: That of a new collection, and the one that a collection must have; nil for what it has.
    func collection(
        in store: Store, model: SentenceEncoder, analyzer: KeywordAnalyzer? = nil
    ) throws -> DocumentCollection {
        var processing = try DocumentProcessing(for: model)
        processing.parsers.register(PDFParser(), forExtensions: ["pdf"])
        let collection = try DocumentCollection(
            in: store, name: "documents", model: model.traced(), processing: processing, analyzer: analyzer ?? .standard
        )
        let kept = collection.index.definition.analyzer
        if let analyzer, analyzer != kept {
            throw CommandFailure(
                "the documents in this store are analysed as '\(kept)'; another analyzer takes another store")
        }
        return collection
    }
}

import ArgumentParser
import Foundation
import KeywordSearch
import Retriever

/// `tessera ingest`.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in a folder of documents: what is new or has changed is parsed, chunked and embedded.",
        discussion: """
            Documents whose files are gone are removed. Another folder's documents in the same store stay. A folder with \
            no file in it changes nothing.
            """)

    @OptionGroup var options: StoreOptions

    @Option(
        help: ArgumentHelp(
            """
            How texts become words for keyword search, where the store is new: english, german, french, spanish, italian, portuguese or code, \
            and behind it choices such as stop-words=standard (default: "\(KeywordAnalyzer.standard)").
            """, valueName: "language"),
        transform: Self.analyzer(named:))
    var analyzer: KeywordAnalyzer?

    @Flag(help: "Try documents again that could not be taken in, although they have not changed.")
    var retryErrors = false

    @Flag(help: "Print a JSON object of the counts and of {path, phase, reason} for each problem.")
    var json = false

    @Argument(help: "The folder; text, Markdown, HTML, PDF, CSV, JSON and source code in and below it are taken in.")
    var folder: String

    private static func analyzer(named name: String) throws -> KeywordAnalyzer {
        guard let analyzer = KeywordAnalyzer(description: name) else {
            let languages = KeywordLanguage.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no analyzer '\(name)'; there are \(languages)")
        }
        return analyzer
    }

    func run() async throws {
        try await interruptible {
            let source = FolderSource(URL(fileURLWithPath: folder))
            let listing = try await source.listing()
            guard !listing.files.isEmpty || !listing.problems.isEmpty else {
                throw CommandFailure("there are no files in \(folder); nothing was changed")
            }
            // The model comes first: without it no store is made.
            let encoder = try options.encoder()
            let collection = try options.collection(
                in: try Store(at: options.storeFolder), model: encoder, analyzer: analyzer)
            let report = try await ingest(source, into: collection)
            // The next process is spared the replay.
            try collection.index.checkpoint()
            if json { try StandardOutput.writeJSON(report) } else { try StandardOutput.writeLine(report.summary) }
            guard report.hasUsableFiles(among: listing) else {
                throw CommandFailure("none of the files in \(folder) could be taken in")
            }
        }
    }

    private func ingest(_ source: FolderSource, into collection: DocumentCollection) async throws -> IngestReport {
        let bar = ProgressBar()
        defer { bar.finish() }
        let ingest = IngestOptions(retriesErrors: retryErrors)
        return try await collection.ingest(source, options: ingest) { bar.show($0) }
    }
}

extension IngestReport {
    /// Whether any listed file has no problem.
    fileprivate func hasUsableFiles(among listing: SourceListing) -> Bool {
        let bad = Set(problems.map(\.path))
        return listing.files.contains { !bad.contains($0.path) }
    }
}

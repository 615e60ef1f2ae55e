import Foundation
import GRDB
import KeywordSearch
import ModelServing
import VectorCore

/// The files of an index in the store's folder for derived files, `EPOCH.flat|hnsw|ivf|ivfpq` of its vectors and `EPOCH.keywords` of its
/// words: believed only if their stamp and checksums fit.
struct IndexFiles: Sendable {
    /// `indexes/index-N`.
    let folder: URL
    let entry: IndexCatalog.Entry
    private let dimension: Int
    /// Tells this index from those of other stores and from earlier ones of its name.
    let identity: String

    init(store: Store, entry: IndexCatalog.Entry, dimension: Int) throws {
        folder = Self.folder(of: entry.id, in: store.indexesFolder)
        self.entry = entry
        self.dimension = dimension
        identity = "\(entry.uuid) \(try IndexCatalog.json(entry.model)) \(try IndexCatalog.json(entry.definition))"
    }

    // MARK: - Opening

    /// The newest file of vectors that can be trusted; every other is left for the next save to remove.
    ///
    /// - Parameters:
    ///   - state: The index's state in the store; a file from its future is not its own.
    ///   - checking: When damage within it is found.
    func newestVectors(
        state: IndexCatalog.State, _ database: Database, checking: FileChecking
    ) -> SavedPart<any VectorIndex>? {
        newest { try openVectors($0, state, database, checking) }
    }

    /// The same of words.
    func newestKeywords(
        state: IndexCatalog.State, _ database: Database, checking: FileChecking
    ) -> SavedPart<KeywordIndex>? {
        newest { try openKeywords($0, state, database, checking) }
    }

    private func newest<Index>(_ open: (URL) throws -> SavedPart<Index>) -> SavedPart<Index>? {
        let candidates = files().compactMap { file in epoch(of: file).map { (file, $0) } }
        for (file, _) in candidates.sorted(by: { $0.1 > $1.1 }) {
            if let saved = try? open(file) { return saved }
        }
        return nil
    }

    /// Why a file is not taken; for people.
    private struct Refusal: Error {
        let reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private func openVectors(
        _ file: URL, _ state: IndexCatalog.State, _ database: Database, _ checking: FileChecking
    ) throws(Refusal) -> SavedPart<any VectorIndex> {
        let index = try undamaged { () throws(VectorIndexError) -> (any VectorIndex)? in
            switch file.pathExtension {
            case "flat": try FlatIndex.open(file, checking: checking)
            case "hnsw": try HNSWIndex.open(file, checking: checking)
            case "ivf": try IVFFlatIndex.open(file, checking: checking)
            case "ivfpq": try IVFPQIndex.open(file, checking: checking)
            default: nil
            }
        }
        let isOwn = index.dimension == dimension && index.metric == entry.definition.metric
        let (epoch, lastID) = try check(isOwn ? index.metadata : [:], state, database)
        return SavedPart(index: index, epoch: epoch, lastID: lastID)
    }

    private func openKeywords(
        _ file: URL, _ state: IndexCatalog.State, _ database: Database, _ checking: FileChecking
    ) throws(Refusal) -> SavedPart<KeywordIndex> {
        let index = try undamaged { () throws(VectorIndexError) in
            file.pathExtension == Self.keywords
                ? try KeywordIndex.open(file, checking: checking, analyzer: entry.definition.analyzer) : nil
        }
        let isOwn = index.columns == [IndexLayout.words]
        let (epoch, lastID) = try check(isOwn ? index.metadata : [:], state, database)
        return SavedPart(index: index, epoch: epoch, lastID: lastID)
    }

    private func undamaged<Index>(_ open: () throws(VectorIndexError) -> Index?) throws(Refusal) -> Index {
        do {
            if let index = try open() { return index }
        } catch {
            throw Refusal(error.code == .fileUnsupported ? "is not of this index: \(error)" : "is damaged: \(error)")
        }
        throw Refusal("is no file of an index")
    }

    /// Compares a file's stamp with the store.
    private func check(
        _ metadata: [String: String], _ state: IndexCatalog.State, _ database: Database
    ) throws(Refusal) -> (epoch: Int64, lastID: Int64) {
        guard metadata["index"] == identity else {
            throw Refusal("is of another index, or of other columns, model or kind than it has now")
        }
        guard let epoch = metadata["epoch"].flatMap({ Int64($0) }),
            let lastID = metadata["lastID"].flatMap({ Int64($0) }),
            let version = metadata["tableVersion"].flatMap({ Int64($0) })
        else { throw Refusal("does not say of which state it is") }
        guard epoch <= state.epoch, let moment = try? moment(of: version, database), metadata["moment"] == moment
        else { throw Refusal("is of a state that the store has not been in") }
        guard epoch >= state.prunedEpoch else { throw Refusal("is too old to be brought up to date") }
        return (epoch, lastID)
    }

    /// What the next opening would not use, by the names of files, and why; nil for none at all.
    func refusals(state: IndexCatalog.State, _ database: Database) -> [(file: String?, reason: String)] {
        let files = files().filter { $0.pathExtension != Self.partial }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
        var refusals: [(file: String?, reason: String)] = []
        if state.epoch > 0 {
            if !files.contains(where: { !isOfKeywords($0) }) { refusals.append((nil, "has no file of its vectors")) }
            if !entry.definition.keywordColumns.isEmpty, !files.contains(where: isOfKeywords) {
                refusals.append((nil, "has no file of its words"))
            }
        }
        for file in files {
            do throws(Refusal) {
                if isOfKeywords(file) {
                    _ = try openKeywords(file, state, database, .onOpen)
                } else {
                    _ = try openVectors(file, state, database, .onOpen)
                }
            } catch {
                refusals.append((file.lastPathComponent, error.reason))
            }
        }
        return refusals
    }

    /// When the source got a version. A store that was restored from a copy goes through the same versions and epochs
    /// again, but not at the same moments: so files of the other course are told apart.
    func moment(of version: Int64, _ database: Database) throws -> String {
        let moment = try Int64.fetchOne(
            database, sql: "SELECT timestamp FROM tessera_commits WHERE table_id = ? AND version = ?",
            arguments: [entry.sourceID, version])
        return moment.map { String($0) } ?? "none"
    }

    func epoch(of file: URL) -> Int64? { Int64(file.deletingPathExtension().lastPathComponent) }

    func isOfKeywords(_ file: URL) -> Bool { file.pathExtension == Self.keywords }

    func files() -> [URL] { Self.items(of: folder) }

    static func items(of folder: URL) -> [URL] {
        (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    }

    /// The endings of files of words, and of those that are being saved.
    static let keywords = "keywords"
    static let partial = "partial"
    static let prefix = "index-"

    static func folder(of id: Int64, in indexes: URL) -> URL { indexes.appendingPathComponent("\(prefix)\(id)") }
}

import Synchronization

/// What searches of an index go by where their ``SearchOptions`` do not say; kept in its file.
///
///     index.searchDefaults.efSearch = 96
///     try index.save(to: file)
///
/// ``IndexTuner`` chooses them so that a recall is reached.
public struct SearchDefaults: Sendable, Hashable, Codable {
    /// Of a graph: how many candidates a search keeps; nil for ``HNSWIndex/defaultEfSearch``.
    public var efSearch: Int?
    /// Of an inverted file: how many lists a search looks through; nil for what its parameters say.
    public var nprobe: Int?

    /// - Parameters: At least 1 each; what an index has no use for it passes over.
    public init(efSearch: Int? = nil, nprobe: Int? = nil) {
        precondition(efSearch ?? 1 >= 1 && nprobe ?? 1 >= 1, "efSearch and nprobe are at least 1")
        self.efSearch = efSearch
        self.nprobe = nprobe
    }
}

/// The defaults of an index that searches on other threads read while they are changed.
final class SharedSearchDefaults: Sendable {
    /// 0 where there is none.
    private let efSearchOrZero = Atomic(0)
    private let nprobeOrZero = Atomic(0)

    init(_ defaults: SearchDefaults = SearchDefaults()) { value = defaults }

    var value: SearchDefaults {
        get { SearchDefaults(efSearch: efSearch, nprobe: nprobe) }
        set {
            efSearchOrZero.store(newValue.efSearch ?? 0, ordering: .relaxed)
            nprobeOrZero.store(newValue.nprobe ?? 0, ordering: .relaxed)
        }
    }

    var efSearch: Int? { Self.known(efSearchOrZero.load(ordering: .relaxed)) }
    var nprobe: Int? { Self.known(nprobeOrZero.load(ordering: .relaxed)) }

    private static func known(_ value: Int) -> Int? { value > 0 ? value : nil }
}

extension SearchOptions {
    /// With the default number of lists where none is given.
    func filled(from defaults: SharedSearchDefaults) -> SearchOptions {
        guard nprobe == nil, let nprobe = defaults.nprobe else { return self }
        var options = self
        options.nprobe = nprobe
        return options
    }
}

extension SearchDefaults {
    private static let section = "search.defaults"

    /// Writes them if there are some; who opens the file may do without.
    func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        guard self != SearchDefaults() else { return }
        var encoder = ByteEncoder()
        encoder.append(UInt64(efSearch ?? 0))
        encoder.append(UInt64(nprobe ?? 0))
        try writer.section(Self.section, encoder.bytes)
    }

    static func read(_ reader: IndexFileReader) throws(VectorIndexError) -> SearchDefaults {
        guard reader.contains(section) else { return SearchDefaults() }
        let bytes = try reader.bytes(of: section)
        var decoder = ByteDecoder(bytes[...])
        guard let efSearch = decoder.integer(UInt64.self).flatMap({ Int(exactly: $0) }),
            let nprobe = decoder.integer(UInt64.self).flatMap({ Int(exactly: $0) }), decoder.isAtEnd
        else { throw .damaged(reader.path, "its section \(section) is not understood") }
        return SearchDefaults(efSearch: efSearch > 0 ? efSearch : nil, nprobe: nprobe > 0 ? nprobe : nil)
    }
}

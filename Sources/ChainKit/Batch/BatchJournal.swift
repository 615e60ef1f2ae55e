import Crypto
public import Foundation

/// A file of a batch's answers, from which a later run takes those that there are.
///
/// One line for each answer: the first 16 hexadecimal digits of the SHA-256 of what follows, a space, and JSON: the row's
/// `id`, the `digest` of what was asked, the `answer`. A line is on the disk before its answer is handed out; answers that come
/// together share one sync. A line that a kill has cut is left out, and the row asked again; any other damage is refused. Errors
/// are not kept: a later run asks their rows again. In memory are the keys alone.
///
/// The digest covers question, history, filter, `k`, mode and ``BatchOptions/version``, not the chain: give another version when
/// prompt or model change.
public actor BatchJournal {
    private struct Entry: Codable {
        var id: String
        var digest: String
        var answer: BatchAnswer
    }

    private struct Key: Hashable {
        var id: String
        var digest: String
    }

    /// Where it is.
    public nonisolated let url: URL
    private let file: FileHandle
    /// Apart from the one that writes, since each has one position.
    private let reader: FileHandle
    private var size: UInt64
    private var places: [Key: Range<UInt64>] = [:]
    /// Written by the next sync.
    private var pending: [(line: Data, key: Key, continuation: CheckedContinuation<Void, any Error>)] = []
    private var isWriting = false
    private var isClosed = false
    /// Of those that wait until nothing is written any more.
    private var closing: [CheckedContinuation<Void, Never>] = []

    /// Opens the file, or makes it.
    ///
    /// - Throws: ``BatchJournalError``: `inUse` while another process or journal has it, `unreadable` for a file that is no
    ///   journal, `notWritten`.
    public init(at url: URL) throws(BatchJournalError) {
        self.url = url
        // A process that is started meanwhile must not keep the lock.
        let descriptor = open(url.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .notWritten(path: url.path, reason: String(cString: strerror(errno)))
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            reader = try FileHandle(forReadingFrom: url)
        } catch {
            throw .notWritten(path: url.path, reason: String(describing: error))
        }
        guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path: url.path) }
        (places, size) = try Self.read(file, path: url.path)
    }

    /// How many answers there are.
    public var count: Int { places.count }

    /// Gives the file to whoever opens it next, after what is being written; else it is free some time after the last batch has let
    /// go of the journal. A closed journal takes and gives nothing.
    public func close() async {
        if isWriting { await withCheckedContinuation { closing.append($0) } }
        guard !isClosed else { return }
        isClosed = true
        // Also where a process that is just being started still has the file.
        _ = flock(file.fileDescriptor, LOCK_UN)
        try? file.close()
        try? reader.close()
    }

    /// The answer of a row, if it was asked the same.
    func answer(id: String, digest: String) throws(BatchJournalError) -> BatchAnswer? {
        guard !isClosed else { throw .unreadable(path: url.path, reason: "the journal is closed") }
        guard let place = places[Key(id: id, digest: digest)] else { return nil }
        do {
            try reader.seek(toOffset: place.lowerBound)
            let line = try reader.read(upToCount: Int(place.upperBound - place.lowerBound)) ?? Data()
            return try Self.entry(line.dropLast()).answer
        } catch {
            throw .unreadable(path: url.path, reason: String(describing: error))
        }
    }

    /// Keeps an answer; when it returns, the answer is on the disk.
    func append(_ answer: BatchAnswer, id: String, digest: String) async throws {
        guard !isClosed else { throw BatchJournalError.notWritten(path: url.path, reason: "the journal is closed") }
        let line = try Self.line(Entry(id: id, digest: digest, answer: answer))
        try await withCheckedThrowingContinuation { continuation in
            pending.append((line, Key(id: id, digest: digest), continuation))
            guard !isWriting else { return }
            isWriting = true
            Task { await self.write() }
        }
    }

    /// Writes what waits, with one sync for all that came during the last.
    private func write() async {
        while !pending.isEmpty {
            let batch = pending
            pending = []
            let (file, start, path) = (file, size, url.path)
            let lines = batch.reduce(into: Data()) { $0.append($1.line) }
            // Elsewhere, so that rows can queue while the disk works.
            let failure = await Task.detached { () -> BatchJournalError? in
                do {
                    try file.seek(toOffset: start)
                    try file.write(contentsOf: lines)
                    try file.synchronize()
                    return nil
                } catch {
                    // A part of a line would spoil the next.
                    try? file.truncate(atOffset: start)
                    return .notWritten(path: path, reason: String(describing: error))
                }
            }.value
            for entry in batch {
                if let failure {
                    entry.continuation.resume(throwing: failure)
                } else {
                    let end = size + UInt64(entry.line.count)
                    places[entry.key] = size..<end
                    size = end
                    entry.continuation.resume()
                }
            }
        }
        isWriting = false
        for continuation in closing { continuation.resume() }
        closing = []
    }

    // MARK: - Lines

    private static func line(_ entry: Entry) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(entry)
        return Data(checksum(of: json).utf8) + Data(" ".utf8) + json + Data("\n".utf8)
    }

    /// What a line holds, which comes without its end.
    private static func entry(_ line: Data) throws -> Entry {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, parts[0].elementsEqual(checksum(of: parts[1]).utf8) else { throw BadChecksum() }
        return try JSONDecoder().decode(Entry.self, from: parts[1])
    }

    private static func checksum(of json: Data) -> String { String(SHA256.hash(data: json).hexadecimal.prefix(16)) }

    private struct BadChecksum: Error, CustomStringConvertible {
        let description = "a line is not the one that its checksum is of"
    }

    /// The places of all whole lines, and where they end.
    private static func read(
        _ file: FileHandle, path: String
    ) throws(BatchJournalError) -> (places: [Key: Range<UInt64>], size: UInt64) {
        do {
            var places: [Key: Range<UInt64>] = [:]
            var (start, rest) = (UInt64(0), Data())
            try file.seek(toOffset: 0)
            while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
                rest.append(block)
                var line = rest.startIndex
                while let end = rest[line...].firstIndex(of: UInt8(ascii: "\n")) {
                    let entry = try Self.entry(rest[line..<end])
                    let length = UInt64(end - line + 1)
                    places[Key(id: entry.id, digest: entry.digest)] = start..<start + length
                    start += length
                    line = end + 1
                }
                rest = Data(rest[line...])
            }
            // What is left has been cut by a kill; the next line takes its place.
            try file.truncate(atOffset: start)
            return (places, start)
        } catch {
            throw .unreadable(path: path, reason: String(describing: error))
        }
    }
}

/// Why a journal cannot be used.
public enum BatchJournalError: Error, Hashable, CustomStringConvertible {
    /// Another batch has it open.
    case inUse(path: String)
    /// It is no journal, was changed, or is damaged before its end.
    case unreadable(path: String, reason: String)
    /// The disk is full, or the like.
    case notWritten(path: String, reason: String)

    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .inUse(let path): "another batch is writing to \(path); wait for it or give another file"
        case .unreadable(let path, let reason): "\(path) is no journal of a batch, or is damaged: \(reason)"
        case .notWritten(let path, let reason): "an answer could not be written to \(path): \(reason)"
        }
    }
}

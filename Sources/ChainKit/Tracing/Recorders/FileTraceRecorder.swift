public import Foundation

/// Appends each trace to a file as a line of JSON, and begins a new file when one is full.
///
/// `traces.jsonl` is the file at hand; when it is full it becomes `traces.jsonl.1`, the one of that name `traces.jsonl.2`, and
/// so on; the oldest goes. So no more than `maximumFiles` × `maximumBytes` are ever kept.
///
///     chain.recorder = QueuedTraceRecorder(FileTraceRecorder(at: folder.appending(path: "traces.jsonl")))
///
/// One recorder, and one process, writes to a file.
public actor FileTraceRecorder: TraceRecorder {
    /// What a line holds.
    public enum Format: Sendable, Hashable {
        /// A ``Trace`` as its coding writes it; ``Trace`` reads it again.
        case trace
        /// The body of an ``OTLPRequest``, as OpenTelemetry's collector reads from files.
        case openTelemetry
    }

    /// The file at hand.
    public nonisolated let url: URL
    /// What a line holds.
    public nonisolated let format: Format
    /// Of one file.
    public nonisolated let maximumBytes: Int
    /// The one at hand included.
    public nonisolated let maximumFiles: Int
    /// nil before the first trace and after an error.
    private var file: (handle: FileHandle, size: Int)?

    /// Nothing is opened before the first trace.
    ///
    /// - Parameters:
    ///   - maximumBytes: Of one file; at least 1.
    ///   - maximumFiles: At least 1, which keeps the file at hand alone.
    public init(at url: URL, format: Format = .trace, maximumBytes: Int = 64 << 20, maximumFiles: Int = 8) {
        precondition(maximumBytes > 0 && maximumFiles > 0, "no room: \(maximumBytes) bytes, \(maximumFiles) files")
        self.url = url
        self.format = format
        self.maximumBytes = maximumBytes
        self.maximumFiles = maximumFiles
    }

    /// - Throws: ``TraceExportError``.
    public func record(_ trace: Trace) throws(TraceExportError) {
        do {
            try append(try line(trace))
        } catch let error as TraceExportError {
            throw error
        } catch {
            try? file?.handle.close()
            file = nil
            throw .notWritten(path: url.path, reason: String(describing: error))
        }
    }

    private func line(_ trace: Trace) throws -> Data {
        var line: Data
        switch format {
        case .trace:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            line = try encoder.encode(trace)
        case .openTelemetry: line = Data(OTLPRequest([trace]).body)
        }
        line.append(UInt8(ascii: "\n"))
        guard line.count <= maximumBytes else {
            throw TraceExportError.tooLarge(bytes: line.count, limit: maximumBytes)
        }
        return line
    }

    private func append(_ line: Data) throws {
        var (handle, size) = try file ?? open()
        if size > 0, size + line.count > maximumBytes {
            try handle.close()
            file = nil
            try rotate()
            (handle, size) = try open()
        }
        try handle.write(contentsOf: line)
        file = (handle, size + line.count)
    }

    private func open() throws -> (FileHandle, Int) {
        if !FileManager.default.fileExists(atPath: url.path) { try Data().write(to: url) }
        let handle = try FileHandle(forUpdating: url)
        var size = Int(try handle.seekToEnd())
        // A line that a kill has cut is ended, so that it spoils no other.
        if size > 0 {
            try handle.seek(toOffset: UInt64(size - 1))
            if try handle.read(upToCount: 1) != Data("\n".utf8) {
                try handle.write(contentsOf: Data("\n".utf8))
                size += 1
            }
        }
        return (handle, size)
    }

    private func rotate() throws {
        func name(_ number: Int) -> URL { number == 0 ? url : URL(fileURLWithPath: "\(url.path).\(number)") }
        let files = FileManager.default
        if files.fileExists(atPath: name(maximumFiles - 1).path) { try files.removeItem(at: name(maximumFiles - 1)) }
        for number in (0..<maximumFiles - 1).reversed() where files.fileExists(atPath: name(number).path) {
            try files.moveItem(at: name(number), to: name(number + 1))
        }
    }
}

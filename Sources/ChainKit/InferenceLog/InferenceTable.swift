import Foundation
public import Retriever

/// A table of a store with one row for each call of a chain, failed and cancelled calls included.
///
/// The row holds the question, the answer as far as it came, who asked whom, how long it took, and the whole trace as
/// JSON, so that the exact prompt of any call can be read back later. It is a table like any other: query it, follow
/// its change feed, or drop it.
///
///     var chain = RAGChain(retriever: collection, generator: ChatGenerator(model: model))
///     let log = try InferenceTable(in: store)
///     chain.recorder = log
///     let answer = try await chain.answer("How are index files written?")
///     let prompt = try log.trace(id: answer.trace.id)?.prompt
///
/// Columns are named as in Databricks' inference tables where they hold the same. A field of more bytes than
/// ``maximumFieldBytes`` is null, and the row's `logging_error_codes` says which.
public actor InferenceTable: TraceRecorder {
    /// The table, to query it. Its columns are ``schema``.
    public nonisolated let table: Table
    /// The most UTF-8 bytes kept of each of request, response and trace.
    public nonisolated let maximumFieldBytes: Int

    /// One row for each call.
    ///
    /// `status` is `ok`, `error` or `cancelled`; `error` the message of the former of them; `execution_duration_ms` the
    /// whole call's time; `logging_error_codes` the names of ``LoggingErrorCode``, separated by commas.
    public static let schema = TableSchema(
        columns: [
            .text("request_id"), .timestamp("request_time"), .text("status"), .text("error", isNullable: true),
            .real("execution_duration_ms"), .text("request", isNullable: true), .text("response", isNullable: true),
            .text("model", isNullable: true), .text("requester", isNullable: true),
            .text("trace", isNullable: true), .text("logging_error_codes", isNullable: true),
        ],
        primaryKey: "request_id")

    /// Opens the table, making it first where the store has none of that name.
    ///
    /// - Parameter maximumFieldBytes: At least 1; Databricks' limit is the default.
    /// - Throws: ``StoreError``, or ``InferenceTableError/otherSchema(_:)`` if the name is another table's.
    public init(in store: Store, name: ObjectName = "inference", maximumFieldBytes: Int = 1 << 20) throws {
        precondition(maximumFieldBytes > 0, "a field keeps at least one byte, not \(maximumFieldBytes)")
        self.maximumFieldBytes = maximumFieldBytes
        table =
            try store.tableExists(name)
            ? store.table(name) : store.createTable(name, schema: Self.schema)
        guard table.schema == Self.schema else { throw InferenceTableError.otherSchema(name) }
    }

    /// Adds the row of a call; when it returns, the row is on the disk.
    ///
    /// An actor's, so that calls that end together write one after the other and hold one thread between them.
    /// - Throws: ``StoreError``, `duplicateKey` for a trace id that has a row.
    public func record(_ trace: Trace) throws {
        var codes: [LoggingErrorCode] = []
        func field(_ text: String, _ code: LoggingErrorCode) -> Value {
            guard text.utf8.count <= maximumFieldBytes else {
                codes.append(code)
                return .null
            }
            return .text(Self.storable(text))
        }
        let request = field(trace.question, .maxRequestSizeExceeded)
        let response = field(trace.answer, .maxResponseSizeExceeded)
        let json = field(try Self.json(trace), .maxTraceSizeExceeded)
        try table.insert([
            [
                "request_id": .text(trace.id),
                "request_time": .timestamp(Date(timeIntervalSince1970: trace.start)),
                "status": .text(trace.status.code.rawValue),
                "error": trace.status.message.map { .text(Self.storable(String($0.prefix(4_096)))) } ?? .null,
                "execution_duration_ms": .real(trace.duration * 1_000),
                "request": request, "response": response,
                "model": trace.model.map { .text(Self.storable($0)) } ?? .null,
                "requester": trace.requester.map { .text(Self.storable($0)) } ?? .null,
                "trace": json,
                "logging_error_codes":
                    codes.isEmpty ? .null : .text(codes.map(\.rawValue).joined(separator: ",")),
            ]
        ])
    }

    /// The trace of a call, its exact prompt within; nil where no call had this id.
    ///
    /// - Throws: ``StoreError``, or ``InferenceTableError`` if the trace was too large to be kept or cannot be read.
    public nonisolated func trace(id: String) throws -> Trace? {
        guard let row = try table.row(key: id, columns: ["trace"]) else { return nil }
        guard let json = row["trace"]?.textValue else {
            throw InferenceTableError.notKept(id: id, limit: maximumFieldBytes)
        }
        do {
            return try JSONDecoder().decode(Trace.self, from: Data(json.utf8))
        } catch {
            throw InferenceTableError.unreadable(id: id, reason: String(describing: error))
        }
    }

    private static func json(_ trace: Trace) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(trace), as: UTF8.self)
    }

    /// A store's texts hold no U+0000; the trace's JSON has it escaped, so nothing is lost there.
    private static func storable(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }
}

/// Why a row of an ``InferenceTable`` lacks a field.
public enum LoggingErrorCode: String, Sendable, Hashable, CaseIterable {
    /// The question is not kept.
    case maxRequestSizeExceeded = "MAX_REQUEST_SIZE_EXCEEDED"
    /// The answer is not kept.
    case maxResponseSizeExceeded = "MAX_RESPONSE_SIZE_EXCEEDED"
    /// The trace, the exact prompt within, is not kept.
    case maxTraceSizeExceeded = "MAX_TRACE_SIZE_EXCEEDED"
}

/// What an ``InferenceTable`` refuses.
public enum InferenceTableError: Error, Hashable, CustomStringConvertible {
    /// The table of that name has other columns.
    case otherSchema(ObjectName)
    /// The call was recorded, but its trace was larger than the limit.
    case notKept(id: String, limit: Int)
    /// The trace was changed since it was written, or a later version wrote it.
    case unreadable(id: String, reason: String)

    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .otherSchema(let name): "\(name) is not an inference table; give another name"
        case .notKept(let id, let limit): "the trace of \(id) was larger than \(limit) bytes and was not kept"
        case .unreadable(let id, let reason): "the trace of \(id) cannot be read: \(reason)"
        }
    }
}

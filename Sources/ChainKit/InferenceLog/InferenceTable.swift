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
/// Columns are named as in Databricks' inference tables of serving endpoints where they hold the same; see ``schema``. A field of
/// more bytes than ``maximumFieldBytes`` is null, and the row's `logging_error_codes` says which. With ``samplingFraction``
/// below 1 only so many of the calls have a row, chosen by the trace's id, so that several tables choose the same.
public actor InferenceTable: TraceRecorder {
    /// The table, to query it. Its columns are ``schema``.
    public nonisolated let table: Table
    /// The most UTF-8 bytes kept of each of request, response and trace.
    public nonisolated let maximumFieldBytes: Int
    /// The part of the calls that have a row, from 0 to 1.
    public nonisolated let samplingFraction: Double

    /// One row for each call.
    ///
    /// Those of Databricks' page on the inference tables of serving endpoints (docs.databricks.com,
    /// ai-gateway/inference-tables-serving-endpoints) are
    ///
    /// | Column | Holds |
    /// |---|---|
    /// | `databricks_request_id` | the trace's id |
    /// | `client_request_id` | the caller's own id, where it gave one |
    /// | `request_date`, `request_time` | when the call began: the day in UTC, and the moment |
    /// | `status_code` | what a server would have answered: 200, 499 for a call whose caller left, the model's own status, or 500 |
    /// | `sampling_fraction` | ``InferenceTable/samplingFraction`` |
    /// | `execution_duration_ms` | the whole call's time, with its fraction |
    /// | `request`, `response` | the question, and the answer as far as it came |
    /// | `logging_error_codes` | the names of ``LoggingErrorCode``; none where all is kept |
    /// | `requester` | who asked |
    ///
    /// and our own `status` (`ok`, `error` or `cancelled`), `error` (its message), `model` (the last that was asked; there is no
    /// `served_entity_id`, since nothing else is deployed) and `trace`. In rows of tables that an earlier version made
    /// `client_request_id`, `request_date`, `status_code` and `sampling_fraction` may be null.
    public static let schema = TableSchema(
        columns: [
            .text("databricks_request_id"), .timestamp("request_time"), .text("status"),
            .text("error", isNullable: true), .real("execution_duration_ms"), .text("request", isNullable: true),
            .text("response", isNullable: true), .text("model", isNullable: true),
            .text("requester", isNullable: true), .text("trace", isNullable: true),
        ] + laterColumns,
        primaryKey: "databricks_request_id")

    /// Opens the table, making it first where the store has none of that name.
    ///
    /// One that an earlier version made is given today's columns.
    /// - Parameters:
    ///   - maximumFieldBytes: At least 1; Databricks' limit is the default.
    ///   - samplingFraction: From 0 to 1, which records every call.
    /// - Throws: ``StoreError``, or ``InferenceTableError/otherSchema(_:)`` if the name is another table's.
    public init(
        in store: Store, name: ObjectName = "inference", maximumFieldBytes: Int = 1 << 20, samplingFraction: Double = 1
    ) throws {
        precondition(maximumFieldBytes > 0, "a field keeps at least one byte, not \(maximumFieldBytes)")
        precondition((0...1).contains(samplingFraction), "a fraction is from 0 to 1, not \(samplingFraction)")
        self.maximumFieldBytes = maximumFieldBytes
        self.samplingFraction = samplingFraction
        if try store.tableExists(name) {
            try Self.upgrade(name, in: store)
            table = try store.table(name)
        } else {
            table = try store.createTable(name, schema: Self.schema)
        }
        guard table.schema.primaryKey == Self.schema.primaryKey,
            Set(table.schema.columns) == Set(Self.schema.columns)
        else { throw InferenceTableError.otherSchema(name) }
    }

    /// Adds the row of a call; when it returns, the row is on the disk.
    ///
    /// An actor's, so that calls that end together write one after the other and hold one thread between them.
    /// - Throws: ``StoreError``, `duplicateKey` for a trace id that has a row.
    public func record(_ trace: Trace) throws {
        guard isSampled(trace.id) else { return }
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
                "databricks_request_id": .text(trace.id),
                "request_time": .timestamp(Date(timeIntervalSince1970: trace.start)),
                "status": .text(trace.status.code.rawValue),
                "error": trace.status.message.map { .text(Self.storable(String($0.prefix(4_096)))) } ?? .null,
                "execution_duration_ms": .real(trace.duration * 1_000),
                "request": request, "response": response,
                "model": trace.model.map { .text(Self.storable($0)) } ?? .null,
                "requester": trace.requester.map { .text(Self.storable($0)) } ?? .null,
                "trace": json,
                "logging_error_codes": .array(codes.map { .text($0.rawValue) }),
                "client_request_id": trace.clientRequestID.map { .text(Self.storable($0)) } ?? .null,
                "request_date": Self.day(of: trace.start).map { .date($0) } ?? .null,
                "status_code": .integer(Int64(trace.statusCode)),
                "sampling_fraction": .real(samplingFraction),
            ]
        ])
    }

    /// The id's first 16 digits as a place between 0 and 1.
    private func isSampled(_ id: String) -> Bool {
        guard samplingFraction < 1 else { return true }
        let place = UInt64(TraceID.openTelemetry(id).prefix(16), radix: 16) ?? 0
        return Double(place) / 0x1p64 < samplingFraction
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

    /// In UTC.
    private static func day(of seconds: Double) -> CalendarDate? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
        return CalendarDate(year: year, month: month, day: day)
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

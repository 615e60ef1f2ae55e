import ChainKit
import Foundation
import Retriever

/// The calls that a store has recorded.
struct CallLog {
    static let table: ObjectName = "inference"

    private let log: InferenceTable?

    /// Does not make the table.
    init(in store: Store) throws {
        log = try store.tableExists(Self.table) ? InferenceTable(in: store, name: Self.table) : nil
    }

    /// - Throws: ``CommandFailure`` for an id of no call.
    func trace(id: String) throws -> ChainKit.Trace {
        guard let trace = try log?.trace(id: id) else {
            throw CommandFailure(
                "no call of id \(id.excerpt(80)) is recorded in the store; without an id the last ones are listed")
        }
        return trace
    }

    /// The newest first.
    func last(_ limit: Int) throws -> [CallSummary] {
        let rows = try log?.table.rows(
            orderedBy: [.descending("request_time"), .ascending("databricks_request_id")], limit: limit,
            columns: [
                "databricks_request_id", "request_time", "status", "execution_duration_ms", "model", "requester",
                "request",
            ])
        return (rows ?? []).map { CallSummary($0) }
    }
}

/// One element of what `trace --json` prints without an id; its keys are a contract.
struct CallSummary: Encodable {
    var id: String
    var time: String
    /// `ok`, `error` or `cancelled`.
    var status: String
    var milliseconds: Double
    var model: String?
    var requester: String?
    /// nil where it was too large to be kept.
    var question: String?

    init(_ row: Row) {
        id = row["databricks_request_id"]?.textValue ?? ""
        time = row["request_time"]?.timestampValue?.iso8601 ?? ""
        status = row["status"]?.textValue ?? ""
        milliseconds = row["execution_duration_ms"]?.realValue ?? 0
        model = row["model"]?.textValue
        requester = row["requester"]?.textValue
        question = row["request"]?.textValue
    }

    static let header = ["ID", "TIME", "STATUS", "MS", "QUESTION"]
    var cells: [String] { [id, time, status, milliseconds.fixed(1), question?.excerpt(60) ?? ""] }
}

extension Double {
    /// With so many digits after the point.
    func fixed(_ digits: Int) -> String { String(format: "%.\(digits)f", self) }
}

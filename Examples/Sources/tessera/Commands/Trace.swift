import ArgumentParser
import ChainKit

/// `tessera trace`.
struct Trace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what a call did: its steps with their times, and exactly what models were sent and answered.",
        discussion: """
            `ask`, `chat` and `batch` tell the id of each call. Without an id the last calls are listed, those that failed \
            or were cancelled included. No model is needed for it.
            """)

    @OptionGroup var place: StorePlace

    @Argument(help: "The call's id.")
    var id: String?

    @Option(help: ArgumentHelp("How many calls to list at most.", valueName: "count"))
    var limit = 20

    @Flag(
        help: """
            Print the trace as a JSON object, byte for byte as it was recorded; without an id an array of {id, time, status, \
            milliseconds, model, requester, question}.
            """)
    var json = false

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit must be at least 1, not \(limit)") }
    }

    func run() async throws {
        let log = try CallLog(in: try place.existing())
        if let id {
            let trace = try log.trace(id: id)
            if json { try StandardOutput.writeJSON(trace) } else { try StandardOutput.writeLine(trace.report) }
        } else {
            let calls = try log.last(limit)
            if json {
                try StandardOutput.writeJSON(calls)
            } else if calls.isEmpty {
                StandardError.writeLine("the store has no record of a call")
            } else {
                try StandardOutput.writeLine(TextTable(CallSummary.header, calls.map(\.cells)).text)
            }
        }
    }
}

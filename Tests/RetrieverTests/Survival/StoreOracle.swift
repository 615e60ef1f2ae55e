import Foundation
import Retriever
import StoreLoop
import Testing

/// What the tables of a ``StoreWorkplace`` must hold, from what one process says that it did.
struct StoreOracle {
    /// Rows by key.
    typealias Rows = [Int64: Row]

    struct State: Equatable {
        var notes: Rows = [:]
        /// And `mirror`.
        var ledger: Rows = [:]
    }

    private(set) var state = State()
    /// Of `notes`, if this is the only writer.
    private(set) var version: Int64 = 0
    /// `notes` at each version since the index's, if this is the only writer.
    private(set) var versions: [Int64: Rows] = [0: [:]]
    /// To which a sync has brought the index, as far as was said.
    private(set) var syncedVersion: Int64 = 0
    /// What was begun and not said to be done.
    private(set) var inFlight: StoreOperation?
    /// Operations that have returned.
    private(set) var operations = 0

    /// Does what a process said that it did.
    mutating func follow(_ log: [StoreLogEntry], _ context: Comment) {
        inFlight = nil
        for entry in log {
            switch entry {
            case .opened: break
            case .begins(let operation): inFlight = operation
            case .done(let version):
                guard let operation = inFlight else { continue }
                if case .sync = operation { syncedVersion = max(syncedVersion, version ?? 0) }
                take(Self.after(operation, state))
                inFlight = nil
                operations += 1
            case .refused(let code):
                guard case .insert(let rows)? = inFlight, rows.contains(where: { state.notes[$0.number] != nil }) else {
                    Issue.record("\(code) without a reason, \(context)")
                    continue
                }
                inFlight = nil
            case .failed(let reason): Issue.record("\(reason), \(context)")
            }
        }
    }

    /// The tables as they may be: with the operation in flight wholly done, or not at all.
    var possible: [State] {
        guard let inFlight else { return [state] }
        if case .insert(let rows) = inFlight, rows.contains(where: { state.notes[$0.number] != nil }) { return [state] }
        return [state, Self.after(inFlight, state)]
    }

    /// Goes on from what was found to be so.
    mutating func take(_ new: State) {
        if new.notes != state.notes {
            version += 1
            versions[version] = new.notes
        }
        state = new
    }

    /// The index will not be asked about earlier versions any more.
    mutating func forgetVersions(before version: Int64) {
        syncedVersion = max(syncedVersion, version)
        versions = versions.filter { $0.key >= version }
    }

    static func after(_ operation: StoreOperation, _ state: State) -> State {
        var state = state
        switch operation {
        case .insert(let rows), .merge(let rows): put(rows, &state.notes)
        case .overwrite(let rows):
            state.notes = [:]
            put(rows, &state.notes)
        case .update(let group, let body):
            for (key, row) in state.notes where row["group"] == .integer(group) {
                state.notes[key]?["body"] = .text(body)
            }
        case .delete(let keys): for key in keys { state.notes[key] = nil }
        case .deleteGroup(let group): state.notes = state.notes.filter { $0.value["group"] != .integer(group) }
        case .all(let rows, let keys):
            put(rows, &state.notes)
            put(rows, &state.ledger)
            for key in keys {
                state.notes[key] = nil
                state.ledger[key] = nil
            }
        case .sync, .checkpoint, .query, .read, .ingest, .vacuum, .reopen: break
        }
        return state
    }

    private static func put(_ new: [Row], _ rows: inout Rows) {
        for row in new { rows[row.number] = row }
    }
}

extension Row {
    /// The key of a row of ``StoreWorkplace``.
    var number: Int64 { self["id"]?.integerValue ?? .min }
}

extension Table {
    /// Its rows by their numbers.
    func rowsByNumber() throws -> StoreOracle.Rows {
        let rows = try rows()
        let numbered = Dictionary(rows.map { ($0.number, $0) }) { first, _ in first }
        #expect(numbered.count == rows.count, "a key has two rows in \(name)")
        return numbered
    }
}

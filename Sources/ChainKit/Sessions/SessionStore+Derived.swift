import Foundation
import ModelServing
import Retriever

/// What memories have made of turns: summaries and vectors, under the keys of the turns and deleted with them.
///
/// Nothing is kept for a turn that is gone by then: who erases a session while a model works on it has erased that too.
extension SessionStore {
    /// One row for each summary, under the key of the last turn that it tells of.
    static let summarySchema = TableSchema(
        columns: [
            .text("turn_key"), .text("user_name"), .text("session_name"), .integer("through_turn"),
            .timestamp("summary_time"), .text("summary"),
        ],
        primaryKey: "turn_key")

    /// One row for each turn: 32-bit floats in the machine's order, and the model that they are of.
    static let vectorSchema = TableSchema(
        columns: [.text("turn_key"), .integer("turn_number"), .text("model"), .blob("vector")],
        primaryKey: "turn_key")

    /// The newest; nil before the first.
    func summary(of session: SessionID) throws -> SessionSummary? {
        let row = try summaries.rows(
            where: Self.within(session.prefix), orderedBy: [.descending("turn_key")], limit: 1
        ).first
        guard let text = row?["summary"]?.textValue, let turn = row?["through_turn"]?.integerValue else { return nil }
        return SessionSummary(text: masked(text), throughTurn: Int(turn))
    }

    func keep(_ summary: SessionSummary, of session: SessionID, newest turn: ChatTurn) throws {
        try store.write { transaction in
            guard try has(turn, session, transaction) else { return }
            try transaction.merge(
                [
                    [
                        "turn_key": .text(session.key(turn.number)), "user_name": .text(session.user),
                        "session_name": .text(session.name), "through_turn": .integer(Int64(summary.throughTurn)),
                        "summary_time": .timestamp(Date()), "summary": .text(summary.text.storable),
                    ]
                ], into: summaries)
        }
    }

    /// By the numbers of the turns; without those of another model.
    func vectors(of session: SessionID, by model: EmbeddingModelIdentity) throws -> [Int: [Float]] {
        let rows = try vectors.rows(where: Self.within(session.prefix))
        var found: [Int: [Float]] = [:]
        for row in rows where row["model"] == .text(String(describing: model)) {
            guard let number = row["turn_number"]?.integerValue, let bytes = row["vector"]?.blobValue,
                bytes.count == model.dimension * MemoryLayout<Float>.size
            else { continue }
            found[Int(number)] = bytes.withUnsafeBytes { raw in
                (0..<model.dimension).map {
                    raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Float>.size, as: Float.self)
                }
            }
        }
        return found
    }

    func keep(
        _ embedded: [(turn: ChatTurn, vector: [Float])], of session: SessionID, by model: EmbeddingModelIdentity
    ) throws {
        try store.write { transaction in
            let rows = try embedded.filter { try has($0.turn, session, transaction) }.map { turn, vector -> Row in
                [
                    "turn_key": .text(session.key(turn.number)), "turn_number": .integer(Int64(turn.number)),
                    "model": .text(String(describing: model)), "vector": .blob(vector.withUnsafeBytes { Data($0) }),
                ]
            }
            try transaction.merge(rows, into: vectors)
        }
    }

    /// Whether the turn is there, and no other of its number.
    private func has(_ turn: ChatTurn, _ session: SessionID, _ transaction: WriteTransaction) throws -> Bool {
        let row = try transaction.row(key: session.key(turn.number), in: table, columns: ["trace_id"])
        return row?["trace_id"] == .text(turn.traceID)
    }
}

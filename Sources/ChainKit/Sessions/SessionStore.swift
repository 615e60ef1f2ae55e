public import Foundation
public import Retriever

/// Conversations, kept in a table of a store: one row for each question with its answer.
///
///     let sessions = try SessionStore(in: store)
///     let session = ChatSession(try SessionID(user: "ada", name: "kyoto"), in: sessions, chain: chain)
///
/// The table's key begins with the user, then the session, each with its length, so a session is found without looking at
/// others, and no names of one user can be made to read another's. Every call names the user: there is no way to read a
/// session by its name alone. Beside the table stand two more of the same keys, `NAME_summaries` and `NAME_vectors`, for what
/// ``SummaryMemory`` and ``RecallMemory`` have made of turns. Deleted turns are gone from all of them at once, and from their
/// history with the store's next vacuum.
public struct SessionStore: Sendable {
    /// The table, to query it. Its columns are ``schema``.
    public let table: Table
    let summaries: Table
    let vectors: Table
    let store: Store
    /// What is masked in turns as they are read.
    var patterns: [TextPattern] = []
    /// The most turns of a session; one more is refused, and the caller deletes the session or begins another.
    public let maximumTurns: Int

    /// One row for each turn.
    public static let schema = TableSchema(
        columns: [
            .text("turn_key"), .text("user_name"), .text("session_name"), .integer("turn_number"),
            .timestamp("turn_time"), .text("question"), .text("answer"), .text("trace_id"),
        ],
        primaryKey: "turn_key")

    /// Opens the tables, making those first that the store does not have.
    ///
    /// - Parameter maximumTurns: 1 to 100,000.
    /// - Throws: ``StoreError``, or ``SessionError/otherSchema(_:)`` if a name is another table's.
    public init(in store: Store, name: ObjectName = "chat_turns", maximumTurns: Int = 10_000) throws {
        precondition((1...100_000).contains(maximumTurns), "a session of \(maximumTurns) turns")
        self.maximumTurns = maximumTurns
        self.store = store
        table = try Self.open(name, Self.schema, in: store)
        summaries = try Self.open(ObjectName(parsing: "\(name)_summaries"), Self.summarySchema, in: store)
        vectors = try Self.open(ObjectName(parsing: "\(name)_vectors"), Self.vectorSchema, in: store)
    }

    private static func open(_ name: ObjectName, _ schema: TableSchema, in store: Store) throws -> Table {
        let table = try store.tableExists(name) ? store.table(name) : store.createTable(name, schema: schema)
        guard table.schema == schema else { throw SessionError.otherSchema(name) }
        return table
    }

    /// The turns of a session, oldest first; none where there is no such session.
    ///
    /// - Parameter last: Only so many of the newest; nil for all.
    /// - Throws: ``StoreError``.
    public func turns(of session: SessionID, last: Int? = nil) throws -> [ChatTurn] {
        try turns(of: session, after: 0, last: last)
    }

    /// Those with a number above `after`.
    func turns(of session: SessionID, after number: Int, last: Int?) throws -> [ChatTurn] {
        let later = Filter.comparison(column: "turn_key", .greater, .text(session.key(number)))
        let rows = try table.rows(
            where: Self.within(session.prefix) && later, orderedBy: [.descending("turn_key")], limit: last)
        return rows.reversed().compactMap { ChatTurn($0) }.map { turn in
            var turn = turn
            turn.question = masked(turn.question)
            turn.answer = masked(turn.answer)
            return turn
        }
    }

    func masked(_ text: String) -> String { patterns.isEmpty ? text : TextMask(patterns).apply(to: text).text }

    /// The names of a user's sessions, in the order of the names.
    ///
    /// - Throws: ``StoreError``.
    public func sessions(of user: String) throws -> [String] {
        let rows = try table.rows(where: Self.within(SessionID.prefix(of: user)), columns: ["session_name"])
        return Set(rows.compactMap { $0["session_name"]?.textValue }).sorted()
    }

    /// Adds a turn to a session, which the first one begins.
    ///
    /// Also beside other writers to the same session: each turn has a number of its own.
    /// - Throws: ``SessionError/full(maximumTurns:)``, ``StoreError``.
    public func append(_ turn: ChatTurn, to session: SessionID) throws {
        // Another writer may take a number meanwhile; then the next is tried.
        while try !insert(turn, as: nextNumber(in: session), to: session) {}
    }

    private func nextNumber(in session: SessionID) throws -> Int64 {
        let newest = try table.rows(
            where: Self.within(session.prefix), orderedBy: [.descending("turn_key")], limit: 1, columns: ["turn_number"]
        )
        let number = (newest.first?["turn_number"]?.integerValue ?? 0) + 1
        guard number <= maximumTurns else { throw SessionError.full(maximumTurns: maximumTurns) }
        return number
    }

    /// - Returns: false if the session has a turn of that number.
    private func insert(_ turn: ChatTurn, as number: Int64, to session: SessionID) throws -> Bool {
        let row: Row = [
            "turn_key": .text(session.key(Int(number))),
            "user_name": .text(session.user), "session_name": .text(session.name),
            "turn_number": .integer(number), "turn_time": .timestamp(turn.time),
            "question": .text(turn.question.storable), "answer": .text(turn.answer.storable),
            "trace_id": .text(turn.traceID.storable),
        ]
        do {
            try table.insert([row])
            return true
        } catch {
            guard error.code == .duplicateKey else { throw error }
            return false
        }
    }

    /// Removes a session, and all that was made of its turns.
    ///
    /// - Throws: ``StoreError``.
    public func delete(_ session: SessionID) throws { try delete(within: session.prefix) }

    /// Removes all sessions of a user, and all that was made of their turns.
    ///
    /// - Throws: ``StoreError``.
    public func deleteSessions(of user: String) throws { try delete(within: SessionID.prefix(of: user)) }

    private func delete(within prefix: String) throws {
        try store.write { transaction in
            for table in [table, summaries, vectors] {
                try transaction.delete(where: Self.within(prefix), from: table)
            }
        }
    }

    /// The keys that begin so; a prefix ends with a slash, and what follows that in the order of bytes is 0.
    static func within(_ prefix: String) -> Filter {
        .comparison(column: "turn_key", .greaterOrEqual, .text(prefix))
            && .comparison(column: "turn_key", .less, .text(prefix.dropLast() + "0"))
    }
}

/// Which conversation, and whose.
public struct SessionID: Sendable, Hashable, Codable {
    /// Whose it is: whom the program has made sure of.
    public let user: String
    /// Unique among the user's.
    public let name: String

    /// - Throws: ``SessionError/invalidName(_:)`` for a name that is empty, has more than 256 bytes of UTF-8 or a control
    ///   character.
    public init(user: String, name: String) throws(SessionError) {
        for text in [user, name] {
            guard (1...256).contains(text.utf8.count),
                !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw SessionError.invalidName(text) }
        }
        self.user = user
        self.name = name
    }

    /// With lengths, so that no two pairs of names run together into one key.
    var prefix: String { "\(Self.prefix(of: user))\(name.utf8.count):\(name)/" }

    /// Of the turn of this number; in the order of their keys turns stand as they were said.
    func key(_ number: Int) -> String {
        let digits = String(number)
        return prefix + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    static func prefix(of user: String) -> String { "\(user.utf8.count):\(user)/" }
}

/// A question and its answer.
public struct ChatTurn: Sendable, Hashable, Codable {
    /// Its place in the session, from 1; 0 for one that is in none yet.
    public internal(set) var number = 0
    /// As it was asked.
    public var question: String
    /// As the chain answered, citations included.
    public var answer: String
    /// Of the call.
    public var traceID: String
    /// When it was answered.
    public var time: Date

    public init(question: String, answer: String, traceID: String, time: Date = Date()) {
        self.question = question
        self.answer = answer
        self.traceID = traceID
        self.time = time
    }

    fileprivate init?(_ row: Row) {
        guard let question = row["question"]?.textValue, let answer = row["answer"]?.textValue,
            let traceID = row["trace_id"]?.textValue, let time = row["turn_time"]?.timestampValue,
            let number = row["turn_number"]?.integerValue
        else { return nil }
        self.init(question: question, answer: answer, traceID: traceID, time: time)
        self.number = Int(number)
    }
}

extension String {
    /// A store's texts hold no U+0000.
    var storable: String { utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self }
}

/// What a ``SessionStore`` refuses.
public enum SessionError: Error, Hashable, CustomStringConvertible {
    /// The table of that name has other columns.
    case otherSchema(ObjectName)
    /// A name of a user or a session that cannot be one.
    case invalidName(String)
    /// The session has as many turns as it may.
    case full(maximumTurns: Int)

    /// What happened and what to do about it.
    public var description: String {
        switch self {
        case .otherSchema(let name): "\(name) is no table of sessions; give another name"
        case .invalidName(let name):
            "\"\(name.prefix(40))\" cannot name a user or session: 1 to 256 bytes without control characters can"
        case .full(let maximumTurns): "the session has its \(maximumTurns) turns; begin another, or delete it"
        }
    }
}

public import Foundation
import GRDB

/// One object made from another: an index from its table, a chunk table from a volume.
public struct LineageEdge: Sendable, Hashable, Codable {
    public let source: ObjectReference
    public let target: ObjectReference
    /// What makes the one from the other, such as `sync` or `ingest`.
    public let process: String
    /// When it last did.
    public let updated: Date
}

/// An object of the catalog by kind and name.
public struct ObjectReference: Sendable, Hashable, Codable, CustomStringConvertible {
    public let kind: ObjectKind
    public let name: ObjectName

    public init(_ kind: ObjectKind, _ name: ObjectName) {
        self.kind = kind
        self.name = name
    }

    public var description: String { "\(kind.rawValue) \(name)" }
}

/// Which objects were made from which, within one transaction.
struct Lineage {
    let database: Database

    func record(_ source: ObjectReference, _ target: ObjectReference, process: String) throws {
        try database.execute(
            sql: """
                INSERT INTO tessera_lineage (source_kind, source, target_kind, target, process, updated)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (source_kind, source, target_kind, target, process) DO UPDATE SET updated = excluded.updated
                """,
            arguments: [
                source.kind.rawValue, source.name.description, target.kind.rawValue, target.name.description, process,
                Timestamp.now,
            ])
    }

    /// What the object was made from and what is made from it, at every remove.
    func edges(of object: ObjectReference) throws -> (upstream: [LineageEdge], downstream: [LineageEdge]) {
        let all = try GRDB.Row.fetchAll(
            database,
            sql: """
                SELECT source_kind, source, target_kind, target, process, updated FROM tessera_lineage
                ORDER BY 1, 2, 3, 4, 5
                """
        ).compactMap { row -> LineageEdge? in
            guard let source = reference(row[0], row[1]), let target = reference(row[2], row[3]) else { return nil }
            return LineageEdge(
                source: source, target: target, process: row[4], updated: Timestamp.date(microseconds: row[5]))
        }
        return (
            Self.closure(from: object, all, next: \.source, of: \.target),
            Self.closure(from: object, all, next: \.target, of: \.source)
        )
    }

    /// Nearest first; each edge once, whatever circles there are.
    private static func closure(
        from object: ObjectReference, _ edges: [LineageEdge], next: KeyPath<LineageEdge, ObjectReference>,
        of side: KeyPath<LineageEdge, ObjectReference>
    ) -> [LineageEdge] {
        let bySide = Dictionary(grouping: edges) { $0[keyPath: side] }
        var found: [LineageEdge] = []
        var seen: Set<ObjectReference> = [object]
        var queue = [object]
        while !queue.isEmpty {
            let here = queue.removeFirst()
            for edge in bySide[here] ?? [] {
                found.append(edge)
                let there = edge[keyPath: next]
                if seen.insert(there).inserted { queue.append(there) }
            }
        }
        return found
    }

    func rename(_ kind: ObjectKind, _ name: ObjectName, to other: ObjectName) throws {
        for side in ["source", "target"] {
            try database.execute(
                sql: "UPDATE tessera_lineage SET \(side) = ? WHERE \(side)_kind = ? AND \(side) = ?",
                arguments: [other.description, kind.rawValue, name.description])
        }
    }

    func remove(_ kind: ObjectKind, _ name: ObjectName) throws {
        for side in ["source", "target"] {
            try database.execute(
                sql: "DELETE FROM tessera_lineage WHERE \(side)_kind = ? AND \(side) = ?",
                arguments: [kind.rawValue, name.description])
        }
    }

    private func reference(_ kind: String, _ name: String) -> ObjectReference? {
        guard let kind = ObjectKind(rawValue: kind), let name = try? ObjectName(parsing: name) else { return nil }
        return ObjectReference(kind, name)
    }
}

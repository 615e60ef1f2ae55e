import Chunking
import Foundation

extension IngestPass {
    private var inherited: (Row) -> [String: Value] {
        { [fields = collection.fields] in ChunkTable.inherited(from: $0, fields: fields) }
    }

    /// The document with its chunks, in one commit; chunks that stay the same do not appear in the feed.
    func replace(_ document: Row, chunks rows: [Row]) throws {
        let collection = collection
        let id = document["id"]?.textValue ?? ""
        var document = document
        document["chunks"] = .integer(Int64(rows.count))
        try collection.store.write { transaction in
            let staying = Set(rows.compactMap { $0["id"] })
            let old = try transaction.rows(in: collection.chunks, where: Column("document") == id, columns: ["id"])
            let dropped = old.compactMap { $0["id"] }.filter { !staying.contains($0) }
            try transaction.delete(keys: dropped, from: collection.chunks)
            try transaction.merge(rows, into: collection.chunks)
            try transaction.merge([document], into: collection.documents)
            try transaction.delete(keys: [id], from: collection.errors)
        }
    }

    /// A document whose content is the same: what its source says of it may be another.
    func touch(_ old: Row, _ document: Row) throws {
        let collection = collection
        var inherited = inherited(document)
        if old["fields"] == document["fields"] {
            // Whoever touches a file changes no chunk.
            let before = self.inherited(old)
            inherited = inherited.filter { $0.key != "modified" && before[$0.key] != $0.value }
        }
        let values = inherited
        var checked = document
        checked["checked"] = old["checked"]
        // That it was looked at is no news.
        if values.isEmpty, checked == old { return }
        try collection.store.write { transaction in
            if !values.isEmpty {
                try transaction.update(
                    collection.chunks, where: Column("document") == (document["id"] ?? .null), set: values)
            }
            try transaction.merge([document], into: collection.documents)
        }
    }

    func remove(_ document: Row) throws {
        let collection = collection
        guard let id = document["id"]?.textValue else { return }
        try collection.store.write { transaction in
            try transaction.delete(where: Column("document") == id, from: collection.chunks)
            try transaction.delete(keys: [id], from: collection.documents)
        }
    }

    /// The chunks of a file that was moved are taken over unparsed, under ids of the new path.
    func move(_ old: Row, to document: Row) throws {
        var document = document
        for column in ["title", "chunks", "problem"] { document[column] = old[column] }
        let moved = document
        var inherited = inherited(document)
        inherited["modified"] = old["fields"] == document["fields"] ? nil : inherited["modified"]
        let values = inherited
        let collection = collection
        try collection.store.write { transaction in
            var ids = ChunkIDs(document: moved["id"]?.textValue ?? "")
            let oldID = old["id"]?.textValue ?? ""
            let rows = try transaction.rows(
                in: collection.chunks, where: Column("document") == oldID, orderedBy: [.ascending("ordinal")]
            ).map { row in
                var row = row
                let headings = try JSONDecoder().decode(
                    [String].self, from: Data((row["headings"]?.textValue ?? "[]").utf8))
                row["id"] = .text(ids.next(headings: headings, text: row["text"]?.textValue ?? ""))
                row["document"] = moved["id"]
                row["path"] = moved["path"]
                row.values.merge(values) { _, new in new }
                return row
            }
            try transaction.delete(where: Column("document") == oldID, from: collection.chunks)
            try transaction.delete(keys: [oldID], from: collection.documents)
            try transaction.merge(rows, into: collection.chunks)
            try transaction.merge([moved], into: collection.documents)
        }
    }
}

import Retriever

extension IngestReport {
    /// What people and scripts read at the end of an ingest.
    var summary: String {
        var lines = [
            "files: \(seen) seen, \(added) added, \(changed) changed, \(moved) moved, \(unchanged) unchanged, "
                + "\(deleted) deleted, \(problems.count) skipped"
        ]
        lines += problems.map { "skipped: \($0.description.forTerminal)" }
        lines.append("chunks: \(chunks)")
        lines.append("parse calls: \(parseCalls), embedding calls: \(embeddingCalls)")
        return lines.joined(separator: "\n")
    }
}

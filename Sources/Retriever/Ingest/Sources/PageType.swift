import Chunking
import Foundation

/// What a page is, by its `Content-Type`, and by its URL where that says too little.
struct PageType {
    /// As the extensions of a `ParserRegistry`.
    let type: String
    let encoding: TextEncoding?

    init(_ contentType: String?, url: String) {
        let parts = (contentType ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        let media = parts.first?.lowercased() ?? ""
        let ending = SourceFile.type(ofPath: URL(string: url)?.path ?? "")
        type =
            switch media {
            case "text/html", "application/xhtml+xml": "html"
            case "text/markdown": "md"
            case "text/csv": "csv"
            case "text/tab-separated-values": "tsv"
            case "application/json": "json"
            case "application/x-ndjson", "application/jsonl": "jsonl"
            case "application/pdf": "pdf"
            // Servers send Markdown and code as plain text.
            case "text/plain": ending.isEmpty || ["html", "htm"].contains(ending) ? "txt" : ending
            case "", "application/octet-stream": ending
            default: media.split(separator: "/").last.map(String.init) ?? ""
            }
        encoding =
            parts.dropFirst().lazy.compactMap { part -> TextEncoding? in
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].lowercased() == "charset" else { return nil }
                return TextEncoding(label: pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\" ")))
            }.first
    }
}

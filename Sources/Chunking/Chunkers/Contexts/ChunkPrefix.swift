/// What to say before a chunk's content when it is embedded.
public struct ChunkPrefix: Sendable {
    /// Stored beside the chunks; where it has changed, documents are chunked again.
    public let identity: String
    /// The prefix of a chunk of a document with a title, its own line end or space included; empty for none.
    public let text: @Sendable (_ title: String?, _ chunk: Chunk) -> String

    public init(identity: String, text: @escaping @Sendable (_ title: String?, _ chunk: Chunk) -> String) {
        self.identity = identity
        self.text = text
    }

    /// The document's title and the path of headings: `Guide > Installing > Linux`, and a line's end.
    public static let headings = ChunkPrefix(identity: "headings/1") { title, chunk in
        let path = Self.path(title, chunk)
        return path.isEmpty ? "" : path + "\n"
    }

    /// A text of one's own in which `{title}` stands for the document's title, `{headings}` for the headings' path
    /// below it, and `{path}` for both.
    ///
    ///     ChunkPrefix.template("From the section {headings} of {title}: ")
    public static func template(_ template: String) -> ChunkPrefix {
        ChunkPrefix(identity: "template/1 \(template)") { title, chunk in
            var result = ""
            var rest = template[...]
            while let brace = rest.firstIndex(of: "{") {
                result += rest[..<brace]
                rest = rest[brace...]
                if rest.hasPrefix("{title}") {
                    result += title ?? ""
                    rest = rest.dropFirst(7)
                } else if rest.hasPrefix("{headings}") {
                    result += chunk.headings.joined(separator: " > ")
                    rest = rest.dropFirst(10)
                } else if rest.hasPrefix("{path}") {
                    result += path(title, chunk)
                    rest = rest.dropFirst(6)
                } else {
                    result += "{"
                    rest = rest.dropFirst()
                }
            }
            return result + rest
        }
    }

    private static func path(_ title: String?, _ chunk: Chunk) -> String {
        var path = chunk.headings
        if let title, path.first != title { path.insert(title, at: 0) }
        return path.joined(separator: " > ")
    }
}

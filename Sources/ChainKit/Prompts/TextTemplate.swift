/// A text with variables in double braces, such as `{{question}}`, parsed once.
///
/// Values go in by one pass: what a value holds is never read as a template.
struct TextTemplate: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case variable(String)
    }

    let source: String
    let parts: [Part]

    var variables: Set<String> {
        Set(parts.compactMap { if case .variable(let name) = $0 { name } else { nil } })
    }

    /// - Throws: ``PromptError/malformed(_:)`` for braces that do not close and for names that are none.
    init(_ source: String) throws(PromptError) {
        self.init(trusted: source)
        for part in parts {
            switch part {
            case .text(let text):
                if text.contains("{{") { throw .malformed("a {{ is not closed") }
            case .variable(let name):
                if !PromptVariable.isName(name) { throw .malformed("{{\(name)}} is not the name of a variable") }
            }
        }
    }

    /// Reads a text of this library, whose braces are known to match: a test sees to it.
    init(trusted source: String) {
        var parts: [Part] = []
        var rest = source[...]
        while let open = rest.firstPosition(of: "{{") {
            let body = rest[rest.index(open, offsetBy: 2)...]
            guard let close = body.firstPosition(of: "}}") else { break }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.variable(String(body[..<close])))
            rest = body[body.index(close, offsetBy: 2)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.source = source
        self.parts = parts
    }

    /// - Parameter values: One for each variable; the caller has checked it.
    func render(_ values: [String: String]) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .variable(let name): result += values[name] ?? ""
            }
        }
        return result
    }
}

extension Substring {
    fileprivate func firstPosition(of pair: String) -> Index? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(pair) { return index }
            formIndex(after: &index)
        }
        return nil
    }
}

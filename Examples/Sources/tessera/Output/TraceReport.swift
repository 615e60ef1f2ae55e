import ChainKit
import Foundation
import ModelServing

extension ChainKit.Trace {
    /// For people: what was asked, the steps with their times, each request to a model with its response, and the answer.
    var report: String {
        var lines = ["trace \(id.forTerminal)", "question: \(question.forTerminal)"]
        lines.append(
            "\(status.code.rawValue), \(Date(timeIntervalSince1970: start).iso8601), \((duration * 1_000).fixed(1)) ms"
                + (requester.map { ", asked by \($0.forTerminal)" } ?? "")
                + (usage.map { ", \($0.inputTokens) tokens read and \($0.outputTokens) written" } ?? ""))
        if let message = status.message { lines.append("error: \(message.forTerminal)") }
        lines += warnings.map { "warning: \("\($0)".forTerminal)" }
        lines += ["", tree, ""]
        lines += exchanges
        if !answer.isEmpty { lines += ["--- answer", answer.forTerminal] }
        lines += citations.map { AnswerReport.Citation($0).line }
        return lines.joined(separator: "\n")
    }

    /// The spans, each under the one that it is part of, with its beginning after the call's and its length.
    var tree: String {
        var rows: [[String]] = []
        func add(_ span: Span, depth: Int) {
            let name = String(repeating: "  ", count: depth) + span.name
            let isGood = span.status.code == .ok
            rows.append([
                max(0, span.start - start).milliseconds, span.duration.milliseconds, name,
                isGood ? "" : "\(span.status.code.rawValue) \(span.status.message?.excerpt(80) ?? "")",
            ])
            for child in span.children { add(child, depth: depth + 1) }
        }
        add(root, depth: 0)
        return TextTable(["BEGIN", "TIME", "SPAN", ""], rows).text
    }

    /// Every request with what it was answered, exactly.
    private var exchanges: [String] {
        var spans = root.modelSpans
        return requests.flatMap { call -> [String] in
            guard let request = call.request else { return [] }
            var head = "request to \(call.model)"
            if let prompt = call.prompt { head += ", prompt \(prompt)" }
            if let temperature = request.temperature { head += ", temperature \(temperature)" }
            if let maximum = request.maximumTokens { head += ", \(maximum) tokens at most" }
            var lines = [head.forTerminal]
            for message in request.messages {
                lines += ["--- \(message.role.rawValue)", message.content.forTerminal]
                lines += message.toolCalls.map { "call of \($0.toolName): \($0.arguments)".forTerminal }
            }
            // Requests that are equal were made one after the other.
            if let place = spans.firstIndex(where: { $0.sent == request.messages.map(\.content) }) {
                lines += ["--- response", spans.remove(at: place).received.forTerminal]
            }
            return lines + [""]
        }
    }
}

extension Span {
    /// Those of requests to language models, in the order in which they began.
    fileprivate var modelSpans: [Span] {
        let own = attributes["gen_ai.operation.name"] == "chat" ? [self] : []
        return (own + children.flatMap(\.modelSpans)).sorted { $0.start < $1.start }
    }

    fileprivate var sent: [String] { Self.messages(inputs).map(\.content) }

    /// The text, and the calls of tools.
    fileprivate var received: String {
        guard status.code == .ok else { return "none: \(status.message ?? status.code.rawValue)" }
        return Self.messages(outputs).map { $0.content + $0.calls }.joined(separator: "\n")
    }

    private static func messages(_ value: TraceValue?) -> [(content: String, calls: String)] {
        guard case .object(let members)? = value, case .array(let messages)? = members["messages"] else { return [] }
        return messages.map { message in
            guard case .object(let parts) = message else { return ("", "") }
            var (content, calls) = ("", "")
            if case .string(let text)? = parts["content"] { content = text }
            if case .array(let list)? = parts["tool_calls"] {
                for case .object(let call) in list {
                    guard case .string(let name)? = call["name"], case .string(let arguments)? = call["arguments"]
                    else { continue }
                    calls += "\ncall of \(name): \(arguments)"
                }
            }
            return (content, calls)
        }
    }
}

extension Double {
    /// Of seconds, so that they stand under each other.
    fileprivate var milliseconds: String { String(format: "%9.1f ms", self * 1_000) }
}

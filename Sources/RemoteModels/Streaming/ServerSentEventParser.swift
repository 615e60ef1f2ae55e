/// One event of a `text/event-stream`.
package struct ServerSentEvent: Sendable, Hashable {
    /// The `event:` field; nil where there was none.
    package var name: String?
    /// The `data:` lines, joined by line feeds.
    package var data: String

    package init(name: String?, data: String) {
        self.name = name
        self.data = data
    }
}

/// A stream of events that breaks its own format.
package enum ServerSentEventError: Error, Hashable {
    /// One event has grown beyond the limit, in bytes.
    case eventTooLarge(limit: Int)
    case invalidUTF8
}

/// Takes a `text/event-stream` apart, whatever the pieces it arrives in.
///
/// Pieces may end anywhere, within a character or between the two bytes of a line end; lines end with LF, CRLF or CR.
/// Comments and the fields `id` and `retry` are passed over, since nothing here reconnects.
///
/// - Source: WHATWG HTML, section 9.2.6. Departs from it in: an event that the end of the stream cuts off before its
///   blank line is delivered by ``finish()``, since servers leave that line out after `[DONE]`; invalid UTF-8 is an
///   error instead of replacement characters.
package struct ServerSentEventParser: Sendable {
    private let maximumEventBytes: Int
    private var line: [UInt8] = []
    private var name: String?
    private var data: [String] = []
    /// Bytes in `data`, against the limit.
    private var dataBytes = 0
    /// The last byte was a CR, so that an LF now belongs to the same line end.
    private var isAfterCR = false
    private var isFirstLine = true

    /// - Parameter maximumEventBytes: Of one line and of all data of one event.
    package init(maximumEventBytes: Int) {
        self.maximumEventBytes = maximumEventBytes
    }

    /// The events that `bytes` completes.
    package mutating func consume(_ bytes: some Sequence<UInt8>) throws(ServerSentEventError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            let continuesLineEnd = isAfterCR && byte == UInt8(ascii: "\n")
            isAfterCR = byte == UInt8(ascii: "\r")
            if continuesLineEnd { continue }
            if byte == UInt8(ascii: "\n") || isAfterCR {
                if let event = try endLine() { events.append(event) }
            } else {
                guard line.count < maximumEventBytes else { throw .eventTooLarge(limit: maximumEventBytes) }
                line.append(byte)
            }
        }
        return events
    }

    /// The event that the end of the stream completes, if any.
    package mutating func finish() throws(ServerSentEventError) -> ServerSentEvent? {
        if !line.isEmpty { _ = try endLine() }
        return dispatch()
    }

    private mutating func endLine() throws(ServerSentEventError) -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else { return dispatch() }
        guard let text = String(validating: line, as: UTF8.self) else { throw .invalidUTF8 }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? parts[1].dropFirst(parts[1].first == " " ? 1 : 0) : ""
        switch parts[0] {
        case "data":
            dataBytes += value.utf8.count + 1
            guard dataBytes <= maximumEventBytes else { throw .eventTooLarge(limit: maximumEventBytes) }
            data.append(String(value))
        case "event":
            name = String(value)
        default:
            break
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = nil
            data.removeAll(keepingCapacity: true)
            dataBytes = 0
        }
        return data.isEmpty ? nil : ServerSentEvent(name: name, data: data.joined(separator: "\n"))
    }
}

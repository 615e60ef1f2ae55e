/// A text that is no filter, and where it stops being one.
public struct FilterSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    public let text: String
    /// Where the mistake begins, in UTF-8 bytes from the beginning of ``text``.
    public let position: Int
    /// What is wrong there, such as "expected a value".
    public let reason: String

    public var description: String {
        let bytes = Array(text.utf8)
        let rest = String(decoding: bytes[min(position, bytes.count)...].prefix(40), as: UTF8.self)
        return rest.isEmpty
            ? "the filter ends too early (byte \(position)): \(reason)"
            : "the filter is wrong at byte \(position), before \"\(rest)\": \(reason)"
    }
}

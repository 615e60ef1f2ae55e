import Foundation

/// Where figures go (standard output, at once) and where words about the work go (standard error).
enum Output {
    /// Writes a line of results.
    ///
    /// - Throws: ``Refusal`` when it cannot be written, as when the reader of a pipe has gone.
    static func line(_ text: String) throws {
        try write(text + "\n", to: STDOUT_FILENO)
    }

    /// Says what goes on, to a person; a script's log stays quiet.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        try? write(text + "\n", to: STDERR_FILENO)
    }

    /// Says what the reader of the results should know.
    static func warn(_ text: String) {
        try? write("warning: " + text + "\n", to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Refusal("the output cannot be written: \(String(cString: strerror(errno)))") }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// Why the program ends without doing what was asked: printed to standard error, with a status of 1.
struct Refusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

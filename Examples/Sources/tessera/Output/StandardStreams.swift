import Foundation

/// The program's results.
enum StandardOutput {
    /// Unbuffered, so that an answer is seen as it comes.
    ///
    /// - Throws: When nobody can receive it, such as on a full disk.
    static func write(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    static func writeLine(_ text: String = "") throws {
        try write(text + "\n")
    }

    /// `value` as indented JSON, with keys in a fixed order.
    static func writeJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try FileHandle.standardOutput.write(contentsOf: try encoder.encode(value) + Data("\n".utf8))
    }
}

/// What is said about the work beside its results.
enum StandardError {
    static let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1

    static func write(_ text: String) {
        // A closed standard error leaves nowhere to say so.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    static func writeLine(_ text: String) {
        write(text + "\n")
    }
}

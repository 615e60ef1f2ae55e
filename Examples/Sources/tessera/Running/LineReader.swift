import Foundation

/// Reads a file line by line; one line, and what was read with it, is in memory.
struct LineReader {
    private let file: FileHandle
    private var rest = Data()
    private var isAtEnd = false
    /// Of the last line given, from 1.
    private(set) var number = 0

    init(_ url: URL) throws { file = try FileHandle(forReadingFrom: url) }

    /// The next line without its end; nil after the last.
    mutating func next() throws -> Data? {
        var searched = rest.startIndex
        while true {
            if let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { rest = rest[(end + 1)...] }
                number += 1
                return rest[..<end]
            }
            guard !isAtEnd else {
                guard !rest.isEmpty else { return nil }
                defer { rest = Data() }
                number += 1
                return rest
            }
            // What was given is let go of, once for a block.
            if rest.startIndex > 0 { rest = Data(rest) }
            searched = rest.endIndex
            let block = try file.read(upToCount: 1 << 16) ?? Data()
            isAtEnd = block.isEmpty
            rest.append(block)
        }
    }
}

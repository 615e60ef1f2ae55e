import Foundation

/// The lines of a file, one at a time, with where they stand in it.
struct LineReader {
    struct Line {
        /// From 1.
        var number: Int
        /// In bytes, from the beginning of the file.
        var offset: UInt64
        /// Without the line feed.
        var length: Int
        /// nil for a line of more than the bytes allowed, which is passed over.
        var bytes: Data?

        var isBlank: Bool { bytes?.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } ?? false }
    }

    private let handle: FileHandle
    private let maximumBytes: Int
    private var buffer = Data()
    private var position: UInt64 = 0
    private var number = 0
    private var isAtEnd = false

    init(_ file: URL, maximumBytes: Int) throws {
        handle = try FileHandle(forReadingFrom: file)
        self.maximumBytes = maximumBytes
    }

    /// - Returns: nil at the end of the file.
    mutating func next() throws -> Line? {
        var line = Data()
        var length = 0
        while true {
            if buffer.isEmpty, !isAtEnd {
                buffer = try handle.read(upToCount: 1 << 16) ?? Data()
                isAtEnd = buffer.isEmpty
            }
            let end = buffer.firstIndex(of: 0x0A)
            let part = buffer[buffer.startIndex..<(end ?? buffer.endIndex)]
            length += part.count
            if length <= maximumBytes { line.append(part) } else { line.removeAll() }
            if end == nil, !isAtEnd {
                buffer = Data()
                continue
            }
            if end == nil, length == 0 { return nil }
            buffer = end.map { Data(buffer[buffer.index(after: $0)...]) } ?? Data()
            number += 1
            let offset = position
            position += UInt64(length) + (end == nil ? 0 : 1)
            return Line(number: number, offset: offset, length: length, bytes: length <= maximumBytes ? line : nil)
        }
    }
}

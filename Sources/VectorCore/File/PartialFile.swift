/// The names of files that are being written: `NAME.0123456789abcdef.partial` beside `NAME`, with 16 digits by chance.
///
/// A process that is killed leaves its own behind. The next save of the same index removes it: whoever writes such a file
/// holds a lock on it, which ends with the process, and only what is not locked is removed.
enum PartialFile {
    private static let ending = ".partial"
    private static let digits = 16

    /// A name that no other file has, for all practical purposes.
    static func path(of path: String) -> String {
        let number = String(UInt64.random(in: .min ... .max), radix: 16)
        return "\(path).\(String(repeating: "0", count: digits - number.count))\(number)\(ending)"
    }

    static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

    /// Removes what killed saves of an index have left; also to make room for the next.
    static func removeAbandoned(of path: String, _ fileSystem: any FileSystem) {
        let folder = folder(of: path)
        let prefix = (path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]) + "."
        for name in fileSystem.names(in: folder) where name.hasPrefix(prefix) && name.hasSuffix(ending) {
            let middle = name.dropFirst(prefix.count).dropLast(ending.count)
            guard middle.utf8.count == digits, middle.allSatisfy({ $0.isHexDigit }) else { continue }
            fileSystem.removeAbandoned(folder == "." ? name : folder + name)
        }
    }
}

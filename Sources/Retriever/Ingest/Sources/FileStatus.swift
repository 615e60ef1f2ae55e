import Foundation

/// What the file system says of a file, unread.
///
/// Foundation's own attributes look up owner and group of each file, and lack the time of the last change of the entry,
/// which nobody can set back.
struct FileStatus {
    enum Kind { case file, folder, link, other }

    let kind: Kind
    let size: Int
    let modified: Date
    /// When content, name or rights changed last.
    let changed: Date
    /// Another after every change that the file system's clock can tell: size, both times, and the file's number.
    let revision: String
    /// Names the folder's or the file's place, until it is replaced by another.
    let place: String

    /// - Throws: ``FileStatusError``.
    init(_ path: String, followingLinks: Bool = true) throws(FileStatusError) {
        var info = stat()
        guard (followingLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { throw FileStatusError(code: errno) }
        #if canImport(Darwin)
            let (modified, changed) = (info.st_mtimespec, info.st_ctimespec)
        #else
            let (modified, changed) = (info.st_mtim, info.st_ctim)
        #endif
        kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        size = Int(info.st_size)
        self.modified = Self.date(modified)
        self.changed = Self.date(changed)
        place = "\(info.st_dev):\(info.st_ino)"
        revision =
            "\(size):\(modified.tv_sec).\(modified.tv_nsec):\(changed.tv_sec).\(changed.tv_nsec):\(info.st_ino)"
    }

    /// Whether a later change cannot have the same times: they lie before the moment by more than the grain of the
    /// clocks, 2 s of the time of modification (FAT), some milliseconds of that of the entry (Linux's ticks).
    func isSettled(at moment: Date) -> Bool {
        modified < moment.addingTimeInterval(-2) && changed < moment.addingTimeInterval(-0.1)
    }

    private static func date(_ time: timespec) -> Date {
        Date(timeIntervalSince1970: Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000)
    }
}

/// A refusal of the file system.
struct FileStatusError: Error, CustomStringConvertible {
    let code: Int32

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    var description: String { String(cString: strerror(code)) }
}

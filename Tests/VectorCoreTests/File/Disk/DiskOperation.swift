/// One change to a disk; files are numbered, for their names change.
enum DiskOperation: Sendable {
    case create(path: String, file: Int)
    case write(file: Int, offset: Int, bytes: [UInt8])
    case synchronize(file: Int)
    case rename(from: String, to: String)
    case remove(path: String)
    case synchronizeFolder
}

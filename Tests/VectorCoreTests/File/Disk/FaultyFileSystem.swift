import VectorCore

/// Another file system of which one operation fails, or all from one on.
///
/// A write that fails has written its first half, as on a full disk.
final class FaultyFileSystem: FileSystem, @unchecked Sendable {
    enum Failure: CaseIterable, Sendable { case once, forever }

    private let real: any FileSystem
    private let failing: Int
    private let failure: Failure
    /// Operations so far.
    private(set) var operations = 0

    init(_ real: any FileSystem, failing: Int, _ failure: Failure) {
        self.real = real
        self.failing = failing
        self.failure = failure
    }

    /// Whether an operation has failed yet.
    var hasFailed: Bool { operations > failing }

    /// Counts an operation; whether it fails.
    fileprivate func fails() -> Bool {
        defer { operations += 1 }
        return failure == .once ? operations == failing : operations >= failing
    }

    fileprivate func count() throws(VectorIndexError) {
        if fails() { throw VectorIndexError(.ioFailure, "operation \(failing) fails") }
    }

    func open(_ path: String) throws(VectorIndexError) -> any ReadableFile {
        try count()
        return FaultyReadableFile(try real.open(path), self)
    }

    func create(_ path: String) throws(VectorIndexError) -> any WritableFile {
        try count()
        return FaultyWritableFile(try real.create(path), self)
    }

    func rename(_ path: String, to other: String) throws(VectorIndexError) {
        try count()
        try real.rename(path, to: other)
    }

    func remove(_ path: String) { if !fails() { real.remove(path) } }

    func removeAbandoned(_ path: String) { if !fails() { real.removeAbandoned(path) } }

    func names(in folder: String) -> [String] { fails() ? [] : real.names(in: folder) }

    func synchronizeFolder(_ path: String) throws(VectorIndexError) {
        try count()
        try real.synchronizeFolder(path)
    }
}

private final class FaultyReadableFile: ReadableFile {
    private let real: any ReadableFile
    private let system: FaultyFileSystem

    init(_ real: any ReadableFile, _ system: FaultyFileSystem) {
        self.real = real
        self.system = system
    }

    var length: Int {
        get throws(VectorIndexError) {
            try system.count()
            return try real.length
        }
    }

    func read(at offset: Int, into target: inout MutableRawSpan) throws(VectorIndexError) {
        try system.count()
        try real.read(at: offset, into: &target)
    }
}

private final class FaultyWritableFile: WritableFile {
    private let real: any WritableFile
    private let system: FaultyFileSystem

    init(_ real: any WritableFile, _ system: FaultyFileSystem) {
        self.real = real
        self.system = system
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(VectorIndexError) {
        if system.fails() {
            try real.write(bytes.extracting(0..<bytes.byteCount / 2), at: offset)
            throw VectorIndexError(.ioFailure, "no space left on the device")
        }
        try real.write(bytes, at: offset)
    }

    func synchronize() throws(VectorIndexError) {
        try system.count()
        try real.synchronize()
    }
}

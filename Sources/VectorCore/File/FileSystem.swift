/// What index files ask of a file system: nothing else touches one.
///
/// A seam for tests, which put failures and crashes behind it.
package protocol FileSystem: Sendable {
    /// Opens an existing file for reading.
    func open(_ path: String) throws(VectorIndexError) -> any ReadableFile
    /// Makes a new file, held for this writer until it is closed; one of that name must not exist.
    func create(_ path: String) throws(VectorIndexError) -> any WritableFile
    /// Gives a file another name in place of whatever has it.
    func rename(_ path: String, to other: String) throws(VectorIndexError)
    /// Removes a file if it is there.
    func remove(_ path: String)
    /// Removes a file if nobody holds it: one that ``create(_:)`` made for a writer that is gone.
    func removeAbandoned(_ path: String)
    /// The names of what is in a folder; none where it cannot be read.
    func names(in folder: String) -> [String]
    /// Makes the names in a folder durable.
    func synchronizeFolder(_ path: String) throws(VectorIndexError)
}

/// An open file to read; closed when it goes.
package protocol ReadableFile: AnyObject {
    var length: Int { get throws(VectorIndexError) }
    /// Fills the target from an offset on.
    func read(at offset: Int, into target: inout MutableRawSpan) throws(VectorIndexError)
    /// Puts pages of the file over whole pages of memory that the caller has mapped; changes to them stay in memory. They
    /// stay when the file is closed, removed or replaced.
    ///
    /// - Returns: Whether it was done; a file that cannot be mapped, or not from this offset, is read instead.
    @unsafe
    func map(at offset: Int, bytes: Int, over address: UnsafeMutableRawPointer) -> Bool
}

extension ReadableFile {
    @unsafe
    package func map(at offset: Int, bytes: Int, over address: UnsafeMutableRawPointer) -> Bool { false }
}

/// A file being made; closed when it goes.
package protocol WritableFile: AnyObject {
    /// Writes all bytes at an offset.
    func write(_ bytes: RawSpan, at offset: Int) throws(VectorIndexError)
    /// Makes the bytes durable.
    func synchronize() throws(VectorIndexError)
}

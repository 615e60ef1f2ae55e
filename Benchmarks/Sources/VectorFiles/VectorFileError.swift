/// Why a file of vectors or ids was refused; nothing of it was used.
package struct VectorFileError: Error, CustomStringConvertible {
    package let path: String
    package let reason: String

    /// The library's own reasons name the file already.
    package var description: String { reason.contains(path) ? reason : "\(path): \(reason)" }
}

/// Why a file of vectors or ids was refused; nothing of it was used.
package struct VectorFileError: Error, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}

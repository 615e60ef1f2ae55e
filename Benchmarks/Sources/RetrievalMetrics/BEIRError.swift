/// Why a data set or a run was refused.
package struct BEIRError: Error, CustomStringConvertible {
    package let path: String
    /// From 1; nil when the whole file is meant.
    package let line: Int?
    package let reason: String

    package init(path: String, line: Int? = nil, _ reason: String) {
        self.path = path
        self.line = line
        self.reason = reason
    }

    package var description: String { line.map { "\(path), line \($0): \(reason)" } ?? "\(path): \(reason)" }
}

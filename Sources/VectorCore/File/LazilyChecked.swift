/// An index that may have been opened with ``FileChecking/lazily``.
package protocol LazilyChecked: Sendable {
    /// Checks whatever of the file no search has touched yet, beside searches; these are a little faster from then on.
    ///
    /// - Throws: ``VectorIndexError/Code/fileDamaged``, as every search does from then on.
    func checkRest() throws(VectorIndexError)
}

extension FlatIndex: LazilyChecked {
    package func checkRest() throws(VectorIndexError) { try checks?.checkAll() }
}

extension HNSWIndex: LazilyChecked {
    package func checkRest() throws(VectorIndexError) { try graph.checkRest() }
}

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif
extension IVFPQIndex {
    public func save(to file: URL, metadata: [String: String]) throws(VectorIndexError) { throw .present(0) }
    public static func open(_ file: URL) throws(VectorIndexError) -> IVFPQIndex { throw .present(0) }
}

import Foundation
import VectorCore

extension VectorIndex {
    /// Saves to a test double.
    func save(to path: String, version: Int, on fileSystem: any FileSystem) throws(VectorIndexError) {
        let file = URL(fileURLWithPath: path)
        let metadata = ["version": "\(version)"]
        switch self {
        case let index as FlatIndex: try index.save(to: file, metadata: metadata, fileSystem: fileSystem)
        case let index as HNSWIndex: try index.save(to: file, metadata: metadata, fileSystem: fileSystem)
        case let index as IVFFlatIndex: try index.save(to: file, metadata: metadata, fileSystem: fileSystem)
        case let index as IVFPQIndex: try index.save(to: file, metadata: metadata, fileSystem: fileSystem)
        default: throw VectorIndexError(.fileUnsupported, "\(type(of: self)) cannot be saved to a test double yet")
        }
    }
}

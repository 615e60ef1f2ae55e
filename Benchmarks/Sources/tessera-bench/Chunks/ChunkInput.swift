import Chunking
import Foundation

/// The files that a path names: itself, or those below it that a parser reads, by path.
struct ChunkInput {
    struct File {
        /// As the output names it: relative to the folder that was given, or the single file as given.
        let path: String
        let location: String
    }

    let known: [File]
    /// How many files below the folder have no parser.
    let unknown: Int
    let isSingle: Bool

    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal("\(path) is not there")
        }
        isSingle = !isFolder.boolValue
        guard isFolder.boolValue else {
            known = [File(path: path, location: path)]
            unknown = 0
            return
        }
        guard let below = FileManager.default.enumerator(atPath: path) else { throw Refusal("\(path) cannot be read") }
        var known: [File] = [], unknown = 0
        for case let name as String in below {
            let location = path + "/" + name
            guard FileManager.default.fileExists(atPath: location, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            if ParserRegistry.standard.parser(forPath: name) != nil {
                known.append(File(path: name, location: location))
            } else {
                unknown += 1
            }
        }
        guard !known.isEmpty else { throw Refusal("no parser reads any file below \(path)") }
        self.known = known.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.unknown = unknown
    }
}

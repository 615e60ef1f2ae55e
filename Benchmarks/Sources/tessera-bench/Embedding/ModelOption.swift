import Foundation
import ModelServing

/// The encoder's folder that a command line names, or the one that `Scripts/fetch-models.sh` fills.
enum ModelOption {
    static let name = "all-MiniLM-L6-v2"

    static func folder(_ given: String?) throws -> URL {
        if let given { return URL(fileURLWithPath: given) }
        let folder = cache.appendingPathComponent(name)
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw Refusal("there is no model in \(folder.path); run Scripts/fetch-models.sh, or name one by --model")
        }
        return folder
    }

    /// `TESSERA_MODELS`, or `tessera/models` in the user's cache folder.
    private static var cache: URL {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["TESSERA_MODELS"] { return URL(fileURLWithPath: path) }
        let home = FileManager.default.homeDirectoryForCurrentUser
        #if os(macOS)
            let cache = home.appendingPathComponent("Library/Caches")
        #else
            let cache =
                environment["XDG_CACHE_HOME"].map { URL(fileURLWithPath: $0) } ?? home.appendingPathComponent(".cache")
        #endif
        return cache.appendingPathComponent("tessera/models")
    }
}

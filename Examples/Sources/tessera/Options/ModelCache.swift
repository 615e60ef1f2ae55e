import Foundation

/// Where `Scripts/fetch-models.sh` puts models.
enum ModelCache {
    /// `TESSERA_MODELS`, or `tessera/models` in the user's cache folder.
    static func folder(of model: String) -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["TESSERA_MODELS"], !path.isEmpty {
            return URL(fileURLWithPath: path).appendingPathComponent(model)
        }
        let home = environment["HOME"].map { URL(fileURLWithPath: $0) } ?? URL(fileURLWithPath: NSHomeDirectory())
        #if os(macOS)
            let cache = home.appendingPathComponent("Library/Caches")
        #else
            let cache =
                environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
                ?? home.appendingPathComponent(".cache")
        #endif
        return cache.appendingPathComponent("tessera/models").appendingPathComponent(model)
    }
}

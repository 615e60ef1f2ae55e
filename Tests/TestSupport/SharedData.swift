public import Foundation

/// The real test data and models that tests may use, and the loud word when they are absent.
public enum TestData {
    /// The folder of shared data sets, beside the checkout or where `TESSERA_SHARED` says; nil where there is none.
    public static let shared: URL? = {
        if let path = ProcessInfo.processInfo.environment["TESSERA_SHARED"] {
            return existing(URL(fileURLWithPath: path))
        }
        return existing(packageRoot.deletingLastPathComponent().appendingPathComponent("shared"))
    }()

    /// `shared/data/<name>`, or nil after saying that the test is skipped.
    public static func dataSet(_ name: String) -> URL? {
        guard let folder = shared.flatMap({ existing($0.appendingPathComponent("data/\(name)")) }) else {
            return skip("the data set \(name) is not here")
        }
        return folder
    }

    /// The folder with the MiniLM encoder's files, or nil after saying that the test is skipped.
    ///
    /// `Scripts/fetch-models.sh` puts it into the user's cache folder.
    public static func miniLM() -> URL? {
        model("all-MiniLM-L6-v2", file: "model.safetensors")
    }

    /// A file of a fetched model's folder must exist for it to count.
    public static func model(_ name: String, file: String) -> URL? {
        let folder = modelCache.appendingPathComponent(name)
        guard existing(folder.appendingPathComponent(file)) != nil else {
            return skip("the model \(name) is not in \(modelCache.path); Scripts/fetch-models.sh fetches it")
        }
        return folder
    }

    /// `TESSERA_MODELS`, or `tessera/models` in the user's cache folder.
    public static let modelCache: URL = {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["TESSERA_MODELS"] { return URL(fileURLWithPath: path) }
        let home = environment["HOME"].map { URL(fileURLWithPath: $0) } ?? URL(fileURLWithPath: "/tmp")
        #if os(macOS)
            let cache = home.appendingPathComponent("Library/Caches")
        #else
            let cache =
                environment["XDG_CACHE_HOME"].map { URL(fileURLWithPath: $0) }
                ?? home.appendingPathComponent(".cache")
        #endif
        return cache.appendingPathComponent("tessera/models")
    }()

    /// The checkout's root.
    public static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A new folder of its own under the system's temporary folder; it goes when the process ends.
    public static func temporaryFolder() throws -> URL {
        let folder = ofThisProcess.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let ofThisProcess: URL = {
        atexit { try? FileManager.default.removeItem(at: TestData.ofThisProcess) }
        return FileManager.default.temporaryDirectory
            .appendingPathComponent("tessera-test-\(ProcessInfo.processInfo.processIdentifier)")
    }()

    private static func existing(_ url: URL) -> URL? {
        FileManager.default.fileExists(atPath: url.path) ? url : nil
    }

    private static func skip(_ reason: String) -> URL? {
        FileHandle.standardError.write(Data("SKIPPED: \(reason)\n".utf8))
        return nil
    }
}

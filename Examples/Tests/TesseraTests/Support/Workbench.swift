import Foundation

/// A folder of documents in English and Japanese, and a store beside it.
struct Workbench {
    let folder: TemporaryFolder
    let documents: TemporaryFolder
    var store: String { folder.file("store").path }

    /// nil, after saying so, where the encoder's weights are not here.
    static func make() throws -> Workbench? {
        guard FileManager.default.fileExists(atPath: Models.encoder.appendingPathComponent("model.safetensors").path)
        else {
            Models.skip("the encoder is not in \(Models.encoder.path); Scripts/fetch-models.sh fetches it")
            return nil
        }
        let bench = Workbench(folder: try TemporaryFolder(), documents: try TemporaryFolder())
        for (name, text) in texts { try bench.documents.write(text, to: name) }
        return bench
    }

    func ingest(_ extra: String...) async throws -> Program.Run {
        try await Program.tessera.run(["ingest", "--store", store, documents.path] + extra)
    }

    func search(_ arguments: String...) async throws -> Program.Run {
        try await Program.tessera.run(["search", "--store", store] + arguments)
    }

    func ask(_ arguments: String...) async throws -> Program.Run {
        try await Program.tessera.run(["ask", "--store", store] + arguments)
    }

    /// Enough that a section is a chunk of its own, or several.
    private static func filler(_ sentence: String) -> String {
        (1...30).map { "\(sentence), as rule number \($0) says." }.joined(separator: " ")
    }

    static let texts = [
        "guide/storage.md": """
        # Storage

        Everything is kept in one folder. The database is the only truth.

        \(filler("One program at a time may write to it"))

        ## Crash safety

        An index file is written aside, synced to the disk and then renamed. A crash at any moment leaves either the \
        old file or the new one, never a half of each.

        \(filler("A checksum stands beside every block"))

        ## Backups

        Copy the folder while no program writes to it. Naïve café — “quoted” 🌍.

        """,
        "guide/bread.md": """
        # Bread

        Knead the dough for ten minutes and let it rest overnight in the refrigerator. Bake at 250 degrees.

        """,
        "notes.txt": "The library opens at nine in the morning and closes at eight in the evening.\n",
        "page.html": """
        <!DOCTYPE html><html><head><title>Whales</title><script>var hidden = 1;</script></head>
        <body><h1>Whales</h1><p>The blue whale is the largest animal that has ever lived on Earth.</p></body></html>

        """,
        "日本語/都市.md": """
        # 日本の都市

        ## 東京

        東京は日本の首都であり、世界で最も人口の多い都市圏の一つです。

        ## 京都

        京都には多くの寺院と神社があり、かつて日本の都でした。

        """,
    ]
}

/// The models that `Scripts/fetch-models.sh` puts into the user's cache folder.
enum Models {
    static let cache: URL = {
        let environment = ProcessInfo.processInfo.environment
        if let path = environment["TESSERA_MODELS"] { return URL(fileURLWithPath: path) }
        let home = URL(fileURLWithPath: environment["HOME"] ?? "/tmp")
        #if os(macOS)
            return home.appendingPathComponent("Library/Caches/tessera/models")
        #else
            let cache = environment["XDG_CACHE_HOME"].map { URL(fileURLWithPath: $0) }
            return (cache ?? home.appendingPathComponent(".cache")).appendingPathComponent("tessera/models")
        #endif
    }()

    static let encoder = cache.appendingPathComponent("all-MiniLM-L6-v2")

    static func skip(_ reason: String) {
        FileHandle.standardError.write(Data("SKIPPED: \(reason)\n".utf8))
    }
}

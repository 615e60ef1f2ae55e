import Foundation
import TestFolder
import Testing

/// The built program, run as its users run it.
enum Program {
    struct Outcome {
        let status: Int32
        /// Ended by a signal, which is a crash.
        let crashed: Bool
        let output: String
        let errors: String

        /// The output's lines as JSON objects.
        func objects() throws -> [[String: Any]] {
            try output.split(separator: "\n").map { line in
                try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
            }
        }
    }

    static func run(_ arguments: [String]) throws -> Outcome {
        let folder = try TestFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appendingPathComponent("output"), errors = folder.appendingPathComponent("errors")
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        // Files, since a pipe that nobody reads while the program runs would fill up.
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, crashed: process.terminationReason == .uncaughtSignal,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// Beside the test bundle, where the build puts both.
    static func executable() throws -> URL {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = tests.deletingLastPathComponent()
        for _ in 0..<5 {
            let program = folder.appendingPathComponent("tessera-bench")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
            folder = folder.deletingLastPathComponent()
        }
        throw Missing()
    }

    private struct Missing: Error, CustomStringConvertible {
        let description = "tessera-bench is not beside \(CommandLine.arguments[0])"
    }

    /// The shared data beside the checkout, or where `TESSERA_SHARED` says; nil after saying that a test is skipped.
    static func dataSet(_ name: String) -> URL? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["TESSERA_SHARED"].map { URL(fileURLWithPath: $0) }
            ?? root.deletingLastPathComponent().appendingPathComponent("shared")
        let folder = shared.appendingPathComponent("data/\(name)")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            FileHandle.standardError.write(Data("SKIPPED: the data set \(name) is not here\n".utf8))
            return nil
        }
        return folder
    }

    /// Whether the fetched encoder is in the user's cache folder; says so where it is not.
    static var hasMiniLM: Bool {
        let environment = ProcessInfo.processInfo.environment
        let home = FileManager.default.homeDirectoryForCurrentUser
        #if os(macOS)
            let cache = home.appendingPathComponent("Library/Caches")
        #else
            let cache =
                environment["XDG_CACHE_HOME"].map { URL(fileURLWithPath: $0) } ?? home.appendingPathComponent(".cache")
        #endif
        let models =
            environment["TESSERA_MODELS"].map { URL(fileURLWithPath: $0) }
            ?? cache.appendingPathComponent("tessera/models")
        let file = models.appendingPathComponent("all-MiniLM-L6-v2/model.safetensors").path
        guard !FileManager.default.fileExists(atPath: file) else { return true }
        FileHandle.standardError.write(Data("SKIPPED: there is no model at \(file)\n".utf8))
        return false
    }
}

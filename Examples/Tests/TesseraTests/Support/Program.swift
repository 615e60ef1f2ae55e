import Foundation
import Synchronization

/// A program of this package, run as a user runs it.
struct Program {
    static let tessera = Program(name: "tessera")
    static let quickStart = Program(name: "QuickStart")
    static let tuneIndex = Program(name: "TuneIndex")
    static let ownFormat = Program(name: "OwnFormat")
    static let questionnaires = Program(name: "Questionnaires")
    static let tutorial = Program(name: "Tutorial")
    static let comingFromLangChain = Program(name: "ComingFromLangChain")

    let name: String

    /// What a run left behind.
    struct Run: CustomStringConvertible {
        var status: Int32
        var output: String
        var errors: String

        var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }
        var description: String { "status \(status)\n--- output\n\(output)\n--- errors\n\(errors)" }
    }

    /// Beside the tests.
    var url: URL {
        #if os(macOS)
            let products = Bundle(for: Anchor.self).bundleURL.deletingLastPathComponent()
        #else
            let products = Bundle.main.executableURL?.deletingLastPathComponent() ?? Bundle.main.bundleURL
        #endif
        return products.appendingPathComponent(name)
    }

    /// Runs it to its end, or kills it after `limit`.
    ///
    /// - Parameters:
    ///   - environment: Added to this process's own.
    ///   - input: What it reads from standard input.
    ///   - output: Where standard output goes instead of into the result.
    ///   - whileRunning: Called with the running process.
    func run(
        _ arguments: [String], environment: [String: String] = [:], input: String? = nil, output: URL? = nil,
        limit: Duration = .seconds(120), whileRunning: (Process) async throws -> Void = { _ in }
    ) async throws -> Run {
        let folder = try TemporaryFolder()
        let outputFile = output ?? folder.url.appendingPathComponent("output")
        let errorFile = folder.url.appendingPathComponent("errors")
        // Files, not pipes: a program that fills a pipe that nobody reads would wait for ever.
        for file in [outputFile, errorFile] where !FileManager.default.fileExists(atPath: file.path) {
            try Data().write(to: file)
        }
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        if let input {
            try folder.write(input, to: "input")
            process.standardInput = try FileHandle(forReadingFrom: folder.file("input"))
        }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        let ended = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        let watch = Task {
            try await Task.sleep(for: limit)
            kill(process.processIdentifier, SIGKILL)
        }
        defer { watch.cancel() }
        try await whileRunning(process)
        for await _ in ended.stream {}
        func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
        return Run(
            status: process.terminationStatus, output: output == nil ? try text(outputFile) : "",
            errors: try text(errorFile))
    }

    private final class Anchor {}
}

/// A folder that is removed when nobody needs it any more.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("tessera-examples-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    var path: String { url.path }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func write(_ data: Data, to name: String) throws {
        let file = file(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }
}

import Foundation
import VectorCore

/// A process that saves an index over its file again and again: `Tests/SaveLoop`.
final class SavingProcess {
    struct Missing: Error {}

    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()
    /// What it has printed, of which the last line may be cut.
    private var printed = Data()

    /// - Parameter saves: After how many it ends; nil goes on until it is killed.
    init(_ file: URL, saves: Int? = nil) throws {
        process.executableURL = try Self.executable()
        process.arguments = [file.path] + (saves.map { ["\($0)"] } ?? [])
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// The number of the last version whose save has returned, as far as it is known; waits for the next one.
    func nextVersion() -> Int? {
        let data = output.fileHandleForReading.availableData
        printed.append(data)
        return data.isEmpty ? nil : version
    }

    private var version: Int? {
        let lines = String(decoding: printed, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropLast().last.flatMap { Int($0) }
    }

    /// Ends it at once, as the system does for want of memory.
    ///
    /// - Returns: The last version whose save has returned, and what it complained of.
    func kill() throws -> (version: Int?, complaint: String) {
        Foundation.kill(process.processIdentifier, SIGKILL)
        return try end()
    }

    func end() throws -> (version: Int?, complaint: String) {
        try printed.append(output.fileHandleForReading.readToEnd() ?? Data())
        let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (version, String(decoding: complaint, as: UTF8.self))
    }

    /// Where the build put it: in a folder above the test's resources.
    private static func executable() throws -> URL {
        var folder = Bundle.module.bundleURL
        for _ in 0..<6 {
            folder.deleteLastPathComponent()
            let file = folder.appendingPathComponent("SaveLoop")
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
        }
        throw Missing()
    }
}

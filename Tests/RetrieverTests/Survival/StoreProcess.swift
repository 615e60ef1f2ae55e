import Foundation
import StoreLoop
import TestSupport

/// A process that does one thing after another to a store: `Tests/StoreLoop`.
final class StoreProcess {
    struct Missing: Error {}

    private let process = Process()
    /// What it prints: a file, since a pipe that nobody reads would stop it.
    private let log: URL

    init(_ folder: URL, role: StoreRole, seed: UInt64) throws {
        log = folder.appendingPathComponent("\(role.rawValue).log")
        try Data().write(to: log)
        process.executableURL = try Self.executable()
        process.arguments = [folder.path, role.rawValue, String(seed)]
        process.standardOutput = try FileHandle(forWritingTo: log)
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// Waits until it has the store open and has begun to work.
    func waitUntilItWorks() throws {
        let end = Date.now.addingTimeInterval(60)
        while Date.now < end, process.isRunning {
            if try Data(contentsOf: log).count(where: { $0 == UInt8(ascii: "\n") }) >= 2 { return }
            usleep(1_000)
        }
    }

    /// Ends it at once, as the system does for want of memory.
    ///
    /// - Returns: What it has printed; nothing is lost that it printed before.
    func kill() throws -> [StoreLogEntry] {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let lines = try Data(contentsOf: log).split(separator: UInt8(ascii: "\n"))
        return try lines.map { try JSONDecoder().decode(StoreLogEntry.self, from: $0) }
    }

    /// Where the build put it: beside the tests, or above their bundle.
    private static func executable() throws -> URL {
        for start in [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])].compactMap({ $0 }) {
            var folder = start
            for _ in 0..<6 {
                folder.deleteLastPathComponent()
                let file = folder.appendingPathComponent("StoreLoop")
                if FileManager.default.isExecutableFile(atPath: file.path) { return file }
            }
        }
        throw Missing()
    }
}

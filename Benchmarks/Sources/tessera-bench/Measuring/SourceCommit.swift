import Foundation

/// The commit of the checkout that this program was built from.
enum SourceCommit {
    /// Such as `3f2a9c01d2e4`, with `-dirty` when files were changed since; "unknown" outside a checkout.
    ///
    /// `TESSERA_COMMIT` overrules it, for a program that was moved away from its checkout.
    static func current() -> String {
        if let given = ProcessInfo.processInfo.environment["TESSERA_COMMIT"], !given.isEmpty { return given }
        guard let commit = git(["rev-parse", "--short=12", "HEAD"]), !commit.isEmpty else { return "unknown" }
        let clean = git(["status", "--porcelain", "--untracked-files=no"])?.isEmpty ?? false
        return clean ? commit : commit + "-dirty"
    }

    private static func git(_ arguments: [String]) -> String? {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

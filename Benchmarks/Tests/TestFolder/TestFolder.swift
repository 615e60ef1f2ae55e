package import Foundation

/// Folders for the files of tests, under the system's temporary folder; all of them go when the process ends.
package enum TestFolder {
    /// A new, empty folder.
    package static func make() throws -> URL {
        let folder = ofThisProcess.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static let ofThisProcess: URL = {
        atexit { try? FileManager.default.removeItem(at: TestFolder.ofThisProcess) }
        return FileManager.default.temporaryDirectory
            .appendingPathComponent("tessera-bench-\(ProcessInfo.processInfo.processIdentifier)")
    }()
}

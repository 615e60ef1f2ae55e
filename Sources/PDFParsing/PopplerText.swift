#if os(Linux) || os(macOS)
    public import Chunking
    import Foundation

    /// Text by poppler's `pdftotext`, in a process of its own.
    ///
    /// Reading order is poppler's: columns one after the other.
    public struct PopplerText: PDFTextExtractor {
        private let tool: String

        /// - Parameter tool: The program's path; otherwise it is looked for on the `PATH`.
        public init(tool: String? = nil) {
            self.tool = tool ?? Self.found("pdftotext") ?? "pdftotext"
        }

        /// Whether the program is there.
        public var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: tool) }

        private static func found(_ name: String) -> String? {
            let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
            return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        }

        public func text(
            of data: [UInt8], path: String, limits: PDFLimits
        ) async throws(DocumentError) -> [UInt8] {
            guard isInstalled else { throw .missingTool(path: path, tool: "pdftotext") }
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pdf-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                try Data(data).write(to: folder.appendingPathComponent("input.pdf"))
            } catch {
                throw .unreadable(path: path, reason: "it cannot be copied to \(folder.path): \(error)")
            }
            let run = BoundedProcess(
                tool: tool, arguments: ["-enc", "UTF-8", folder.appendingPathComponent("input.pdf").path, "-"],
                errors: folder.appendingPathComponent("errors"), timeLimit: limits.time,
                outputLimit: limits.textBytes)
            switch await run.result() {
            case .ended(let text, status: 0, _): return text
            case .ended(_, status: 3, _): throw .encrypted(path: path)
            case .ended(_, let status, let errors):
                if errors.contains("Incorrect password") { throw .encrypted(path: path) }
                let line = errors.split(separator: "\n").first.map(String.init) ?? "pdftotext ended with \(status)"
                throw .unreadable(path: path, reason: line)
            case .timedOut: throw .timedOut(path: path, limit: limits.time)
            case .overflowed: throw .tooLarge(path: path, limit: limits.textBytes)
            case .cancelled: throw .cancelled(path: path)
            case .failed(let reason): throw .unreadable(path: path, reason: reason)
            }
        }
    }
#endif

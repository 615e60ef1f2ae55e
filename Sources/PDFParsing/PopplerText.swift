#if os(Linux) || os(macOS)
    public import Chunking
    import Foundation

    /// Text by poppler's `pdftotext`, in a process of its own.
    ///
    /// Reading order is poppler's: columns one after the other. A file that opens without a password is read even if it
    /// asks that nothing is copied, unless poppler was built to refuse.
    public struct PopplerText: PDFTextExtractor {
        private let tool: String
        private let password: String?

        /// - Parameters:
        ///   - tool: The program's path; otherwise it is looked for on the `PATH`.
        ///   - password: The reader's or the owner's, for the files that cannot be opened without one. The program takes it
        ///     as an argument, so while it reads such a file, all who may list this system's processes can see it.
        public init(tool: String? = nil, password: String? = nil) {
            self.password = password
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
            if let text = try await text(in: folder, by: [], path: path, limits: limits) { return text }
            guard let password else { throw .encrypted(path: path) }
            let options = ["-opw", password, "-upw", password]
            if let text = try await text(in: folder, by: options, path: path, limits: limits) { return text }
            throw .wrongPassword(path: path)
        }

        /// Nil if the file does not open.
        private func text(
            in folder: URL, by options: [String], path: String, limits: PDFLimits
        ) async throws(DocumentError) -> [UInt8]? {
            let input = folder.appendingPathComponent("input.pdf").path
            let run = BoundedProcess(
                tool: tool, arguments: ["-enc", "UTF-8"] + options + [input, "-"],
                errors: folder.appendingPathComponent("errors"), timeLimit: limits.time,
                outputLimit: limits.textBytes)
            switch await run.result() {
            case .ended(let text, status: 0, _): return text
            case .ended(_, status: 3, _): throw .encrypted(path: path)
            case .ended(_, let status, let errors):
                if errors.contains("Incorrect password") { return nil }
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

import Foundation

/// Sockets on 127.0.0.1.
enum LocalSocket {
    /// A port that nobody listens on.
    static func closedPort() throws -> Int {
        let (descriptor, port) = try listening()
        close(descriptor)
        return port
    }

    /// Waits until a client has connected.
    static func hasConnection(_ descriptor: Int32, within limit: Duration) async throws -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while clock.now < end {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 0) > 0 { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// A port that takes connections and never answers.
    static func listening() throws -> (descriptor: Int32, port: Int) {
        #if os(Linux)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else {
            close(descriptor)
            throw CocoaError(.fileReadUnknown)
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }
}

/// The real llama.cpp server with SmolLM2, for the time of one test.
enum LlamaServer {
    /// Calls `body` with the server's base URL; says so and does not call it where the server cannot be had. The server
    /// is killed afterwards, whatever happens, the end of this process included.
    static func run(_ body: (String) async throws -> Void) async throws {
        let programs = Models.cache.appendingPathComponent("llama-server/bin")
        let server = programs.appendingPathComponent("llama-server")
        let weights = Models.cache.appendingPathComponent("SmolLM2-135M-Instruct/SmolLM2-135M-Instruct.Q4_1.gguf")
        for file in [server, weights] where !FileManager.default.fileExists(atPath: file.path) {
            return Models.skip("\(file.path) is not here; Scripts/fetch-models.sh smollm2 llama-server fetches it")
        }
        let port = try LocalSocket.closedPort()
        let folder = try TemporaryFolder()
        try folder.write("", to: "log")
        let log = try FileHandle(forWritingTo: folder.file("log"))
        let leash = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The shell becomes the server, which lives as long as the pipe into it.
        let script = """
            exec 3<&0; (cat <&3 >/dev/null; kill -9 $$ 2>/dev/null) & exec "$@" 3<&- </dev/null
            """
        process.arguments = [
            "-c", script, "sh", server.path, "-m", weights.path, "--host", "127.0.0.1", "--port", "\(port)", "-t", "1",
            "-c", "4096", "-np", "1",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["LD_LIBRARY_PATH": programs.path]) { $1 }
        process.standardInput = leash
        process.standardOutput = log
        process.standardError = log
        try process.run()
        defer { try? leash.fileHandleForWriting.close() }
        for _ in 0..<300 where process.isRunning {
            if try String(contentsOf: folder.file("log"), encoding: .utf8).contains("listening on") {
                return try await body("http://127.0.0.1:\(port)/v1")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        let said = try String(contentsOf: folder.file("log"), encoding: .utf8)
        Models.skip("llama-server does not start here:\n\(said.suffix(1000))")
    }
}

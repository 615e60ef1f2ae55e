import Foundation
import ModelServing
import RemoteModels
import TestSupport

/// The real llama.cpp server with SmolLM2, for the time of one test.
struct LlamaServer {
    let endpoint: OpenAIEndpoint

    /// Starts the server, waits until it answers, and kills it after `body`, whatever happens, the end of this process
    /// included. Where it cannot be had or does not start it says so, and `body` is not called.
    ///
    /// - Parameter arguments: Beside those that every test uses.
    static func run(_ arguments: [String] = [], _ body: (LlamaServer) async throws -> Void) async throws {
        guard let folder = TestData.model("llama-server", file: "bin/llama-server")?.appendingPathComponent("bin"),
            let weights = TestData.model("SmolLM2-135M-Instruct", file: weightsFile)
        else { return }
        let port = try await freePort()
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("llama-server-\(port).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: log) }
        let output = try FileHandle(forWritingTo: log)
        let leash = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The shell becomes the server, which lives as long as the pipe into it: if we are killed, the pipe closes and
        // it is too.
        let script = """
            exec 3<&0; (cat <&3 >/dev/null; kill -9 $$ 2>/dev/null) & exec "$@" 3<&- </dev/null
            """
        process.arguments =
            [
                "-c", script, "sh", folder.appendingPathComponent("llama-server").path, "-m",
                weights.appendingPathComponent(weightsFile).path, "--host", "127.0.0.1", "--port", "\(port)", "-t", "1",
                "-c", "4096", "-np", "1",
            ] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["LD_LIBRARY_PATH": folder.path]) { $1 }
        process.standardInput = leash
        process.standardOutput = output
        process.standardError = output
        try process.run()
        defer { try? leash.fileHandleForWriting.close() }

        let server = LlamaServer(endpoint: OpenAIEndpoint(baseURL: "http://127.0.0.1:\(port)/v1"))
        guard await server.isReady(while: process) else {
            let said = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            let message = """
                SKIPPED: llama-server does not start here: a CPU without an instruction that it was built for, or a \
                missing library (Debian: libgomp1, libvulkan1). It said:
                \(said.suffix(1000))

                """
            FileHandle.standardError.write(Data(message.utf8))
            return
        }
        do {
            try await body(server)
        } catch {
            guard await !server.answers() else { throw error }
            FileHandle.standardError.write(Data("SKIPPED: llama-server died while it was asked: \(error)\n".utf8))
        }
    }

    private static let weightsFile = "SmolLM2-135M-Instruct.Q4_1.gguf"

    /// Whether it answered within 30 seconds, and once more a moment later: it reads its weights first, and what answers
    /// while it starts may be the last of what had the port before.
    private func isReady(while process: Process) async -> Bool {
        var answered = 0
        for _ in 0..<300 where process.isRunning {
            answered = await answers() ? answered + 1 : 0
            if answered == 2 { return true }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return false
    }

    /// Any answer with a status means that it serves; 503 that it still loads.
    private func answers() async -> Bool {
        var options = EndpointOptions()
        options.retries = .never
        options.paths.chat = "health"
        let probe = OpenAILanguageModel(
            name: "", endpoint: OpenAIEndpoint(baseURL: endpoint.baseURL, options: options), delivery: .whole)
        do {
            _ = try await probe.respond(to: GenerationRequest(messages: []))
            return true
        } catch let error as ModelError {
            return error.code != .unreachable && error.code != .timedOut && error.status != 503
        } catch {
            return false
        }
    }

    private static func freePort() async throws -> Int {
        let server = try await FaultServer.start { _, _ in [.close] }
        let port = server.port
        await server.stop()
        return port
    }
}

#if os(Linux) || os(macOS)
    import Foundation
    import Synchronization

    /// A process whose output is collected, within a limit of time and of bytes, and which ends with the task.
    final class BoundedProcess: Sendable {
        enum Outcome {
            case ended([UInt8], status: Int32, errors: String)
            case timedOut, overflowed, cancelled
            case failed(String)
        }

        private let tool: String
        private let arguments: [String]
        private let errors: URL
        private let timeLimit: Double
        private let outputLimit: Int
        private let isCancelled = Atomic(false)

        /// - Parameter errors: Where what it says of errors is kept while it runs.
        init(tool: String, arguments: [String], errors: URL, timeLimit: Double, outputLimit: Int) {
            self.tool = tool
            self.arguments = arguments
            self.errors = errors
            self.timeLimit = timeLimit
            self.outputLimit = outputLimit
        }

        /// Runs it on a thread that may block.
        func result() async -> Outcome {
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let thread = Thread { continuation.resume(returning: self.run()) }
                    thread.start()
                }
            } onCancel: {
                isCancelled.store(true, ordering: .relaxed)
            }
        }

        private func run() -> Outcome {
            let process = Process()
            let output = Pipe()
            let ended = DispatchSemaphore(value: 0)
            process.executableURL = URL(fileURLWithPath: tool)
            process.arguments = arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.terminationHandler = { _ in ended.signal() }
            do {
                try Data().write(to: errors)
                process.standardError = try FileHandle(forWritingTo: errors)
                try process.run()
            } catch {
                return .failed("\(tool) cannot be started: \(error)")
            }
            let (bytes, stop) = collect(from: output.fileHandleForReading.fileDescriptor)
            if let stop {
                kill(process.processIdentifier, SIGKILL)
                ended.wait()
                return stop
            }
            ended.wait()
            let message = (try? Data(contentsOf: errors)) ?? Data()
            return .ended(
                bytes, status: process.terminationReason == .exit ? process.terminationStatus : -1,
                errors: String(decoding: message.prefix(4096), as: UTF8.self))
        }

        /// Reads to the output's end; the outcome if something stops it before that.
        private func collect(from descriptor: Int32) -> ([UInt8], Outcome?) {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let start = ContinuousClock.now
            while true {
                if isCancelled.load(ordering: .relaxed) { return ([], .cancelled) }
                if ContinuousClock.now - start > .seconds(timeLimit) { return ([], .timedOut) }
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                // Long enough to cost nothing, short enough that cancelling is prompt.
                guard poll(&waiting, 1, 20) > 0 else { continue }
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return (bytes, nil) }
                bytes.append(contentsOf: buffer[..<count])
                if bytes.count > outputLimit { return ([], .overflowed) }
            }
        }
    }
#endif

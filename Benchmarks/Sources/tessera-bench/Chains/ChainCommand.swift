import ArgumentParser
import ChainKit
import Foundation
import InMemoryTracing

/// `tessera-bench chain`: what a chain of five steps costs beyond its steps.
struct ChainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chain",
        abstract: "Measures what a chain of five steps adds to calling the steps themselves.",
        discussion: """
            Query processing, retrieval, packing, generation and post-processing, none of which takes any time: called one after \
            the other, by a chain, and by a chain that is traced (a tracer of swift-distributed-tracing, and a recorder behind a \
            queue). Benchmarks/peers/chain_overhead.py runs it in turns with other frameworks.
            """)

    @Option(help: "Calls of each way in a turn.") var calls = 2_000
    @Option(help: "How often each way has its turn, after one that is not measured.") var turns = 5
    @Flag(help: "One JSON line.") var json = false

    func validate() throws {
        guard (1...1_000_000).contains(calls) else { throw ValidationError("--calls is 1 to 1000000") }
        guard (1...1_000).contains(turns) else { throw ValidationError("--turns is 1 to 1000") }
    }

    func run() async throws {
        let steps = InstantSteps()
        let chain = steps.chain
        var traced = chain
        let (tracer, traces) = (InMemoryTracer(), InMemoryTraceRecorder(capacity: calls))
        let recorder = QueuedTraceRecorder(traces, capacity: calls)
        traced.tracing.tracer = tracer
        traced.recorder = recorder
        let question = "How are index files written?"
        let expected = try await steps.answer(question)
        let ways: [(name: String, ask: () async throws -> String)] = [
            ("direct", { try await steps.answer(question) }),
            ("chain", { try await chain.answer(question).text }),
            ("traced", { [traced] in try await traced.answer(question).text }),
        ]
        var latencies = [[Double]](repeating: [], count: ways.count)
        for turn in 0...turns {
            for offset in ways.indices {
                let place = (turn + offset) % ways.count
                for _ in 0..<calls {
                    let start = Cost.reading(CLOCK_MONOTONIC)
                    let answer = try await ways[place].ask()
                    if turn > 0 { latencies[place].append(Cost.reading(CLOCK_MONOTONIC) - start) }
                    guard answer == expected else { throw Refusal("\(ways[place].name) answered \(answer)") }
                }
                await recorder.flush()
                tracer.clearAll(includingActive: false)
            }
        }
        guard recorder.counts.recorded == calls * (turns + 1), recorder.counts.dropped == 0 else {
            throw Refusal("of \(calls * (turns + 1)) calls \(recorder.counts.recorded) are recorded")
        }
        try report(zip(ways.map(\.name), latencies).map { ($0, $1) })
    }

    private func report(_ ways: [(name: String, latencies: [Double])]) throws {
        let direct = ways.first?.latencies.median() ?? 0
        let table = Table(columns: [("", 8), ("p50 µs", 9), ("p99 µs", 9), ("overhead µs", 11)])
        if !json { try Output.line(table.heading) }
        for (name, latencies) in ways {
            let (p50, p99) = (latencies.median() ?? 0, latencies.percentile(0.99) ?? 0)
            if json {
                let line: [(String, JSONValue)] = [
                    ("engine", .text("tessera")), ("way", .text(name)), ("steps", .integer(5)),
                    ("calls", .integer(latencies.count)), ("p50", .number(p50)), ("p99", .number(p99)),
                    ("overhead", .number(p50 - direct)),
                ]
                try Output.line(JSONValue.object(line).line)
            } else {
                try Output.line(table.row([name] + [p50, p99, p50 - direct].map { Table.cell($0 * 1e6) }))
            }
        }
    }
}

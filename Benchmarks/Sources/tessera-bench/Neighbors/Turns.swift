import Foundation

/// Measures engines in turns.
///
/// Engines that answer the same query one right after the other warm each other's cache. So each engine answers the
/// whole query set alone, once unmeasured to reach its own steady state and then measured, before the next one's turn;
/// and there are several rounds of turns, so that a disturbance of the machine meets all engines.
struct Turns {
    let rounds: Int
    let threads: Int
    /// How long a measured stretch lasts at least; a small query set is answered several times over.
    let shortest: Double
    /// How many queries are also asked one by one.
    let singles: Int

    struct Figures {
        let qps: Double
        let cpuQPS: Double
        let p50: Double
        let p99: Double
        /// The answer of the last measured pass.
        let answer: [Int64]
    }

    private struct Turn {
        var passes = 0
        var cost = Cost(seconds: 0, cpuSeconds: 0)
        var latencies: [Double] = []
    }

    /// Medians over the rounds, in the engines' order.
    func measure(_ engines: [any NeighborEngine], _ parameters: Parameters, queries: Int) throws -> [Figures] {
        var turns = [[Turn]](repeating: [], count: engines.count)
        for _ in 0..<rounds {
            for (index, engine) in engines.enumerated() {
                turns[index].append(try turn(engine, parameters, queries))
            }
        }
        return zip(engines, turns).map { engine, turns in
            func median(_ value: (Turn) -> Double?) -> Double { turns.compactMap(value).median() ?? .nan }
            return Figures(
                qps: median { Double(queries * $0.passes) / $0.cost.seconds },
                cpuQPS: median { Double(queries * $0.passes) / $0.cost.cpuSeconds },
                p50: median { $0.latencies.percentile(0.5) }, p99: median { $0.latencies.percentile(0.99) },
                answer: engine.answer)
        }
    }

    private func turn(_ engine: any NeighborEngine, _ parameters: Parameters, _ queries: Int) throws -> Turn {
        let ((), warmUp) = try Cost.measuring { try engine.searchAll(parameters, threads: threads) }
        var turn = Turn()
        turn.passes = max(1, Int(min(1000, (shortest / max(warmUp.seconds, 1e-6)).rounded(.up))))
        turn.cost = try Cost.measuring {
            for _ in 0..<turn.passes { try engine.searchAll(parameters, threads: threads) }
        }.1
        for query in 0..<min(queries, singles) {
            let start = Cost.reading(CLOCK_MONOTONIC)
            try engine.search(query: query, parameters)
            turn.latencies.append(Cost.reading(CLOCK_MONOTONIC) - start)
        }
        return turn
    }
}

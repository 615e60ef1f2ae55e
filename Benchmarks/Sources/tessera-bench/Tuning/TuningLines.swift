import Foundation
import VectorCore

/// One trial: what is printed.
struct TuningTrialLine {
    let trial: TuningReport.Trial
    let report: TuningReport
    let dataSet: String

    /// Without a `recall`, which is what was measured on all vectors by queries from outside.
    var json: JSONValue {
        .object([
            ("tune", .text("trial")),
            ("index", .text(trial.configuration.family.rawValue)),
            ("parameters", trial.configuration.parameters(trial.searchDefaults).json),
            ("dataSet", .text(dataSet)),
            ("vectors", .integer(report.count)),
            ("sampled", .integer(report.sampled)),
            ("dimension", .integer(report.dimension)),
            ("metric", .text(report.metric.rawValue)),
            ("k", .integer(report.goal.k)),
            ("wantedRecall", .number(report.goal.recall)),
            ("tunedRecall", .number(trial.recall)),
            ("heldOutRecall", .number(trial.heldOutRecall)),
            ("secondsPerQuery", .number(trial.secondsPerQuery)),
            ("expectedSecondsPerQuery", .number(trial.expectedSecondsPerQuery)),
            ("bytesPerVector", .number(Double(trial.bytesPerVector))),
            ("expectedBuildSeconds", .number(trial.expectedBuildSeconds)),
            ("refusal", trial.refusal.map { .text($0) } ?? .null),
        ])
    }

    static let table = Table(columns: [
        ("trial", 38), ("looks at", 14), ("recall", 7), ("held out", 8), ("µs", 8), ("of all", 8), ("bytes", 7),
        ("build s", 8), ("", 24),
    ])

    var tableRow: String {
        let defaults = trial.searchDefaults
        return Self.table.row([
            trial.configuration.description,
            defaults.efSearch.map { "efSearch \($0)" } ?? defaults.nprobe.map { "nprobe \($0)" } ?? "all",
            String(format: "%.4f", trial.recall), String(format: "%.4f", trial.heldOutRecall),
            Table.cell(trial.secondsPerQuery * 1e6), Table.cell(trial.expectedSecondsPerQuery * 1e6),
            String(trial.bytesPerVector), Table.cell(trial.expectedBuildSeconds), trial.refusal ?? "",
        ])
    }
}

/// The choice, built of all vectors: what is printed.
struct TuningChoiceLine {
    let tuned: TunedIndex
    let task: NeighborTask
    /// On queries that the tuner has not seen.
    let recall: Double
    let figures: Turns.Figures
    let tuneSeconds: Double
    /// Building and tuning the search.
    let makeCost: Cost
    let fileBytes: Int?
    let threads: Int

    /// The keys of `ann`, and those of the tuner.
    var json: JSONValue {
        .object([
            ("tune", .text("choice")),
            ("engine", .text("tessera")),
            ("index", .text(tuned.configuration.family.rawValue)),
            ("parameters", tuned.configuration.parameters(tuned.index.searchDefaults).json),
            ("dataSet", .text(task.name)),
            ("vectors", .integer(task.base.rows)),
            ("dimension", .integer(task.base.columns)),
            ("metric", .text(task.metric.rawValue)),
            ("k", .integer(task.k)),
            ("wantedRecall", .number(tuned.report.goal.recall)),
            ("tunedRecall", .number(tuned.recall)),
            ("heldOutRecall", .number(tuned.heldOutRecall)),
            ("recall", .number(recall)),
            ("qps", .number(figures.qps)),
            ("cpuQPS", .number(figures.cpuQPS)),
            ("p50", .number(figures.p50)),
            ("p99", .number(figures.p99)),
            ("tuneSeconds", .number(tuneSeconds)),
            ("makeSeconds", .number(makeCost.seconds)),
            ("buildSeconds", .number(tuned.buildSeconds)),
            ("makeCPUSeconds", .number(makeCost.cpuSeconds)),
            ("bytesPerVector", .number(Double(tuned.bytesPerVector))),
            ("fileBytesPerVector", .optional(fileBytes.map { Double($0) / Double(task.base.rows) })),
            ("cpu", .text(Machine.processor)),
            ("instructionSet", .text(TesseraEngine.instructionSet)),
            ("threads", .integer(threads)),
            ("commit", .text(SourceCommit.current())),
        ])
    }

    var sentence: String {
        let defaults = tuned.index.searchDefaults
        let looks =
            defaults.efSearch.map { "efSearch \($0)" } ?? defaults.nprobe.map { "nprobe \($0)" } ?? "all looked at"
        return
            "Built of \(task.base.rows) in \(Table.cell(tuned.buildSeconds)) s (trials \(Table.cell(tuneSeconds)) s): "
            + "\(tuned.configuration), \(looks): recall \(String(format: "%.4f", recall)) on \(task.queries.rows) queries "
            + "held out, \(String(format: "%.4f", tuned.heldOutRecall)) on the tuner's own; "
            + "\(Table.cell(figures.cpuQPS)) q/CPU s, \(tuned.bytesPerVector) bytes a vector"
    }
}

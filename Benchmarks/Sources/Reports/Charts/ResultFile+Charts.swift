import Foundation

extension ResultFile {
    /// The charts that the file's lines can make, by their file names.
    package var charts: [(name: String, chart: Chart)] {
        guard !points.isEmpty, threads.count == 1 else { return [] }
        if sizes.count > 1 { return sizeCharts }
        let runs = EngineRun.all(points)
        return [("\(name)-recall.svg", recallChart(runs)), ("\(name)-bytes.svg", bytesChart(runs))]
            .filter { !$0.1.series.isEmpty }
    }

    private var subtitle: String {
        guard let first = points.first else { return "" }
        let sizes = self.sizes.map(MarkdownTable.grouped).joined(separator: ", ")
        return "\(first.dataSet), \(sizes) × \(first.dimension), \(first.metric), k \(first.k), one thread"
    }

    /// Recall against speed: the envelope of each engine's points.
    private func recallChart(_ runs: [EngineRun]) -> Chart {
        // Below four of five nobody wants to be, and the interesting part would shrink.
        let series = runs.map { run in
            Chart.Series(
                run.label, run.curve.points.filter { $0.recall >= 0.8 }.map { ($0.recall, $0.speed) },
                isPeer: run.isPeer)
        }
        let all = series.flatMap(\.points)
        return Chart(
            title: "Recall against speed: higher and further right is better", subtitle: subtitle,
            x: Axis("recall at k", .nines, holding: all.map(\.x)),
            y: Axis("queries a CPU second", .logarithmic, holding: all.map(\.y)), series: series)
    }

    /// Memory against speed at equal recall.
    private func bytesChart(_ runs: [EngineRun]) -> Chart {
        let series = runs.compactMap { run -> Chart.Series? in
            guard let bytes = run.bytesPerVector, let speed = run.curve.speed(at: 0.95) else { return nil }
            return Chart.Series(run.label, [(bytes, speed)], isPeer: run.isPeer, isScattered: true)
        }
        let all = series.flatMap(\.points)
        return Chart(
            title: "Memory against speed at recall .95: higher and further left is better", subtitle: subtitle,
            x: Axis("bytes a vector", .linear, holding: all.map(\.x)),
            y: Axis("queries a CPU second", .logarithmic, holding: all.map(\.y)), series: series)
    }

    /// Time and distances of a query against the size of the index.
    private var sizeCharts: [(name: String, chart: Chart)] {
        let sizes = self.sizes
        let labels = EngineRun.all(points).map { ($0.label, $0.isPeer) }
        func chart(_ file: String, _ what: String, _ axis: String, _ value: (EngineRun) -> Double?) -> (String, Chart) {
            let series = labels.map { label, isPeer in
                Chart.Series(
                    label,
                    sizes.compactMap { size in
                        let run = EngineRun(
                            label: label, points: points.filter { $0.label == label && $0.vectors == size })
                        return value(run).map { (Double(size), $0) }
                    }, isPeer: isPeer)
            }
            let all = series.flatMap(\.points)
            // A line through this chart is growth like log n.
            return (
                "\(name)-\(file).svg",
                Chart(
                    title: "\(what) at recall .95: a straight line grows like log n", subtitle: subtitle,
                    x: Axis("vectors", .logarithmic, holding: all.map(\.x)),
                    y: Axis(axis, .linear, holding: all.map(\.y)), series: series)
            )
        }
        return [
            chart("time", "Time of a query", "CPU microseconds a query") { $0.microseconds(at: 0.95) },
            chart("distances", "Distances of a query", "distances computed a query") { $0.distances(at: 0.95) },
        ].filter { !$0.1.series.isEmpty }.map { (name: $0.0, chart: $0.1) }
    }
}

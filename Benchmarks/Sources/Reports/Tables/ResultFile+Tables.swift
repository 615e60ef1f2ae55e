import Foundation

extension ResultFile {
    /// Everything that the file tells, in Markdown; empty for a file of other kinds of lines.
    ///
    /// - Parameter charts: The charts' addresses as a document names them, by their file names.
    package func markdown(charts: [String]) -> String {
        var parts: [String] = []
        if let origin { parts.append(origin) }
        if sizes.count > 1 {
            parts.append(sizeTable)
        } else if threads.count > 1 {
            parts.append(threadTable)
        } else if !points.isEmpty {
            parts.append(speedTable)
        }
        let drawn = self.charts
        parts += charts.map { address in
            "![\(drawn.first { address.hasSuffix($0.name) }?.chart.title ?? address)](\(address))\n"
        }
        if !roofs.isEmpty { parts.append(roofTable) }
        parts += kernelTables
        return parts.joined(separator: "\n")
    }

    /// What was measured, on what, and from which commit.
    private var origin: String? {
        let cpu = points.compactMap(\.cpu).first ?? kernels.compactMap(\.cpu).first
        let commit = points.compactMap(\.commit).first ?? kernels.compactMap(\.commit).first
        var words: [String] = []
        if let first = points.first {
            let sizes = self.sizes.map(MarkdownTable.grouped).joined(separator: ", ")
            words.append("`\(first.dataSet)`, \(sizes) × \(first.dimension), \(first.metric), k \(first.k)")
            let threads = self.threads.map(String.init).joined(separator: " and ")
            words.append(threads == "1" ? "one thread" : "\(threads) threads")
        }
        if let cpu { words.append(cpu) }
        if let set = points.compactMap(\.instructionSet).first { words.append(set) }
        if let commit { words.append("commit \(commit)") }
        return words.isEmpty ? nil : words.joined(separator: "; ") + ".\n"
    }

    /// Queries a CPU second at each level of recall, and the ratio to Debian's hnswlib where that was measured.
    private var speedTable: String {
        let runs = EngineRun.all(points)
        let reference = runs.first(where: \.isReference)
        func withRatio(_ cell: String, _ ratio: String) -> [String] { reference == nil ? [cell] : [cell, ratio] }
        var table = MarkdownTable(
            columns: ["", "bytes a vector"]
                + RecallCurve.levels.flatMap { withRatio("q/CPU s at \(Self.percent($0))", "×") }
                + withRatio("build CPU s", "×"))
        for run in runs {
            let speeds = RecallCurve.levels.flatMap { level in
                let speed = run.curve.speed(at: level)
                return withRatio(
                    MarkdownTable.cell(speed), MarkdownTable.ratio(speed, to: reference?.curve.speed(at: level)))
            }
            let build = withRatio(
                MarkdownTable.cell(run.buildCPUSeconds),
                MarkdownTable.ratio(run.buildCPUSeconds, to: reference?.buildCPUSeconds))
            table.rows.append([run.label, MarkdownTable.whole(run.bytesPerVector)] + speeds + build)
        }
        return table.text
    }

    /// What a query costs as the index grows: at equal recall, and with equal parameters.
    private var sizeTable: String {
        let sizes = self.sizes
        guard let first = sizes.first, let last = sizes.last else { return "" }
        let logarithms = log(Double(last)) / log(Double(first))
        var table = MarkdownTable(
            columns: ["", "of a query"] + sizes.map(MarkdownTable.grouped)
                + ["growth", "of log n: \(String(format: "%.2f", logarithms))"])
        let shared = sharedCandidates
        for label in EngineRun.all(points).map(\.label) {
            let runs = sizes.map { size in
                EngineRun(label: label, points: points.filter { $0.vectors == size && $0.label == label })
            }
            func add(_ title: String, growth: Bool = true, _ cell: (Double?) -> String, _ values: [Double?]) {
                guard values.contains(where: { $0 != nil }) else { return }
                let ends = (values.first ?? nil, values.last ?? nil)
                let ratio = ends.0.flatMap { start in ends.1.map { $0 / start } }
                let grown =
                    growth ? [MarkdownTable.cell(ratio), MarkdownTable.ratio(ratio, to: logarithms)] : ["", ""]
                table.rows.append([label, title] + values.map(cell) + grown)
            }
            add("CPU µs at recall .95", MarkdownTable.cell, runs.map { $0.microseconds(at: 0.95) })
            add("distances at recall .95", MarkdownTable.whole, runs.map { $0.distances(at: 0.95) })
            guard let shared else { continue }
            let fixed = runs.map { $0.point(efSearch: shared) }
            add("CPU µs at efSearch \(shared)", MarkdownTable.cell, fixed.map { $0.map { 1e6 / $0.cpuQPS } })
            add("distances at efSearch \(shared)", MarkdownTable.whole, fixed.map { $0?.distances })
            add("recall at efSearch \(shared)", growth: false, MarkdownTable.share, fixed.map { $0?.recall })
        }
        return table.text
    }

    /// The efSearch next to 64 that all engines and sizes were measured with.
    private var sharedCandidates: Int? {
        let counts = Dictionary(grouping: points.filter { $0.parameters["efSearch"] != nil }) {
            "\($0.label) \($0.vectors)"
        }
        .values.map { Set($0.compactMap { $0.parameters["efSearch"] }) }
        guard let first = counts.first else { return nil }
        return counts.dropFirst().reduce(first) { $0.intersection($1) }.min { (abs($0 - 64), $0) < (abs($1 - 64), $1) }
    }

    /// Wall time on one thread and on more.
    private var threadTable: String {
        let counts = threads
        var columns = [""]
        for (number, count) in counts.enumerated() {
            columns += ["q/s at .95, \(count) thr."] + (number > 0 ? ["×"] : [])
        }
        for (number, count) in counts.enumerated() {
            columns += ["build s, \(count) thr."] + (number > 0 ? ["× faster"] : [])
        }
        columns += ["recall at the same efSearch"]
        var table = MarkdownTable(columns: columns)
        for label in EngineRun.all(points).map(\.label) {
            let runs = counts.map { count in
                EngineRun(label: label, points: points.filter { $0.threads == count && $0.label == label })
            }
            let speeds = runs.map { $0.wallCurve.speed(at: 0.95) }, builds = runs.map(\.buildSeconds)
            var row = [label]
            for (number, speed) in speeds.enumerated() {
                row += [MarkdownTable.cell(speed)] + (number > 0 ? [MarkdownTable.ratio(speed, to: speeds[0])] : [])
            }
            for (number, seconds) in builds.enumerated() {
                row += [MarkdownTable.cell(seconds)] + (number > 0 ? [MarkdownTable.ratio(builds[0], to: seconds)] : [])
            }
            let recalls = sharedCandidates.map { shared in runs.map { $0.point(efSearch: shared)?.recall } } ?? []
            table.rows.append(row + [recalls.map(MarkdownTable.share).joined(separator: " / ")])
        }
        return table.text
    }

    static func percent(_ recall: Double) -> String { String(String(format: "%.2f", recall).dropFirst()) }
}

import ArgumentParser
import Foundation
import Reports

/// `tessera-bench report`: tables and charts from the JSON lines of former runs.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Makes tables and charts from results.",
        discussion: """
            Reads the .jsonl files of a folder: lines of `ann --json` and `kernels --json`, and of the scripts in \
            Benchmarks/peers. Each file is one run; ratios are taken within it.
            """)

    @Argument(help: "The folder of the .jsonl files.") var results: String
    @Option(help: "Writes the charts (.svg) into this folder.") var charts: String?
    @Option(help: "Puts the tables into this Markdown file, between its markers for each .jsonl file's name.")
    var into: String?

    func run() throws {
        let files = try ResultFile.all(in: URL(fileURLWithPath: results))
        guard files.contains(where: { !$0.points.isEmpty || !$0.kernels.isEmpty }) else {
            throw Refusal("\(results) has no .jsonl file with results")
        }
        var written: [String: [String]] = [:]
        if let charts {
            let folder = URL(fileURLWithPath: charts)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for file in files {
                for (name, chart) in file.charts {
                    try Data(chart.svg.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
                    written[file.name, default: []].append(name)
                }
            }
        }
        let document = into.map { URL(fileURLWithPath: $0) }
        let tables = files.map { file in
            (file.name, file.markdown(charts: (written[file.name] ?? []).map { address(of: $0, from: document) }))
        }.filter { !$0.1.isEmpty }
        guard let document else {
            for (name, text) in tables { try Output.line("## \(name)\n\n\(text)") }
            return
        }
        guard let data = try? Data(contentsOf: document), let text = String(validating: data, as: UTF8.self) else {
            throw Refusal("\(document.path) cannot be read")
        }
        var marked = MarkedText(text)
        for (name, text) in tables where try !marked.replace(name, with: text) {
            Output.warn(
                "\(document.lastPathComponent) has no line '<!-- results: \(name) -->'; its tables are left out")
        }
        try Data(marked.text.utf8).write(to: document, options: .atomic)
    }

    /// A chart's address as the document names it: relative, where it lies in a folder beside the document or below.
    private func address(of chart: String, from document: URL?) -> String {
        let folder = URL(fileURLWithPath: charts ?? "").standardizedFileURL.path
        let path = folder + "/" + chart
        let root = (document?.deletingLastPathComponent().standardizedFileURL.path ?? "") + "/"
        return document != nil && path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }
}

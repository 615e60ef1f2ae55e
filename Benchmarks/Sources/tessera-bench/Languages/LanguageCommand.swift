import ArgumentParser
import Chunking
import Foundation

/// `tessera-bench language`: how often the language of a paragraph is told right.
struct LanguageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language",
        abstract: "Detects the languages of paragraphs whose languages are known.",
        discussion: """
            The folder has one of documents, or a text, for each language, named by it (de, pt_BR, nb.txt). Where there is \
            one called en, paragraphs that stand there word for word count as untranslated and are left out of the others. \
            Debian's installation guide is such a folder, unpacked by `dpkg -x`: usr/share/doc/installation-guide-amd64.
            """)

    @Option(help: "The folder of folders.") var data: String
    @Option(help: "Paragraphs of fewer characters are left out.") var least: Int = 40
    @Option(help: "Paragraphs are cut to so many characters; 0 keeps them whole.") var cut: Int = 0
    @Option(parsing: .upToNextOption, help: "Languages to leave out, such as those that are not known.")
    var skip: [String] = []
    @Flag(help: "A JSON line each.") var json = false

    func validate() throws {
        guard least >= 1 else { throw ValidationError("--least is at least 1") }
        guard cut >= 0 else { throw ValidationError("--cut is at least 0") }
    }

    func run() throws {
        let folders = try LanguageFolder.all(in: data, least: least).filter { !skip.contains($0.language) }
        let english = Set(folders.first { $0.language == "en" }?.paragraphs ?? [])
        let table = Table(columns: [
            ("language", 8), ("paragraphs", 10), ("right %", 8), ("reliable %", 10), ("wrong of these %", 16),
            ("taken for", 9),
        ])
        if !json { try Output.line(table.heading) }
        var all = LanguageScore()
        for folder in folders {
            var score = LanguageScore()
            for paragraph in folder.paragraphs where folder.language == "en" || !english.contains(paragraph) {
                let text = cut > 0 ? String(paragraph.prefix(cut)) : paragraph
                score.add(LanguageDetector().detect(text), expected: folder.language)
            }
            all.add(score)
            try report(score, folder.language, in: table)
        }
        try report(all, "all", in: table)
    }

    private func report(_ score: LanguageScore, _ language: String, in table: Table) throws {
        let fields: [(String, JSONValue)] = [
            ("language", .text(language)), ("paragraphs", .integer(score.count)),
            ("right", .optional(score.share(score.right))), ("reliable", .optional(score.share(score.reliable))),
            ("reliableWrong", .optional(score.reliableWrong)), ("cut", .integer(cut)),
            ("commit", .text(SourceCommit.current())),
        ]
        func percent(_ share: Double?) -> String { share.map { String(format: "%.1f", 100 * $0) } ?? "-" }
        try Output.line(
            json
                ? JSONValue.object(fields).line
                : table.row([
                    language, String(score.count), percent(score.share(score.right)),
                    percent(score.share(score.reliable)), percent(score.reliableWrong), score.commonestError ?? "-",
                ]))
    }
}

/// Counts of what was detected.
private struct LanguageScore {
    private(set) var count = 0
    private(set) var right = 0
    private(set) var reliable = 0
    private var wrong = 0
    private var errors: [String: Int] = [:]

    mutating func add(_ result: LanguageDetector.Result?, expected: String) {
        count += 1
        let isRight = result?.language == expected
        right += isRight ? 1 : 0
        if !isRight { errors[result?.language ?? "none", default: 0] += 1 }
        guard result?.isReliable == true else { return }
        reliable += 1
        wrong += isRight ? 0 : 1
    }

    mutating func add(_ other: LanguageScore) {
        count += other.count
        right += other.right
        reliable += other.reliable
        wrong += other.wrong
        errors.merge(other.errors) { $0 + $1 }
    }

    func share(_ part: Int) -> Double? { count > 0 ? Double(part) / Double(count) : nil }

    /// The share of errors among the results called reliable.
    var reliableWrong: Double? { reliable > 0 ? Double(wrong) / Double(reliable) : nil }

    var commonestError: String? { errors.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
}

/// The paragraphs of documents in one language.
private struct LanguageFolder {
    /// The folder's or text's name up to a hyphen, an underscore or a full stop, in small letters.
    let language: String
    let paragraphs: [String]

    static func all(in path: String, least: Int) throws -> [LanguageFolder] {
        let root = URL(fileURLWithPath: path)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Refusal("\(path) is no folder that can be read")
        }
        let folders = try names.sorted().compactMap { name -> LanguageFolder? in
            var isFolder: ObjCBool = false
            let place = root.appendingPathComponent(name).path
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
                isFolder.boolValue || name.hasSuffix(".txt")
            else { return nil }
            let language = name.prefix { !"-_.".contains($0) }.lowercased()
            return LanguageFolder(language: language, paragraphs: try paragraphs(in: place, least: least))
        }
        guard !folders.isEmpty else { throw Refusal("\(path) has no folders or texts of one language each") }
        return folders
    }

    private static func paragraphs(in folder: String, least: Int) throws -> [String] {
        var paragraphs: [String] = []
        for file in try ChunkInput(folder).known {
            let data = Array(try Data(contentsOf: URL(fileURLWithPath: file.location)))
            let source = try SourceDocument(path: file.path, data: data)
            let document = try ParserRegistry.standard.parse(source)
            for block in document.blocks where block.kind == .paragraph {
                let content = document.content(of: block)
                if content.count >= least { paragraphs.append(content) }
            }
        }
        return paragraphs
    }
}

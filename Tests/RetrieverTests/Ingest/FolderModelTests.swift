import Foundation
import Retriever
import TestSupport
import Testing

/// Random operations on a folder, beside a dictionary of what its files hold, with the store closed and opened in between.
@Suite struct FolderModelTests {
    private static let names = [
        "a.txt", "A.txt", "b.txt", "deep/a.txt", "deep/er/c.txt", "caf\u{E9}.txt", "cafe\u{301}.txt", "日本/語.txt",
        "with space.txt", "100%.txt", "q?.txt", "#1.txt",
    ]
    private static let texts = ["red foxes", "blue whales", "small bees", "tan foxes", "wide rivers", "old owls"]

    private struct Counts: Equatable {
        var added = 0
        var changed = 0
        var moved = 0
        var deleted = 0
        var unchanged = 0
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func theChunksAreWhatTheFilesHold(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let fixture = try IngestFixture()
        let files = FileManager.default
        let usesVolume = seed.isMultiple(of: 2)
        if usesVolume { _ = try fixture.store.createVolume("files", source: FolderSource(fixture.docs)) }
        var model: [String: String] = [:]
        var ingested: [String: String] = [:]
        // Swift's strings take composed and decomposed letters for the same; these are told apart by their bytes.
        func key(_ name: String) -> String { name.utf8.map { String($0) }.joined(separator: ",") }
        let names = Dictionary(uniqueKeysWithValues: Self.names.map { (key($0), $0) })

        for step in 0..<25 {
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let name = Self.names.randomElement(using: &generator) ?? ""
                let text = Self.texts.randomElement(using: &generator) ?? ""
                switch Int.random(in: 0..<10, using: &generator) {
                case 0..<5:
                    try fixture.write(
                        text, to: name,
                        modified: Date(timeIntervalSinceNow: -Double.random(in: 0...9_000, using: &generator)))
                    model[key(name)] = text
                case 5..<7:
                    let other = Self.names.randomElement(using: &generator) ?? ""
                    guard model[key(name)] != nil, model[key(other)] == nil else { continue }
                    try files.createDirectory(
                        at: fixture.file(other).deletingLastPathComponent(), withIntermediateDirectories: true)
                    try files.moveItem(at: fixture.file(name), to: fixture.file(other))
                    model[key(other)] = model.removeValue(forKey: key(name))
                case 7..<9:
                    guard model[key(name)] != nil else { continue }
                    try files.removeItem(at: fixture.file(name))
                    model[key(name)] = nil
                default:
                    guard model[key(name)] != nil else { continue }
                    try fixture.touch(
                        name, modified: Date(timeIntervalSinceNow: -Double.random(in: 0...9_000, using: &generator)))
                }
            }
            if Int.random(in: 0..<4, using: &generator) == 0 { try fixture.reopen() }
            let context: Comment = "seed \(seed), step \(step)"
            let calls = fixture.parser.calls
            let source: any DocumentSource =
                usesVolume ? try fixture.store.volume("files") : FolderSource(fixture.docs)
            let report = try await fixture.collection.ingest(source, options: IngestOptions(allowsEmptySource: true))
            let counts = Counts(
                added: report.added, changed: report.changed, moved: report.moved, deleted: report.deleted,
                unchanged: report.unchanged)
            #expect(counts == Self.expected(from: ingested, to: model), context)
            #expect(report.problems.isEmpty && fixture.parser.calls - calls == counts.added + counts.changed, context)
            ingested = model
            var stored: [String: String] = [:]
            for row in try fixture.collection.chunks.rows() {
                stored[key(row["path"]?.textValue ?? "")] = row["text"]?.textValue
            }
            #expect(stored == model, context)
            for text in Self.texts {
                let hits = try await fixture.collection.search(text, options: .init(mode: .keyword, k: 50))
                    .filter { $0.text == text }
                #expect(Set(hits.map { key($0.path) }) == Set(model.filter { $0.value == text }.keys), context)
            }
            if usesVolume {
                let rows = try fixture.store.volume("files").files.rows()
                #expect(Set(rows.map { key($0["path"]?.textValue ?? "") }) == Set(model.keys), context)
            }
        }
        #expect(names.count == Self.names.count)
        #expect(try fixture.store.check() == [])
    }

    /// A new file counts as moved where one of its content is gone.
    private static func expected(from old: [String: String], to new: [String: String]) -> Counts {
        var counts = Counts()
        var gone: [String: Int] = [:]
        for (name, text) in old where new[name] == nil { gone[text, default: 0] += 1 }
        for (name, text) in new {
            if let before = old[name] {
                if before == text { counts.unchanged += 1 } else { counts.changed += 1 }
            } else if gone[text, default: 0] > 0 {
                gone[text, default: 0] -= 1
                counts.moved += 1
            } else {
                counts.added += 1
            }
        }
        counts.deleted = gone.values.reduce(0, +)
        return counts
    }
}

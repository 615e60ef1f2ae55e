import Foundation
import TestSupport
import Testing
import VectorCore

/// Files that no index has written, but whose checksums fit: refused with a typed error, or as good as any index.
///
/// `Scripts/fuzz-index-files.sh` runs it for long under the address sanitizer. `TESSERA_FUZZ_SEED` and
/// `TESSERA_FUZZ_SECONDS` repeat a run, `TESSERA_FUZZ_FOLDER` says where the file lies that was opened last.
struct FuzzedFileTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isLong = environment["TESSERA_LONG"] != nil

    private static func corpus() throws -> [IndexFileImage] {
        var files: [[UInt8]] = []
        for kind in IndexUnderTest.allCases {
            for metric in Metric.allCases {
                for (count, dimension) in [(0, 3), (1, 20), (14, 3), (40, 66)] {
                    var random = SeededGenerator(seed: 51)
                    let index = try kind.make(dimension, metric)
                    try index.add(random.matrix(count, dimension), ids: (0..<Int64(count)).map { $0 * 3 })
                    // Some files have removed and free slots.
                    index.remove(count == 14 ? [3, 9, 12, 15, 21] : [6])
                    if count == 40 { index.searchDefaults = SearchDefaults(efSearch: 30, nprobe: 2) }
                    let disk = MemoryDisk()
                    try index.save(to: SavedIndex.path, version: 7, on: disk)
                    files += disk.files.values
                }
            }
            // Sections of this size are mapped where files are.
            files.append(try SavedIndex(kind, version: 3, count: 1100, dimension: 16).file())
        }
        return files.map { IndexFileImage($0) }
    }

    @Test func aFilePutTogetherAgainIsTheSame() throws {
        for kind in IndexUnderTest.allCases {
            for count in [24, 1100] {
                let file = try SavedIndex(kind, version: 3, count: count, dimension: 16).file()
                #expect(IndexFileImage(file).encoded() == file, "\(kind)")
            }
        }
    }

    @Test func noContentWithFittingChecksumsDoesHarm() throws {
        let seed = Self.environment["TESSERA_FUZZ_SEED"].flatMap { UInt64($0) } ?? (Self.isLong ? .now : 1)
        let seconds = Self.environment["TESSERA_FUZZ_SECONDS"].flatMap { Double($0) } ?? (Self.isLong ? 600 : 5)
        let folder =
            try Self.environment["TESSERA_FUZZ_FOLDER"].map { URL(fileURLWithPath: $0) }
            ?? TestData.temporaryFolder()
        let last = folder.appendingPathComponent("last.index")
        print("fuzzing from seed \(seed) for \(seconds) seconds; \(last.path) is the file opened last")
        let start = Date.now
        let watchdog = Watchdog(seconds: 60)
        var corpus = try Self.corpus()
        var refusals: [String: Int] = [:]
        var opened = 0
        var number: UInt64 = 0
        while Date.now.timeIntervalSince(start) < seconds {
            let own = seed &+ number
            number += 1
            var mutator = IndexFileMutator(seed: own)
            let (image, file) = mutator.mutate(corpus)
            try Data(file).write(to: last)
            watchdog.begin("file \(own - seed) of seed \(seed): \(mutator.changes)")
            do {
                do {
                    _ = try? IndexFile(last)
                    // Every other file is checked by what touches it.
                    let checking = own.isMultiple(of: 2) ? FileChecking.onOpen : .lazily
                    let index = try IndexFile.open(last, checking: checking)
                    opened += 1
                    var exercise = IndexExercise(seed: own)
                    try exercise.run(index, opened: checking)
                } catch let error as VectorIndexError where Self.isRefusal(error) {
                    // A refusal for a new reason is a place worth starting from.
                    let reason = error.description.replacing(last.path, with: "").filter { !$0.isNumber }
                    if refusals[reason, default: 0] == 0, corpus.count < 500 { corpus.append(image) }
                    refusals[reason, default: 0] += 1
                }
            } catch {
                let aside = FileManager.default.temporaryDirectory.appendingPathComponent("fuzzed-\(own).index")
                try Data(file).write(to: aside)
                Issue.record("\(error); file \(own - seed) of seed \(seed), \(aside.path): \(mutator.changes)")
            }
            watchdog.end()
        }
        try FileManager.default.removeItem(at: last)
        print("\(number) files: \(opened) opened, the others were refused for \(refusals.count) reasons; seed \(seed)")
        if Self.isLong { for (reason, count) in refusals.sorted(by: { $0.value > $1.value }) { print(count, reason) } }
        #expect(opened > 10 && refusals.count > 10)
    }

    /// Found by the fuzzer: the next level to be drawn had a number beyond the last.
    @Test func aGraphThatHasDrawnTooManyLevelsIsRefused() throws {
        var image = IndexFileImage(try SavedIndex(.hnsw, version: 1).file())
        let graph = try #require(image.sections.firstIndex { $0.name.starts(with: "graph".utf8) })
        let numbers: [UInt64] = [.max, .max - 10, 1 << 32]
        for drawn in numbers {
            image.sections[graph].bytes.put(number: drawn, at: 16, bytes: 8)
            let disk = MemoryDisk([SavedIndex.path: image.encoded()])
            let error = #expect(throws: VectorIndexError.self) {
                try IndexFile.open(URL(fileURLWithPath: SavedIndex.path), fileSystem: disk)
            }
            #expect(error?.code == .fileDamaged)
        }
    }

    private static func isRefusal(_ error: VectorIndexError) -> Bool {
        error.code == .fileDamaged || error.code == .fileUnsupported || error.code == .outOfMemory
    }
}

extension UInt64 {
    /// A seed that no run before has had.
    fileprivate static var now: UInt64 { UInt64(Date.now.timeIntervalSince1970 * 1000) }
}

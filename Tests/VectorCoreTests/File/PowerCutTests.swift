import Foundation
import TestSupport
import Testing
import VectorCore

/// The power goes off at any operation of a save: the old file or the new one opens, whole.
struct PowerCutTests {
    /// What a look at many states of the disk has found.
    private struct Survey {
        var states = 0
        var opened = 0
        /// What small files have turned out to be; most states share them.
        var known: [[UInt8]: String] = [:]
        var verdicts: Set<String> = []
        var violations: [String] = []
    }

    private struct Trial {
        let old: SavedIndex?
        let new: SavedIndex

        /// `old`, `new`, `refused`, or what is wrong.
        func verdict(_ bytes: [UInt8]) -> String {
            let disk = MemoryDisk([SavedIndex.path: bytes])
            do {
                let index = try IndexFile.open(URL(fileURLWithPath: SavedIndex.path), fileSystem: disk)
                let content = try SavedIndex.Content(index)
                return content == new.content ? "new" : content == old?.content ? "old" : "opens with other content"
            } catch { return error is VectorIndexError ? "refused" : "\(error)" }
        }

        /// Looks at the states that each prefix of a save's operations may leave.
        func survey(
            omitting omission: MemoryDisk.Omission? = nil, exhaustive: Int, samples: Int, seed: UInt64
        ) throws -> Survey {
            let before = try old.map { [SavedIndex.path: try $0.file()] } ?? [:]
            let disk = MemoryDisk(before, omitting: omission)
            try new.index.save(to: SavedIndex.path, version: new.version, on: disk)
            let operations = disk.operations
            let renamed = operations.firstIndex { if case .rename = $0 { true } else { false } } ?? operations.count
            var survey = Survey()
            var random = SeededGenerator(seed: seed)
            for end in 0...operations.count {
                let cut = PowerCut(disk.initial, after: operations[..<end])
                var allowed: Set<String> = end <= renamed ? [] : ["new"]
                if end < operations.count { allowed.insert(old == nil ? "none" : "old") }
                func look(_ files: [String: [UInt8]]) {
                    survey.states += 1
                    let verdict = judge(files[SavedIndex.path], &survey)
                    if !allowed.contains(verdict) {
                        survey.violations.append("\(verdict) after \(end) of \(operations.count) operations")
                    }
                    // Nobody opens a partial file, but if somebody did it would be whole or refused.
                    for (path, bytes) in files where path != SavedIndex.path {
                        let verdict = judge(bytes, &survey)
                        if verdict != "refused", verdict != "new" { survey.violations.append("partial: \(verdict)") }
                    }
                }
                if cut.wholeStates <= exhaustive { (0..<cut.wholeStates).forEach { look(cut.whole($0)) } }
                for _ in 0..<samples { look(cut.torn(&random)) }
                try saveAgain(cut.torn(&random), end, &survey)
            }
            return survey
        }

        private func judge(_ bytes: [UInt8]?, _ survey: inout Survey) -> String {
            guard let bytes else { return "none" }
            if let known = survey.known[bytes] { return known }
            let verdict = verdict(bytes)
            survey.opened += 1
            survey.verdicts.insert(verdict)
            if bytes.count < 1 << 16 { survey.known[bytes] = verdict }
            return verdict
        }

        /// After the power is back the next save goes through and clears up.
        private func saveAgain(_ files: [String: [UInt8]], _ end: Int, _ survey: inout Survey) throws {
            let disk = MemoryDisk(files)
            try new.index.save(to: SavedIndex.path, version: new.version, on: disk)
            if disk.files.keys.sorted() != [SavedIndex.path] || judge(disk.files[SavedIndex.path], &survey) != "new" {
                survey.violations.append("after \(end) operations the next save left \(disk.files.keys.sorted())")
            }
        }
    }

    private static let isLong = ProcessInfo.processInfo.environment["TESSERA_LONG"] != nil

    @Test(arguments: IndexUnderTest.allCases)
    func everyStateOfASmallSaveIsTheOldFileOrTheNew(kind: IndexUnderTest) throws {
        let trial = Trial(old: try SavedIndex(kind, version: 1), new: try SavedIndex(kind, version: 2))
        let survey = try trial.survey(exhaustive: 1 << 16, samples: Self.isLong ? 2000 : 100, seed: 71)
        print("\(kind): \(survey.states) states, \(survey.opened) files opened, seed 71")
        #expect(survey.violations.isEmpty, "\(survey.violations.prefix(5))")
        #expect(survey.verdicts.contains("old") && survey.verdicts.contains("new"))
        #expect(survey.verdicts.contains("refused") && survey.states > 1000)
    }

    @Test(arguments: IndexUnderTest.allCases)
    func aFirstSaveIsThereWhollyOrNotAtAll(kind: IndexUnderTest) throws {
        let trial = Trial(old: nil, new: try SavedIndex(kind, version: 2))
        let survey = try trial.survey(exhaustive: 1 << 10, samples: 20, seed: 72)
        #expect(survey.violations.isEmpty, "\(survey.violations.prefix(5))")
        #expect(survey.verdicts.contains("new"))
    }

    @Test(arguments: IndexUnderTest.allCases)
    func statesOfALargeSaveByChanceAreTheOldFileOrTheNew(kind: IndexUnderTest) throws {
        let trial = Trial(
            old: try SavedIndex(kind, version: 1, count: 1100, dimension: 64),
            new: try SavedIndex(kind, version: 2, count: 1200, dimension: 64))
        let survey = try trial.survey(exhaustive: 0, samples: Self.isLong ? 200 : 4, seed: 73)
        print("\(kind): \(survey.states) states, \(survey.opened) files opened, seed 73")
        #expect(survey.violations.isEmpty, "\(survey.violations.prefix(5))")
    }

    /// The harness finds what it is there to find.
    @Test(arguments: IndexUnderTest.allCases)
    func aSaveThatLeavesOutASynchronisationIsCaught(kind: IndexUnderTest) throws {
        let trial = Trial(old: try SavedIndex(kind, version: 1), new: try SavedIndex(kind, version: 2))
        let unsafe = try trial.survey(omitting: .synchronize, exhaustive: 0, samples: 50, seed: 74)
        #expect(unsafe.violations.contains { $0.hasPrefix("refused") }, "\(unsafe.violations.prefix(5))")
        let forgotten = try trial.survey(omitting: .synchronizeFolder, exhaustive: 1 << 10, samples: 20, seed: 75)
        #expect(forgotten.violations.contains { $0.hasPrefix("old") }, "\(forgotten.violations.prefix(5))")
    }
}

// Does one thing after another to a store until it is killed; its test starts it as a process.
//
//   StoreLoop FOLDER ROLE SEED
//
// Before each operation it prints what it is about to do, and after it that it has returned: from then on the operation may
// not be lost. Each line is one write, so that a killed process leaves whole ones.
import Foundation
import Retriever
import TestSupport

@main
struct StoreLoop {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let role = StoreRole(rawValue: arguments[2]), let seed = UInt64(arguments[3]) else {
            FileHandle.standardError.write(Data("usage: StoreLoop FOLDER ROLE SEED\n".utf8))
            exit(2)
        }
        do {
            let place = try StoreWorkplace(URL(fileURLWithPath: arguments[1]))
            try print(.opened)
            if role == .holder { try hold(place) }
            var generator = SeededGenerator(seed: seed)
            var seen: Int64 = 0
            while true {
                let operation = role.draw(&generator)
                try print(.begins(operation))
                try await print(outcome(of: operation, at: place, &seen))
            }
        } catch {
            try? print(.failed("\(error)"))
            exit(1)
        }
    }

    private static func outcome(
        of operation: StoreOperation, at place: StoreWorkplace, _ seen: inout Int64
    ) async -> StoreLogEntry {
        do {
            let version = try await place.perform(operation)
            if let version {
                if version < seen { return .failed("version \(version) was seen after \(seen)") }
                seen = version
            }
            return .done(version: version)
        } catch let error as StoreError where error.code == .duplicateKey {
            return .refused(code: error.code.description)
        } catch {
            return .failed("\(operation): \(error)")
        }
    }

    private static func hold(_ place: StoreWorkplace) throws {
        try place.store.write { transaction in
            try transaction.insert([["id": -1, "body": "held", "group": 0]], into: place.notes)
            try print(.begins(.read))
            while true { sleep(60) }
        }
    }

    private static func print(_ entry: StoreLogEntry) throws {
        try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(entry) + Data("\n".utf8))
    }
}

// Saves an index over its own file again and again until it is killed; its test starts it as a process.
//
//   SaveLoop FILE [COUNT]
//
// Each version of the index holds an id that says which it is, the version's negative, and so does its metadata. Its number
// is printed when the save has returned: from then on no other version may be found.
import Foundation
import VectorCore

@main
struct SaveLoop {
    static func main() {
        do {
            guard CommandLine.arguments.count >= 2 else { throw VectorIndexError(.invalidParameter, "which file?") }
            let file = URL(fileURLWithPath: CommandLine.arguments[1])
            let last = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? .max
            let index = try IndexFile.open(file)
            var version = index.metadata["version"].flatMap { Int($0) } ?? 0
            for _ in 0..<last {
                index.remove([-Int64(version)])
                version += 1
                let value = Float(version % 1000) / 1000
                let row = Matrix(
                    rows: 1, columns: index.dimension, values: [Float](repeating: value, count: index.dimension))
                try index.upsert(row, ids: [-Int64(version)])
                try index.save(to: file, metadata: ["version": "\(version)"])
                try FileHandle.standardOutput.write(contentsOf: Data("\(version)\n".utf8))
            }
        } catch {
            FileHandle.standardError.write(Data("SaveLoop: \(error)\n".utf8))
            exit(1)
        }
    }
}

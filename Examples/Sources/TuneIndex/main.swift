import Foundation
import VectorCore

let arguments = CommandLine.arguments  // a file of vectors (.npy, .fvecs), and where to write the index
let file = try VectorFile(URL(fileURLWithPath: arguments[1]))
let vectors = try file.matrix(0..<file.rows)
let ids = (0..<file.rows).map(Int64.init)
let query = Array(vectors[row: 0])

let tuner = IndexTuner(metric: .cosine, goal: TuningGoal(recall: 0.95, bytesPerVector: 800))
let tuned = try tuner.makeIndex(of: vectors, ids: ids)
print(tuned.report.explanation)
let nearest = try tuned.index.search(query, k: 10)

print(tuned.configuration, tuned.index.searchDefaults, "held out recall", tuned.heldOutRecall)
print("nearest to the first:", nearest.map(\.id))
try tuned.index.save(to: URL(fileURLWithPath: arguments[2]))

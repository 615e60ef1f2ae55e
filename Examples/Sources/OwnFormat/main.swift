import Chunking
import Foundation

let path = CommandLine.arguments[1]  // a file, best one of subtitles (.srt)
let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))

var parsers = ParserRegistry.standard
parsers.register(SubtitleParser(), forExtensions: ["srt"])
let document = try await parsers.parse(path: path, data: bytes)
for chunk in try BlockChunker(limit: 60).chunks(of: document) {
    print(chunk.range, chunk.content)
}

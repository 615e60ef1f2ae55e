import Chunking
import Testing

/// What of a chunk its stored form depends on.
private struct Stored: Hashable {
    let headings: [String]
    let text: String
}

private func stored(_ text: String, _ path: String, _ chunker: any Chunker) throws -> [Stored] {
    try chunker.chunks(of: parsed(text, path)).map { Stored(headings: $0.headings, text: $0.text) }
}

/// How many chunks of the second are not in the first.
private func changes(_ first: [Stored], _ second: [Stored]) -> Int {
    let difference = second.difference(from: first)
    return difference.insertions.count
}

@Test(arguments: ["fixed", "recursive", "sentence", "structure"])
func anEditedParagraphChangesFewChunks(name: String) throws {
    let files = TestTexts.files("md-swift-book", endingIn: ".md").filter { $0.bytes.count > 20_000 }.prefix(12)
    if files.isEmpty { return }
    let chunker = try Chunkers.named(name, size: .characters(1_000), overlap: 100)
    var edits = 0
    var changed = 0
    var chunks = 0
    for file in files {
        let text = String(decoding: file.bytes, as: UTF8.self)
        let before = try stored(text, file.path, chunker)
        let paragraphs = text.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init)
        for place in stride(from: paragraphs.count / 8, to: paragraphs.count, by: max(paragraphs.count / 4, 1)) {
            var edited = paragraphs
            edited[place] += "\nOne more sentence stands here now, and it is of some length."
            let after = try stored(edited.joined(separator: "\n\n"), file.path, chunker)
            // Cuts depend on the text before them and on less than one size behind.
            let start = paragraphs[..<place].reduce(0) { $0 + $1.utf8.count + 2 }
            let whole = try chunker.chunks(of: parsed(text, file.path))
            let untouched = whole.prefix { $0.range.upperBound + 4_000 < start }.count
            #expect(before.prefix(untouched) == after.prefix(untouched), "\(name), \(file.path), \(place)")
            edits += 1
            changed += changes(before, after)
            chunks += before.count
        }
    }
    let mean = Double(changed) / Double(edits)
    print("\(name): an edit changes \(mean) of \(chunks / edits) chunks")
    // Cuts at whatever place the size ends never meet those of before again.
    if name != "fixed" { #expect(mean < 8) }
}

import Chunking
import Testing

private let code = """
    import Numbers

    /// Holds numbers.
    struct Stack {
        var items: [Int] = []

        /// Adds one.
        func push(_ item: Int) {
            items.append(item)
            print("pushed", item)
        }

        func pop() -> Int {
            items.removeLast()
        }
    }

    func free() {
        let stack = Stack()
        stack.push(1)
    }

    """

@Test func declarationsThatFitStayWhole() throws {
    let document = try parsed(code, "a.swift")
    #expect(!document.declarations.isEmpty)
    for size in [60, 90, 120, 200, 400] {
        let chunks = try CodeChunker(size: .characters(size)).chunks(of: document)
        ChunkChecker(document: document, size: .characters(size), label: "code \(size)").check(chunks)
        for declaration in document.declarations {
            let range =
                document.blocks[declaration.blocks.lowerBound].range
                .lowerBound..<document.blocks[declaration.blocks.upperBound - 1].range.upperBound
            if document.source.text(in: range).unicodeScalars.count > size { continue }
            #expect(
                chunks.contains {
                    $0.range.lowerBound <= declaration.range.lowerBound
                        && $0.range.upperBound >= declaration.range.upperBound
                }, "size \(size): \(declaration.name) is cut: \(chunks.map(\.text))")
        }
    }
}

@Test func aTypeOverTheSizeIsCutAtItsMembers() throws {
    let chunks = try CodeChunker(size: .characters(130)).chunks(of: parsed(code, "a.swift"))
    #expect(
        chunks.contains { $0.text.drop(while: \.isWhitespace).hasPrefix("/// Adds one.") && $0.headings == ["Stack"] },
        "\(chunks)")
}

import Foundation
import ModelServing
import Testing
import VectorCore

/// The words' vectors where they lie in the file, and copied.
struct WordStorageTests {
    @Test(arguments: ["F32", "F64", "BF16"])
    func vectorsAreTheSameWhereverTheWordsAre(type: String) throws {
        let texts = ["the red fox", "foxes, a", ""]
        for blanks in 0..<5 {
            var model = TinyModel()
            model.wordType = type
            model.blanks = blanks
            try TinyModelTests.withFolder(model) { folder in
                let mapped = try SentenceEncoder(contentsOf: folder)
                let copied = try SentenceEncoder(contentsOf: folder, options: .init(words: .copied))
                #expect(try mapped.embed(texts).values == copied.embed(texts).values, "\(blanks) blanks")
                #expect(mapped.identity == copied.identity)
            }
        }
    }

    /// The file may be written over then; a map would see it.
    @Test func copiedWordsOutliveTheFile() throws {
        try TinyModelTests.withFolder { folder in
            let encoder = try SentenceEncoder(contentsOf: folder, options: .init(words: .copied))
            let before = try encoder.embed(["the red fox"]).values
            let file = folder.appendingPathComponent("model.safetensors")
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 0)
            try handle.close()
            #expect(try encoder.embed(["the red fox"]).values == before)
        }
    }

    /// The check goes through the file in pieces, whose borders may fall into a value.
    @Test func aValueThatIsNoNumberIsFoundAnywhere() throws {
        var model = TinyModel(vocabulary: 8000)
        let count = model.vocabulary * model.hidden
        let good = try #require(model.tensors[TinyModel.words])
        let borders = stride(from: 0, through: count, by: (1 << 18) / MemoryLayout<Float>.size)
        // The file's header moves the pieces' borders a few hundred values towards the beginning.
        let places = borders.flatMap { [$0 - 1100, $0 - 1, $0, $0 + 1] } + [count - 1]
        for place in places where (0..<count).contains(place) {
            model.blanks = place % 4
            model.tensors[TinyModel.words] = good
            model.tensors[TinyModel.words]?.values[place] = place % 2 == 0 ? .nan : .infinity
            try TinyModelTests.withFolder(model) { folder in
                let error = #expect(throws: ModelError.self) { try SentenceEncoder(contentsOf: folder) }
                #expect(
                    error?.code == .invalidModel && error?.description.contains(TinyModel.words) == true, "\(place)")
            }
        }
    }
}

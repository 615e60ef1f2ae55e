import Chunking
import Testing

/// What every chunker promises, checked slowly and independently of how the chunks were made.
struct ChunkChecker {
    let document: ParsedDocument
    let size: ChunkSize
    let label: String

    func check(_ chunks: [Chunk]) {
        let bytes = document.source.bytes
        var lastStart = -1
        var lastEnd = -1
        for (index, chunk) in chunks.enumerated() {
            guard chunk.range.lowerBound >= 0, chunk.range.upperBound <= bytes.count, !chunk.range.isEmpty else {
                Issue.record("\(label): chunk \(index) has the range \(chunk.range)")
                return
            }
            let slice = String(decoding: bytes[chunk.range], as: UTF8.self)
            if !slice.utf8.elementsEqual(chunk.text.utf8) || !bytes[chunk.range].elementsEqual(chunk.text.utf8) {
                Issue.record("\(label): chunk \(index) is not the source in \(chunk.range)")
            }
            if chunk.ordinal != index { Issue.record("\(label): chunk \(index) has ordinal \(chunk.ordinal)") }
            if chunk.range.lowerBound <= lastStart || chunk.range.upperBound <= lastEnd {
                Issue.record("\(label): chunk \(index) at \(chunk.range) does not advance")
            }
            (lastStart, lastEnd) = (chunk.range.lowerBound, chunk.range.upperBound)
            if chunk.content.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
                Issue.record("\(label): chunk \(index) is blank")
            }
            checkSize(chunk, index)
            checkContext(chunk, index)
        }
        checkCoverage(chunks)
    }

    private func checkSize(_ chunk: Chunk, _ index: Int) {
        // What leads the content counts, but is no part of the text.
        let parts = [chunk.text, chunk.lead ?? ""]
        let characters = parts.reduce(0) { $0 + $1.unicodeScalars.count }
        if characters > size.characterLimit {
            Issue.record("\(label): chunk \(index) has \(characters) characters, over \(size.characterLimit)")
        }
        switch size {
        case .characters: break
        case .words(let limit, _, let segmenter):
            // Each part by itself, as if the source were not known.
            let words = parts.reduce(0) { $0 + WordOracle.count($1, by: segmenter) }
            if words > limit { Issue.record("\(label): chunk \(index) has \(words) words, over \(limit)") }
        case .tokens(let limit, let tokenizer, _):
            // A tokenizer that truncates counts a chunk otherwise than the source: there the cap alone holds.
            if characters == 1 || tokenizer is TruncatingTokenizer { break }
            let tokens = parts.reduce(0) { $0 + tokenizer.tokenRanges(in: $1).count }
            if tokens > limit { Issue.record("\(label): chunk \(index) has \(tokens) tokens, over \(limit)") }
        }
    }

    private func checkContext(_ chunk: Chunk, _ index: Int) {
        guard let context = chunk.context else { return }
        if context.range.lowerBound > chunk.range.lowerBound || context.range.upperBound < chunk.range.upperBound {
            Issue.record("\(label): chunk \(index) at \(chunk.range) is not in its context \(context.range)")
        } else if !document.source.bytes[context.range].elementsEqual(context.text.utf8) {
            Issue.record("\(label): the context of chunk \(index) is not the source in \(context.range)")
        }
    }

    /// Every byte of a piece that is not white space lies in some chunk.
    private func checkCoverage(_ chunks: [Chunk]) {
        var covered = [Bool](repeating: false, count: document.source.bytes.count)
        var reach = 0
        for chunk in chunks where chunk.range.upperBound > reach {
            for i in max(chunk.range.lowerBound, reach)..<chunk.range.upperBound { covered[i] = true }
            reach = chunk.range.upperBound
        }
        for piece in document.pieces {
            if let replacement = piece.replacement {
                if !replacement.properties.isWhitespace, !covered[piece.range.lowerBound] {
                    Issue.record("\(label): \(replacement) at \(piece.range) is in no chunk")
                }
                continue
            }
            var offset = piece.range.lowerBound
            for scalar in document.source.text(in: piece.range).unicodeScalars {
                if !scalar.properties.isWhitespace, !covered[offset] {
                    Issue.record("\(label): \(scalar) at byte \(offset) is in no chunk")
                    return
                }
                offset += UTF8.width(scalar)
            }
        }
    }

    /// No chunk of verbatim text begins or ends inside a grapheme cluster that fits the size by itself.
    func checkClusters(_ chunks: [Chunk]) {
        let bytes = document.source.bytes
        var boundaries: Set<Int> = [document.source.textStart]
        var offset = document.source.textStart
        for character in document.source.text(in: offset..<document.source.bytes.count) {
            offset += character.utf8.count
            if character.unicodeScalars.count > size.characterLimit {
                boundaries.formUnion(offset - character.utf8.count...offset)
            }
            boundaries.insert(offset)
        }
        for chunk in chunks {
            if !boundaries.contains(chunk.range.lowerBound) || !boundaries.contains(chunk.range.upperBound) {
                let around = max(0, chunk.range.lowerBound - 8)..<chunk.range.lowerBound
                Issue.record(
                    "\(label): \(chunk.range) cuts a grapheme cluster, behind \(bytes[around]): \(bytes[chunk.range])")
            }
        }
    }
}

func source(_ text: String, _ path: String = "test.txt") throws -> SourceDocument {
    try SourceDocument(path: path, utf8: Array(text.utf8))
}

func parsed(_ text: String, _ path: String) throws -> ParsedDocument {
    try ParserRegistry.standard.parse(source(text, path))
}

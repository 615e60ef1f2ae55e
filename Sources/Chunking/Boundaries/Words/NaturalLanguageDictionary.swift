#if canImport(NaturalLanguage)
    import Foundation
    import NaturalLanguage

    /// Words by Apple's tokenizer.
    struct NaturalLanguageDictionary: WordDictionary {
        var identity: String { "NaturalLanguage-\(ProcessInfo.processInfo.operatingSystemVersion.majorVersion)" }

        func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
            let tokenizer = NLTokenizer(unit: .word)
            var boundaries: [Int] = []
            for run in runs {
                let text = String(decoding: bytes[run], as: UTF8.self)
                tokenizer.string = text
                tokenizer.enumerateTokens(in: text.startIndex..<text.endIndex) { token, _ in
                    for index in [token.lowerBound, token.upperBound] {
                        let position = run.lowerBound + text.utf8.distance(from: text.startIndex, to: index)
                        if position > max(run.lowerBound, boundaries.last ?? 0), position < run.upperBound {
                            boundaries.append(position)
                        }
                    }
                    return true
                }
            }
            return boundaries
        }
    }
#endif

package import GRDB
import KeywordSearch

/// The analysis as SQLite's FTS5 calls it.
///
/// SAFETY: FTS5 hands over a buffer of `nText` bytes and takes each term during the callback; no pointer is kept.
package final class KeywordTokenizer: FTS5CustomTokenizer {
    package static let name = "tessera_keywords"

    package init(db: Database, arguments: [String]) throws {}

    package func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let pText, nText > 0 else { return 0 }
        let isQuery = tokenization.contains(.query)
        var result: CInt = 0
        var stemmer = EnglishStemmer()
        pText.withMemoryRebound(to: UInt8.self, capacity: Int(nText)) { bytes in
            WordSegmenter.forEachWord(in: UnsafeBufferPointer(start: bytes, count: Int(nText))) { word, kind, range in
                // A query asks for the whole of a compound and for its parts in terms of their own.
                if isQuery, kind.isColocated { return true }
                if kind.isStemmed { stemmer.stem(&word) }
                let flags: CInt = kind.isColocated ? 1 : 0  // FTS5_TOKEN_COLOCATED
                result = word.withUnsafeBytes { term in
                    tokenCallback(
                        context, flags, term.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(term.count),
                        CInt(range.lowerBound), CInt(range.upperBound))
                }
                return result == 0
            }
        }
        return result
    }
}

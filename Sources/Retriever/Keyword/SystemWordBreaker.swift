import Chunking
public import KeywordSearch

/// The system's dictionary for keyword search: NaturalLanguage's on Apple's systems, ICU's elsewhere if its library is installed.
///
///     let analyzer = KeywordAnalyzer(wordBreaker: SystemWordBreaker.installed)  // pairs of characters where there is none
///     analyzer.terms(in: "東京で寿司を食べる")                                      // ["東京", "で", "寿司", "を", "食べる"]
///
/// Dictionaries differ from machine to machine: an index made with one opens only where the same one is installed.
public struct SystemWordBreaker: KeywordWordBreaker {
    private let dictionary: any WordDictionary

    /// Nil where there is none.
    public static let installed = SystemWordDictionary.installed.map(SystemWordBreaker.init)

    public var identity: String { dictionary.identity }

    public func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
        dictionary.boundaries(in: bytes, runs: runs)
    }
}

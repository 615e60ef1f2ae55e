import Chunking
public import KeywordSearch

/// The system's dictionary for keyword search: NaturalLanguage's on Apple's systems, ICU's elsewhere if its library is installed.
///
///     let analyzer = KeywordAnalyzer(wordBreaker: SystemWordBreaker.installed)  // pairs of characters where there is none
///     analyzer.terms(in: "東京で寿司を食べる")                                      // ["東京", "で", "寿司", "を", "食べる"]
///
/// Dictionaries differ from machine to machine: a file made with one opens only where the same one is installed. A store's index whose file
/// it is makes it anew from its rows.
public struct SystemWordBreaker: KeywordWordBreaker {
    /// nil where the machine has none.
    private let dictionary: (any WordDictionary)?

    /// Nil where there is none.
    public static let installed = SystemWordDictionary.installed.map(SystemWordBreaker.init)

    /// The one of this machine, for indexes that were made on another one: where there is none, each character is a word.
    static let ofThisMachine = SystemWordBreaker(dictionary: SystemWordDictionary.installed)

    init(dictionary: (any WordDictionary)?) { self.dictionary = dictionary }

    public var identity: String { dictionary?.identity ?? "none" }

    public func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
        if let dictionary { return dictionary.boundaries(in: bytes, runs: runs) }
        return runs.flatMap { run in run.dropFirst().filter { bytes[$0] & 0xC0 != 0x80 } }
    }
}

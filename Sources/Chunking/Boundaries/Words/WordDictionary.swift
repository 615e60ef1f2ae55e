/// Knows where words part in scripts that are written without spaces: Japanese, Chinese, Thai, Lao, Khmer, Burmese.
///
/// Results depend on the dictionary that a machine has, so nothing uses one unless it is asked to, and what does has its
/// ``identity`` within its own.
public protocol WordDictionary: Sendable {
    /// Names the dictionary and its version.
    var identity: String { get }

    /// Where words part inside some runs of such scripts: positions in `bytes`, ascending, the runs' own ends left out.
    ///
    /// - Parameter runs: In ascending order, from scalar to scalar, each of one kind of script.
    func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int]
}

/// The dictionary that the system has: NaturalLanguage's on Apple's, ICU's elsewhere if its library is installed.
public enum SystemWordDictionary {
    /// Nil where there is none; then ``WordSegmenter`` has its rules alone, and its identity says so.
    public static let installed: (any WordDictionary)? = {
        #if canImport(NaturalLanguage)
            return NaturalLanguageDictionary()
        #elseif canImport(Glibc) || canImport(Musl)
            return ICULibrary.load().map(ICUDictionary.init)
        #else
            return nil
        #endif
    }()
}

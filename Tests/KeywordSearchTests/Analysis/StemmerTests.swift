import Foundation
import TestSupport
import Testing

@testable import KeywordSearch

@Suite struct StemmerTests {
    /// The stem before its accents go.
    static func stem(_ word: String, _ language: KeywordLanguage) -> String {
        var bytes = Array(word.utf8)
        if language == .english {
            var stemmer = EnglishStemmer()
            stemmer.stem(&bytes)
        } else {
            var letters = StemWord()
            guard letters.take(bytes) else { return word }
            language.stem(&letters)
            return letters.text
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let languages = KeywordLanguage.allCases.filter { $0 != .code }

    private static func differences(_ file: URL, _ language: KeywordLanguage) throws -> (
        words: Int, different: [String]
    ) {
        var count = 0
        var different: [String] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let pair = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard pair.count == 2 else { continue }
            count += 1
            let own = stem(pair[0], language)
            if !own.utf8.elementsEqual(pair[1].utf8) { different.append("\(pair[0]): \(own), not \(pair[1])") }
        }
        return (count, different)
    }

    /// Recorded by Scripts/record-stems.py; the words reach each step of the reference's code.
    @Test(arguments: languages) func stemsAreThoseOfSnowball(language: KeywordLanguage) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let (words, different) = try Self.differences(
            folder.appendingPathComponent("Fixtures/stems/\(language.rawValue).txt"), language)
        #expect(words >= 700)
        #expect(different.isEmpty, "\(different.prefix(10))")
    }

    /// `TESSERA_STEMS=FOLDER` with what Scripts/record-stems.py has written there.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TESSERA_STEMS"] != nil), arguments: languages)
    func stemsOfWholeListsAreThoseOfSnowball(language: KeywordLanguage) throws {
        let folder = ProcessInfo.processInfo.environment["TESSERA_STEMS"] ?? ""
        let (words, different) = try Self.differences(
            URL(fileURLWithPath: folder).appendingPathComponent("\(language.rawValue).txt"), language)
        print("\(language.rawValue): \(words) words, \(different.count) differences")
        #expect(words > 0 && different.isEmpty, "\(different.prefix(10))")
    }

    @Test(arguments: languages) func anyLettersHaveAStem(language: KeywordLanguage) {
        var generator = SeededGenerator(seed: 5)
        let letters = Array("aeiouyaeioulrstnmcdghqbjv'àâäçéèêëíïñóôöõúùüßøœžʼя1".unicodeScalars)
        for _ in 0..<20_000 {
            var word = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                word.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
            }
            let stem = Self.stem(String(word), language)
            #expect(stem.utf8.count <= 2 * String(word).utf8.count && (!stem.isEmpty || word.count < 3), "\(word)")
        }
    }

    @Test func aWordOfManyScriptsStaysAsItIs() {
        let word = String(String.UnicodeScalarView((0x430..<0x470).compactMap(Unicode.Scalar.init)))
        #expect(Self.stem(word, .german) == word)
    }
}

extension StemWord {
    /// The letters with their accents.
    fileprivate var text: String {
        var scalars = String.UnicodeScalarView()
        for letter in letters {
            let isForeign = (0x80..<0xA0).contains(letter)
            scalars.append(isForeign ? foreign[Int(letter - 0x80)] : Unicode.Scalar(letter))
        }
        return String(scalars)
    }
}

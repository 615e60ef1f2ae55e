import Chunking
import Foundation
import TestSupport
import Testing

private func normalized(_ text: String, _ form: UnicodeNormalization.Form) -> [Unicode.Scalar] {
    let bytes = Array(text.utf8)
    var edits = ContentEdits()
    let whole = CleansingText(bytes: bytes, range: 0..<bytes.count, kind: .paragraph)
    UnicodeNormalization(form).edit(whole, &edits)
    return Array(edits.applied(to: whole).unicodeScalars)
}

/// The lines of Unicode's own test, as Debian's unicode-data has it; nil where it is not installed.
private let published: [[[Unicode.Scalar]]]? = {
    let process = Process()
    let output = Pipe()
    let path = "/usr/share/unicode/NormalizationTest.txt.bz2"
    guard FileManager.default.fileExists(atPath: path) else {
        FileHandle.standardError.write(Data("SKIPPED: \(path) is not here; install unicode-data\n".utf8))
        return nil
    }
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bzcat", path]
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("@") }.map { line in
        line.split(separator: ";").prefix(5).map { column in
            column.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
        }
    }
}()

private func string(_ scalars: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
}

@Test func normalisationPassesUnicodesPublishedTest() {
    guard let published else { return }
    #expect(published.count > 18_000)
    for columns in published {
        for (index, column) in columns.enumerated() {
            let text = string(column)
            let nfc = normalized(text, .nfc)
            #expect(nfc == columns[index < 3 ? 1 : 3], "NFC of \(column)")
            let nfkc = normalized(text, .nfkc)
            #expect(nfkc == columns[3], "NFKC of \(column)")
        }
    }
}

@Test func scalarsThatThePublishedTestDoesNotNameStay() {
    guard let published else { return }
    let named = Set(published.compactMap { $0[0].count == 1 ? $0[0][0] : nil })
    for value in UInt32(1)..<0x110000 {
        guard let scalar = Unicode.Scalar(value), !named.contains(scalar) else { continue }
        if normalized(String(scalar), .nfc) != [scalar] || normalized(String(scalar), .nfkc) != [scalar] {
            Issue.record("U+\(String(value, radix: 16)) does not stay")
        }
    }
}

@Test func normalisingALongTextEqualsNormalisingItsCharacters() {
    guard let published else { return }
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
        let parts = (0..<20).compactMap { _ in
            published.randomElement(using: &generator)?.randomElement(using: &generator)
        }
        let text = parts.map(string).joined()
        for form in [UnicodeNormalization.Form.nfc, .nfkc] {
            let once = normalized(text, form)
            #expect(normalized(string(once), form) == once, "seed 5")
            // The standard library compares by canonical equivalence.
            if form == .nfc { #expect(string(once) == text, "seed 5") }
        }
    }
}

@Test func marksWithoutEndTakeLinearTime() {
    let marks = "a" + String(repeating: "\u{301}\u{323}\u{315}", count: 200_000)
    let clock = ContinuousClock()
    var result: [Unicode.Scalar] = []
    let time = clock.measure { result = normalized(marks, .nfc) }
    #expect(result.count == 600_001 - 1)  // a and the first dot below become one
    #expect(time < .seconds(5), "\(time)")
}

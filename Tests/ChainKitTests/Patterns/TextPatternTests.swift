import ChainKit
import TestSupport
import Testing

@Suite struct TextPatternTests {
    /// A text, what is found in it, and by which pattern.
    struct Case: CustomStringConvertible, Sendable {
        let pattern: TextPattern
        let text: String
        let found: [String]

        init(_ pattern: TextPattern, _ text: String, _ found: [String] = []) {
            self.pattern = pattern
            self.text = text
            self.found = found
        }

        var description: String { "\(pattern.name): \(text)" }
    }

    static let cases: [Case] = [
        Case(.emailAddress, "Write to ada.l+x@mail.example.org.", ["ada.l+x@mail.example.org"]),
        Case(.emailAddress, "<ada@example.org>,bo@ex-ample.de!", ["ada@example.org", "bo@ex-ample.de"]),
        Case(.emailAddress, "jürgen@müller.de 田中@例え.jp", ["jürgen@müller.de", "田中@例え.jp"]),
        Case(.emailAddress, "@handle a@b @ x@y. ..@..", []),
        Case(
            .paymentCard, "4111 1111 1111 1111 and 5500-0000-0000-0004", ["4111 1111 1111 1111", "5500-0000-0000-0004"]),
        Case(.paymentCard, "378282246310005.", ["378282246310005"]),
        Case(.paymentCard, "4111 1111 1111 1112, x4111111111111111, 4111111111111111x, 0000000000000000", []),
        Case(
            .telephoneNumber, "+49 30 1234567, (415) 555-0132 or 03-1234-5678",
            ["+49 30 1234567", "(415) 555-0132", "03-1234-5678"]),
        Case(.telephoneNumber, "2024-10-12, 1.5.3, 192.168.0.1, 100 200 300, 0123456789, page 415", []),
        Case(
            .bankAccount, "DE89 3704 0044 0532 0130 00 or GB82WEST12345698765432.",
            ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432"]),
        Case(.bankAccount, "DE88 3704 0044 0532 0130 00, AB12 CDEF GHIJ KLMN OPQR", []),
        Case(
            .words(["project falcon", "秘密"], name: "secret"), "Project Falcon, falcon; これは秘密です",
            ["Project Falcon", "秘密"]),
        Case(.words(["ass"], name: "rude"), "assess pass ass", ["ass"]),
        Case(.words([], name: "none"), "anything", []),
    ]

    @Test(arguments: cases)
    func itFindsWhatItIsMadeFor(_ example: Case) {
        #expect(example.pattern.matches(in: example.text).map(String.init) == example.found)
    }

    @Test func regularExpressionsAreReadOnceAndRefusedWhenMalformed() throws {
        let ticket = try TextPattern.regex(#"[A-Z]{2,}-\d+"#, name: "ticket")
        #expect(ticket.matches(in: "See OPS-12\nand DEV-7.").map(String.init) == ["OPS-12", "DEV-7"])
        #expect(throws: (any Error).self) { try TextPattern.regex("(", name: "x") }
        #expect(try TextPattern.regex("x*", name: "x").matches(in: "abc").isEmpty)
    }
}

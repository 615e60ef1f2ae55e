import Chunking
import TestSupport
import Testing

/// Real bytes, written down from `iconv`.
private let literals: [(TextEncoding, [UInt8], String)] = [
    (.shiftJIS, [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x95, 0xB6, 0x81, 0x42], "日本語の文。"),
    (.shiftJIS, [0x83, 0x5C, 0x83, 0x74, 0x83, 0x67, 0x87, 0x40, 0xB1], "ソフト①ｱ"),
    (.eucJP, [0xC6, 0xFC, 0xCB, 0xDC, 0xB8, 0xEC, 0xA4, 0xCE, 0xCA, 0xB8, 0xA1, 0xA3], "日本語の文。"),
    (.utf16LittleEndian, [0x41, 0x00, 0xE5, 0x65, 0x3D, 0xD8, 0x4D, 0xDC], "A日👍"),
    (.utf16BigEndian, [0x00, 0x41, 0x65, 0xE5, 0xD8, 0x3D, 0xDC, 0x4D], "A日👍"),
    (.windows1252, [0x93, 0x63, 0x61, 0x66, 0xE9, 0x94, 0x20, 0x80, 0x35], "“café” €5"),
    (.latin1, [0x63, 0x61, 0x66, 0xE9, 0x20, 0x80], "café €"),
    (.latin1, [0x63, 0x81, 0xE9], "c\u{81}é"),
    (.utf8, [0xE6, 0x97, 0xA5], "日"),
]

private func encoding(_ data: [UInt8], _ path: String = "a.txt") throws -> TextEncoding {
    try SourceDocument(path: path, data: data).encoding
}

@Test func aStatedEncodingIsDecoded() throws {
    for (encoding, data, text) in literals {
        let source = try SourceDocument(path: "a.txt", data: data, encoding: encoding)
        #expect(String(decoding: source.bytes, as: UTF8.self) == text, "\(encoding)")
        #expect(source.encoding == encoding)
    }
}

@Test func aByteOrderMarkDecides() throws {
    for (encoding, mark) in [
        (TextEncoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8]), (.utf16BigEndian, [0xFE, 0xFF]),
    ] {
        let data = try #require(literals.first { $0.0 == encoding }).1
        for source in [
            try SourceDocument(path: "a.txt", data: mark + data),
            try SourceDocument(path: "a.txt", data: mark + data, encoding: encoding),
        ] {
            #expect(source.encoding == encoding)
            #expect(source.textStart == 0)
            #expect(String(decoding: source.bytes, as: UTF8.self) == "A日👍")
        }
    }
    let marked = try SourceDocument(path: "a.txt", data: [0xEF, 0xBB, 0xBF, 0x61])
    #expect(marked.encoding == .utf8 && marked.textStart == 3 && marked.bytes.count == 4)
}

@Test func declarationsOfHTMLAndXMLDecide() throws {
    let sjis: [UInt8] = [0x93, 0xFA]  // 日, too short to tell by itself
    let heads: [(String, TextEncoding)] = [
        ("<meta charset=\"Shift_JIS\"><p>", .shiftJIS), ("<!-- charset=x --><META CHARSET=sjis><p>", .shiftJIS),
        (
            "<html><head><title>a</title><meta http-equiv=Content-Type content='text/html; charset=Windows-31J'><p>",
            .shiftJIS
        ),
        ("<?xml version='1.0' encoding='shift-jis'?><p>", .shiftJIS),
    ]
    for (head, wanted) in heads {
        let source = try SourceDocument(path: "a.html", data: Array(head.utf8) + sjis)
        #expect(source.encoding == wanted, "\(head)")
        let document = try ParserRegistry.standard.parse(source)
        #expect(document.blocks.last.map(document.content(of:)) == "日", "\(head)")
    }
    // What declares wrongly and is UTF-8 beyond doubt is UTF-8.
    #expect(try encoding(Array("<meta charset=shift_jis>日本語です".utf8), "a.html") == .utf8)
    #expect(try encoding(Array("<meta charset=utf-16>x".utf8), "a.html") == .utf8)
    let euc: [UInt8] = Array("<meta charset=euc-jp>".utf8) + [0xC3, 0xAB]  // 谷, which is é-like UTF-8 by chance
    #expect(try encoding(euc, "a.html") == .eucJP)
    #expect(throws: DocumentError.unknownEncoding(path: "a.html", declared: "gb2312")) {
        try SourceDocument(path: "a.html", data: Array("<meta charset=gb2312>".utf8) + [0xC4, 0xE3])
    }
}

@Test func clearTextsAreTold() throws {
    #expect(try encoding([0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA, 0x82, 0xCC, 0x95, 0xB6, 0x81, 0x42]) == .shiftJIS)
    #expect(try encoding([0xC6, 0xFC, 0xCB, 0xDC, 0xB8, 0xEC, 0xA4, 0xCE, 0xCA, 0xB8, 0xA1, 0xA3]) == .eucJP)
    let western = "Le caf\u{E9} d'\u{E0} c\u{F4}t\u{E9} \u{E9}tait ferm\u{E9}; \u{A3}5, na\u{EF}ve".unicodeScalars
    #expect(try encoding(western.map { UInt8(truncatingIfNeeded: $0.value) }) == .windows1252)
    #expect(try encoding([0x61, 0x00, 0x62, 0x00, 0x0A, 0x00]) == .utf16LittleEndian)
    #expect(try encoding([0x30, 0x42, 0x00, 0x0A, 0x65, 0xE5]) == .utf16BigEndian)
    #expect(try encoding(Array("plain ASCII".utf8)) == .utf8)
    #expect(try encoding([]) == .utf8)
}

@Test func whatIsNotClearIsRefused() {
    let unclear: [[UInt8]] = [
        [0xFF], [0xB1, 0xB2, 0xB3], [0xE9], [0xC4, 0xE3], [0x80, 0x81], [0x93, 0xFA], [0x61, 0xFF, 0xFE, 0x62],
        [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2, 0x20, 0xEC, 0xE8, 0xF0],  // Привет мир in windows-1251
    ]
    for data in unclear {
        #expect(throws: DocumentError.unknownEncoding(path: "a.txt", declared: nil), "\(data)") {
            try SourceDocument(path: "a.txt", data: data)
        }
    }
    #expect(throws: DocumentError.binary(path: "a.txt", offset: 4)) {
        try SourceDocument(path: "a.txt", data: [0x50, 0x4B, 0x03, 0x04, 0x00, 0x00, 0x07])
    }
    #expect(throws: DocumentError.self) {
        try SourceDocument(path: "a.txt", data: [0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00])
    }
}

@Test func cutAndWrongBytesAreRefusedWithTheirOffset() {
    let cases: [(TextEncoding, [UInt8], Int)] = [
        (.shiftJIS, [0x61, 0x93, 0xFA, 0x93], 3), (.shiftJIS, [0x61, 0x93, 0x20], 1), (.eucJP, [0xC6, 0xFC, 0xCB], 2),
        (.utf16LittleEndian, [0x41, 0x00, 0x42], 2), (.utf16LittleEndian, [0x41, 0x00, 0x4D, 0xDC], 2),
        (.utf16BigEndian, [0xFE, 0xFF, 0x00, 0x41, 0xD8, 0x3D], 4), (.windows1252, [0x61, 0x81], 1),
    ]
    for (encoding, data, offset) in cases {
        #expect(throws: DocumentError.undecodable(path: "a", encoding: encoding, offset: offset), "\(encoding) \(data)")
        {
            try SourceDocument(path: "a", data: data, encoding: encoding)
        }
    }
    #expect(throws: DocumentError.invalidUTF8(path: "a", offset: 1)) {
        try SourceDocument(path: "a", data: [0x61, 0xFF], encoding: .utf8)
    }
}

@Test func offsetsOfAConvertedFileCountItsTextInUTF8() throws {
    let data: [UInt8] = [0x93, 0xFA, 0x96, 0x7B, 0x82, 0xCC, 0x0A, 0x0A, 0x95, 0xB6, 0x81, 0x42]
    let source = try SourceDocument(path: "a.txt", data: data)
    let chunks = try RecursiveChunker(size: .characters(3)).chunks(of: ParserRegistry.standard.parse(source))
    #expect(chunks.map(\.range) == [0..<9, 11..<17])
    #expect(chunks.map(\.text) == ["日本の", "文。"])
}

@Test func japanesePassagesAreToldInEachOfTheirEncodings() throws {
    let texts = TestTexts.passages("jaquad").prefix(40)
    for text in texts {
        for encoding in [TextEncoding.shiftJIS, .eucJP, .utf16LittleEndian, .utf16BigEndian] {
            guard let data = TestTexts.encoded(text + "\n", in: encoding) else { continue }
            guard let source = try? SourceDocument(path: "a.txt", data: data) else {
                Issue.record("\(encoding): \(text)")
                continue
            }
            #expect(source.encoding == encoding, "\(text.prefix(40))")
            #expect(String(decoding: source.bytes, as: UTF8.self) == text + "\n")
        }
    }
}

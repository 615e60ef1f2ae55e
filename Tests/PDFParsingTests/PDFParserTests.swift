import Chunking
import Foundation
import PDFParsing
import TestSupport
import Testing

/// A PDF of one object a page with `text` in Helvetica on each, written by hand.
private func pdf(pages: [String]) -> [UInt8] {
    var body = "%PDF-1.4\n"
    var offsets: [Int] = []
    func object(_ text: String) {
        offsets.append(body.utf8.count)
        body += "\(offsets.count) 0 obj\n\(text)\nendobj\n"
    }
    let kids = pages.indices.map { "\(4 + $0 * 2) 0 R" }.joined(separator: " ")
    object("<< /Type /Catalog /Pages 2 0 R >>")
    object("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for (index, text) in pages.enumerated() {
        object(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Resources << /Font << /F 3 0 R >> >> "
                + "/Contents \(5 + index * 2) 0 R >>")
        let stream = text.isEmpty ? "0 0 100 100 re f" : "BT /F 12 Tf 50 300 Td (\(text)) Tj ET"
        object("<< /Length \(stream.utf8.count) >>\nstream\n\(stream)\nendstream")
    }
    let start = body.utf8.count
    body += "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { body += String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n" }
    body += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(body.utf8)
}

/// A file of `Fixtures`, whose README says how it was made.
private func fixture(_ name: String) throws -> [UInt8] {
    let folder = TestData.packageRoot.appendingPathComponent("Tests/PDFParsingTests/Fixtures")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
}

/// A program of the test's own in pdftotext's place.
private func tool(_ script: String) throws -> PopplerText {
    let file = try TestData.temporaryFolder().appendingPathComponent("tool.sh")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return PopplerText(tool: file.path)
}

@Suite(.enabled(if: PopplerText().isInstalled, "pdftotext is not installed; Scripts/setup.sh --test installs it"))
struct PDFParserTests {
    @Test func pagesAreKept() async throws {
        let data = pdf(pages: ["First page.", "", "Third page."])
        var parsers = ParserRegistry.standard
        parsers.register(PDFParser(), forExtensions: ["pdf"])
        let document = try await parsers.parse(path: "a.PDF", data: data)
        #expect(document.blocks.map(\.page) == [1, 3])
        #expect(document.warnings == [.pagesWithoutText([2], of: 3)])
        #expect(document.blocks.map(document.content(of:)) == ["First page.", "Third page."])
        let chunks = try RecursiveChunker(size: .characters(15)).chunks(of: document)
        #expect(chunks.map(\.text) == ["First page.", "Third page."])
    }

    @Test func whatCannotBeReadIsATypedError() async throws {
        let parser = PDFParser()
        await #expect(throws: DocumentError.withoutText(path: "i.pdf", pages: 2)) {
            try await parser.parse(path: "i.pdf", data: pdf(pages: ["", ""]))
        }
        let broken = [Array("%PDF-1.4\nnothing".utf8), Array(pdf(pages: ["x"]).prefix(60)), Array("hello".utf8), []]
        for data in broken {
            let error = await #expect(throws: DocumentError.self) { try await parser.parse(path: "b.pdf", data: data) }
            guard case .unreadable("b.pdf", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        await #expect(throws: DocumentError.missingTool(path: "a.pdf", tool: "pdftotext")) {
            let missing = PDFParser(extractor: PopplerText(tool: "/nowhere/pdftotext"))
            _ = try await missing.parse(path: "a.pdf", data: pdf(pages: ["x"]))
        }
    }

    @Test func pagesWithoutTextAreNamed() async throws {
        let pages = ["", "", "text", "", "text"] + [String](repeating: "", count: 3)
        let document = try await PDFParser().parse(path: "p.pdf", data: pdf(pages: pages))
        let warning = try #require(document.warnings.first)
        #expect(warning == .pagesWithoutText([1, 2, 4, 6, 7, 8], of: 8))
        #expect(warning.description.hasPrefix("pages 1-2, 4, 6-8 of 8 without text"))
        #expect(Cleanser([PageFurnitureRemoval(), ControlCharacterRemoval()]).clean(document).warnings == [warning])
        #expect(try await PDFParser().parse(path: "q.pdf", data: pdf(pages: ["a", "b"])).warnings.isEmpty)
    }

    @Test(arguments: ["aes256.pdf", "aes128.pdf"])
    func anEncryptedFileOpensByEitherPassword(name: String) async throws {
        let data = try fixture(name)
        for password in ["user", "owner"] {
            let document = try await PDFParser(password: password).parse(path: name, data: data)
            #expect(document.blocks.map(document.content(of:)) == ["A page behind a lock."])
        }
        await #expect(throws: DocumentError.encrypted(path: name)) {
            try await PDFParser().parse(path: name, data: data)
        }
        for password in ["", "User", "-v", "user "] {
            await #expect(throws: DocumentError.wrongPassword(path: name), "\(password)") {
                try await PDFParser(password: password).parse(path: name, data: data)
            }
        }
    }

    @Test func aPasswordHindersNoFileThatOpensWithout() async throws {
        let plain = try await PDFParser(password: "any").parse(path: "a.pdf", data: pdf(pages: ["x"]))
        #expect(plain.blocks.map(plain.content(of:)) == ["x"])
        // Poppler may have been built to refuse what its owner does not want copied.
        do {
            let document = try await PDFParser(password: "any").parse(path: "n.pdf", data: fixture("nocopy.pdf"))
            #expect(document.blocks.map(document.content(of:)) == ["A page behind a lock."])
        } catch let error as DocumentError {
            #expect(error == .encrypted(path: "n.pdf"))
        }
    }

    @Test func aRefusalOfTheProgramIsATypedError() async throws {
        for script in ["echo 'Command Line Error: Incorrect password' >&2; exit 1", "exit 3"] {
            let parser = PDFParser(extractor: try tool(script))
            await #expect(throws: DocumentError.encrypted(path: "e.pdf")) {
                try await parser.parse(path: "e.pdf", data: pdf(pages: ["x"]))
            }
        }
    }

    @Test func timeOutputAndTheTaskBoundTheProcess() async throws {
        let data = pdf(pages: ["x"])
        let slow = PDFParser(extractor: try tool("exec sleep 30"), limits: PDFLimits(time: 0.3))
        let clock = ContinuousClock()
        let time = await clock.measure {
            await #expect(throws: DocumentError.timedOut(path: "s.pdf", limit: 0.3)) {
                try await slow.parse(path: "s.pdf", data: data)
            }
        }
        #expect(time < .seconds(10))
        let endless = PDFParser(extractor: try tool("exec yes text"), limits: PDFLimits(time: 30, textBytes: 100_000))
        await #expect(throws: DocumentError.tooLarge(path: "l.pdf", limit: 100_000)) {
            try await endless.parse(path: "l.pdf", data: data)
        }
        let sleeping = PDFParser(extractor: try tool("exec sleep 30"))
        let task = Task { try await sleeping.parse(path: "c.pdf", data: data) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: DocumentError.cancelled(path: "c.pdf")) { try await task.value }
    }

    @Test func realFilesAreReadPageByPage() async throws {
        guard let folder = TestData.dataSet("pdf-misc"),
            let walk = FileManager.default.enumerator(atPath: folder.path)
        else { return }
        var read = 0
        for path in walk.compactMap({ $0 as? String }).filter({ $0.hasSuffix(".pdf") }).sorted() {
            let data = [UInt8](FileManager.default.contents(atPath: folder.path + "/" + path) ?? Data())
            let document: ParsedDocument
            do {
                document = try await PDFParser().parse(path: path, data: data)
            } catch {
                // Files of images only, broken or encrypted ones.
                switch error {
                case .withoutText, .encrypted, .unreadable: continue
                default: throw error
                }
            }
            read += 1
            let pages = document.blocks.map { $0.page ?? 0 }
            #expect(pages == pages.sorted() && pages.allSatisfy { $0 >= 1 }, "\(path)")
            for block in document.blocks {
                let before = document.source.bytes[..<block.range.lowerBound].count { $0 == 0x0C }
                #expect(block.page == before + 1, "\(path)")
            }
            for chunk in try RecursiveChunker(size: .characters(800), overlap: 80).chunks(of: document) {
                #expect(document.source.bytes[chunk.range].elementsEqual(chunk.text.utf8), "\(path)")
            }
        }
        #expect(read > 10)
    }
}

import ChainKit
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct AnswerPassTests {
    private let context = PackedContext(
        passages: [
            ContextPassage(number: 1, hit: hit("Index files are written aside and renamed in 3 steps.", path: "a.md")),
            ContextPassage(number: 2, hit: hit("The folder is synced after the rename. 索引は別名で書かれる。", path: "b.md")),
        ], boundary: "b", text: "", tokens: 0)

    /// The text that comes out of a post-processor, and the codes of its warnings.
    private func run(
        _ processor: any PostProcessor, _ pieces: [AnswerPiece]
    ) async throws -> (text: String, warnings: [ChainWarning]) {
        var pass = processor.begin(context: context)
        var out: [AnswerPiece] = []
        for piece in pieces { out += try await pass.process(piece) }
        out += try await pass.finish()
        var result = (text: "", warnings: [ChainWarning]())
        for piece in out {
            switch piece {
            case .text(let text), .quotation(let text), .data(let text): result.text += text
            case .warning(let warning): result.warnings.append(warning)
            case .citation, .removedCitation, .passages: break
            }
        }
        return result
    }

    private let personal = """
        Write to ada@example.org, bo@ex.de. Or call +49 30 1234567, (415) 555-0132: it is 2024 [1]. Pay to DE89 3704 0044 \
        0532 0130 00 or 4111 1111 1111 1111; see Project Falcon and TICKET-12.
        Next line, 3.5 times.
        """

    @Test(arguments: 0..<40)
    func anySplitIsMaskedAlike(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let patterns =
            TextPattern.personalData + [
                .words(["project falcon"], name: "secret"), .words(["falcon and"], name: "other"),
                try .regex("TICKET-[0-9]+", name: "ticket"),
            ]
        let mask = AnswerMask(patterns)
        let result = try await run(mask, split(personal, using: &generator).map { .text($0) })
        #expect(
            result.text == """
                Write to [EMAIL], [EMAIL]. Or call [PHONE], [PHONE]: it is 2024 [1]. Pay to [IBAN] or [CARD]; see [SECRET] \
                [TICKET].
                Next line, 3.5 times.
                """, "seed \(seed)")
        #expect(result.warnings.map(\.code) == [.answerMasked])
        #expect(
            result.warnings.map(\.message) == [
                "masked in the answer: 1 card, 2 email, 1 iban, 2 phone, 1 secret, 1 ticket"
            ])
    }

    @Test func onlyWhatMayBecomeAMatchIsHeldBack() async throws {
        var pass = AnswerMask(TextPattern.personalData).begin(context: context)
        #expect(try await pass.process(.text("Written aside, ")) == [.text("Written aside,")])
        #expect(try await pass.process(.text("then a")) == [.text(" then ")])
        #expect(try await pass.process(.text("da@example.org ")) == [.text("[EMAIL]")])
        #expect(try await pass.process(.text("[1]")) == [.text(" [1]")])
    }

    @Test func dataStaysJSONAndQuotationsAreMaskedToo() async throws {
        let mask = AnswerMask(TextPattern.personalData)
        let data = try await run(mask, [.data(#"{"mail": "ada@example.org", "card": 4111111111111111}"#)])
        #expect(data.text == #"{"mail":"[EMAIL]","card":4111111111111111}"#)
        #expect(try await run(mask, [.quotation("ada@exam"), .quotation("ple.org")]).text == "[EMAIL]")
        let clean = try await run(mask, [.text("Nothing "), .quotation("here")])
        #expect(clean.text == "Nothing here" && clean.warnings.isEmpty)
    }

    // MARK: Groundedness

    private let answer = """
        Index files are written aside [1]. Cats e.g. lions sleep all afternoon [2]. It is so.
        - The folder is synced after the rename. [2] 索引は別名で書かれる。猫は一日中眠る[2]。Renamed in 3 steps [1]!
        """

    @Test(arguments: 0..<40)
    func anySplitIsJudgedAlike(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let check = GroundednessCheck(atLeast: 0.5, action: .remove)
        let result = try await run(check, split(answer, using: &generator).map { .text($0) })
        #expect(
            result.text == """
                Index files are written aside [1]. It is so.
                - The folder is synced after the rename. [2] 索引は別名で書かれる。Renamed in 3 steps [1]!
                """, "seed \(seed)")
        #expect(result.warnings.map(\.code) == [.ungrounded, .ungrounded])
        #expect(
            result.warnings.first?.message == "grounded by 0.0, less than 0.5: Cats e.g. lions sleep all afternoon .")
    }

    @Test func flaggingChangesNothing() async throws {
        let result = try await run(GroundednessCheck(atLeast: 0.5), [.text(answer)])
        #expect(result.text == answer)
        #expect(result.warnings.count == 2)
        let strict = try await run(GroundednessCheck(atLeast: 1.01), [.text(answer)])
        #expect(strict.warnings.count == 6, "all but the sentence without words")
        let quoted = try await run(GroundednessCheck(atLeast: 1.01), [.quotation(answer), .data("{}")])
        #expect(quoted.warnings.isEmpty && quoted.text == answer + "{}")
    }

    @Test func scoresAreSharesOfWordsOrCosines() async throws {
        let check = GroundednessCheck()
        #expect(
            try await check.score(of: "Files renamed twice, 3 times", by: ["file", "It renamed files 3"]) == 3.0 / 5)
        #expect(try await check.score(of: "It is.", by: ["x"]) == nil)
        let model = HashingEmbeddingModel(dimension: 64)
        let same = GroundednessCheck(by: .similarity(model))
        let score = try #require(try await same.score(of: "index files", by: ["nothing", "index files"]))
        #expect(abs(score - 1) < 1e-6)
    }

    @Test func aSentenceThatIsRemovedTakesItsCitationsWithIt() async throws {
        var chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits),
            generator: ChatGenerator(
                model: ScriptedModel(["Index files are written aside [1]. Cats sleep", " all afternoon [2].", " [9]"])))
        chain.postProcessors = [GroundednessCheck(action: .remove), CitationCheck(), SourceList()]
        let answer = try await chain.answer("q")
        #expect(answer.text == "Index files are written aside [1]. \n\nSources:\n[1] a.md › Guide")
        #expect(answer.citations.map(\.number) == [1] && answer.warnings.map(\.code) == [.ungrounded])
    }

    // MARK: Sources

    @Test func theListOfSourcesFollowsTheCitations() async throws {
        var chain = RAGChain(
            retriever: FixedRetriever(hits: threeHits),
            generator: ChatGenerator(model: ScriptedModel(["B [2], a [1][9]."])))
        chain.postProcessors.append(SourceList(title: "From"))
        #expect(try await chain.answer("q").text == "B [2], a [1].\n\nFrom:\n[1] a.md › Guide\n[2] b.md › Guide")
        chain.generator = FixedAnswer("None.")
        #expect(try await chain.answer("q").text == "None.")
    }
}

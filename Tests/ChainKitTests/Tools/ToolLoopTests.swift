import ChainKit
import ModelServing
import Retriever
import Synchronization
import Testing

@Suite struct ToolLoopTests {
    struct City: Codable, Sendable { var name: String }
    struct Failure: Error, CustomStringConvertible { let description = "no forecast" }

    private let weather = Result {
        try FunctionTool("weather", "The weather in a city.", descriptions: ["name": "the city's"]) { (city: City) in
            guard city.name != "Atlantis" else { throw Failure() }
            // The first call ends last.
            try await Task.sleep(for: .milliseconds(city.name == "Kyoto" ? 60 : 1))
            return ToolOutput("rain in \(city.name)")
        }
    }

    private func chain(_ loop: ToolLoop, hits: [SearchHit] = threeHits) -> RAGChain {
        RAGChain(retriever: FixedRetriever(hits: hits), generator: loop)
    }

    @Test func callsRunAtTheSameTimeAndTheirOutputsComeInOrder() async throws {
        let model = ReplyingModel([
            .calls([("weather", #"{"name": "Kyoto"}"#), ("weather", #"{"name": "Oslo"}"#)], text: "I look."),
            .text("It rains [1]."),
        ])
        let loop = ToolLoop(model: model, tools: [try weather.get()])
        let answer = try await chain(loop).answer("q")
        #expect(answer.text == "I look.\n\nIt rains [1]." && answer.warnings.isEmpty)
        #expect(answer.citations.map(\.path) == ["a.md"])
        let messages = try #require(model.requests.last?.messages)
        #expect(messages.suffix(2).map(\.content) == ["rain in Kyoto", "rain in Oslo"])
        #expect(messages.suffix(2).map(\.toolCallID) == ["call_0", "call_1"])
        #expect(messages.dropLast(2).last?.toolCalls.count == 2)
        #expect(
            model.requests.first?.tools.first?.parameters.json["properties"]?["name"]?["description"] == "the city's")
        #expect(
            answer.trace.root.first(named: "generation")?.children.map(\.name) == [
                "chat replying", "execute_tool weather", "execute_tool weather", "chat replying",
            ])
        // Which of them begins first is not said.
        let inputs = answer.trace.root.first(named: "generation")?.children.compactMap(\.inputs) ?? []
        #expect(inputs.contains(.string(#"{"name": "Kyoto"}"#)) && inputs.contains(.string(#"{"name": "Oslo"}"#)))
        #expect(answer.trace.requests.map(\.prompt) == ["grounded_agent@1", "grounded_agent@1"])
        #expect(answer.usage == TokenUsage(inputTokens: 20, outputTokens: 2))
    }

    @Test func whatGoesWrongGoesBackToTheModel() async throws {
        let model = ReplyingModel([
            .calls([
                ("unknown", "{}"), ("weather", #"{"city": 1}"#), ("weather", "no JSON"),
                ("weather", #"{"name": "Atlantis"}"#),
            ]),
            .text("I do not know."),
        ])
        let answer = try await chain(ToolLoop(model: model, tools: [try weather.get()])).answer("q")
        #expect(answer.text == "I do not know.")
        #expect(answer.warnings.map(\.code) == [.toolFailed, .toolFailed, .toolFailed, .toolFailed])
        let outputs = try #require(model.requests.last?.messages.suffix(4).map(\.content))
        #expect(outputs[0] == "Error: there is no tool unknown; there are weather")
        #expect(outputs[1] == "Error: the arguments do not fit: name is missing")
        #expect(outputs[2].hasPrefix("Error: the arguments do not fit: the text cannot be read"))
        #expect(outputs[3] == "Error: no forecast")
    }

    @Test func passagesThatAToolFindsAreNumberedOnAndCited() async throws {
        let found = FixedRetriever(hits: [threeHits[1], hit("Tools find this.", path: "found.md")])
        let model = ReplyingModel([
            .calls([("search", #"{"query": "tools"}"#), ("search", #"{"query": "again"}"#)]),
            .text("Found [4], synced [2], not [5]."),
        ])
        var chain = chain(ToolLoop(model: model, tools: [RetrievalTool(found)]))
        chain.retrieval.filter = Column("audience") == "public"
        let answer = try await chain.answer("q", options: ChainOptions(filter: Column("lang") == "en"))
        #expect(answer.text == "Found [4], synced [2], not.")
        #expect(answer.citations.map(\.path) == ["found.md", "b.md"] && answer.removedCitations == 1)
        let both = Column("audience") == "public" && Column("lang") == "en"
        #expect(found.asked.all.map(\.options.filter) == [both, both])
        let output = try #require(model.requests.last?.messages.last?.content)
        #expect(output.contains("number=\"2\" source=\"b.md") && output.contains("number=\"4\" source=\"found.md"))
        let first = try #require(model.requests.first?.messages.last?.content.prefix { $0 != " " })
        #expect(!output.contains(String(first) + " "), "its boundary is its own")
    }

    @Test func groundednessKnowsThePassagesOfTools() async throws {
        let found = FixedRetriever(hits: [hit("Penguins swim quickly.", path: "found.md")])
        let model = ReplyingModel([.calls([("search", #"{"query": "x"}"#)]), .text("Penguins swim quickly [4].")])
        var chain = chain(ToolLoop(model: model, tools: [RetrievalTool(found)]))
        chain.postProcessors = [GroundednessCheck(action: .remove), CitationCheck()]
        #expect(try await chain.answer("q").text == "Penguins swim quickly [4].")
    }

    // MARK: Limits

    @Test func turnsAreBoundedAndTheLastOneMustAnswer() async throws {
        let call = GenerationResponse.calls([("weather", #"{"name": "Oslo"}"#)])
        let obedient = ReplyingModel { request, _ in request.toolChoice == ToolChoice.none ? .text("Rain.") : call }
        let tools = [try weather.get()]
        let answer = try await chain(ToolLoop(model: obedient, tools: tools, limits: ToolLimits(turns: 3))).answer("q")
        #expect(answer.text == "Rain." && obedient.requests.count == 3)
        #expect(answer.warnings.map(\.code) == [.toolLimitReached])

        let stubborn = ReplyingModel([call])
        let error = await #expect(throws: ChainError.self) {
            try await self.chain(ToolLoop(model: stubborn, tools: tools, limits: ToolLimits(turns: 3))).answer("q")
        }
        #expect(error?.underlying as? ToolLoopError == .noAnswer(turns: 3, calls: 2))
        #expect(stubborn.requests.count == 3)
    }

    @Test func callsAreBoundedInNumberAtOnceAndInTime() async throws {
        let running = Mutex((now: 0, most: 0, all: 0))
        let slow = try FunctionTool("slow", "Takes a while.") { (city: City) in
            running.withLock { state in
                state.now += 1
                state.all += 1
                state.most = max(state.most, state.now)
            }
            try await Task.sleep(for: city.name == "hang" ? .seconds(3_600) : .milliseconds(20))
            running.withLock { $0.now -= 1 }
            return ToolOutput("done")
        }
        let model = ReplyingModel([
            .calls((0..<9).map { _ in ("slow", #"{"name": "x"}"#) }), .text("So."),
        ])
        let limits = ToolLimits(calls: 7, parallelCalls: 2)
        let answer = try await chain(ToolLoop(model: model, tools: [slow], limits: limits)).answer("q")
        #expect(answer.warnings.map(\.code) == [.toolFailed, .toolFailed, .toolLimitReached])
        let state = running.withLock { $0 }
        #expect(state.all == 7 && state.most == 2)
        let outputs = try #require(model.requests.last?.messages.suffix(9).map(\.content))
        #expect(outputs.prefix(7).allSatisfy { $0 == "done" })
        #expect(outputs.suffix(2).allSatisfy { $0.hasPrefix("Error: no further call") })

        let hanging = ReplyingModel([.calls([("slow", #"{"name": "hang"}"#)]), .text("So.")])
        let short = ToolLimits(callTime: .milliseconds(30))
        let late = try await chain(ToolLoop(model: hanging, tools: [slow], limits: short)).answer("q")
        #expect(late.text == "So." && late.warnings.map(\.code) == [.toolFailed])
        #expect(hanging.requests.last?.messages.last?.content.contains("took longer") == true)
    }

    @Test func aLongOutputIsCutBetweenCharacters() async throws {
        let long = try FunctionTool("long", "Says much.") { (city: City) in
            ToolOutput(String(repeating: "索", count: 100))
        }
        let model = ReplyingModel([.calls([("long", #"{"name": ""}"#)]), .text("So.")])
        _ = try await chain(ToolLoop(model: model, tools: [long], limits: ToolLimits(outputBytes: 100))).answer("q")
        let output = try #require(model.requests.last?.messages.last?.content)
        #expect(output == String(repeating: "索", count: 33) + "\n(cut: 300 bytes in all)")
    }

    // MARK: Approval

    @Test func aPersonApprovesDeniesOrChangesEachCall() async throws {
        let model = ReplyingModel([
            .calls(["Kyoto", "Oslo", "Rome"].map { ("weather", #"{"name": "\#($0)"}"#) }), .text("So."),
        ])
        let loop = ToolLoop(model: model, tools: [try weather.get()]) { call in
            if call.arguments.contains("Kyoto") { return .deny(reason: "not today") }
            return call.arguments.contains("Rome") ? .replace(arguments: #"{"name": "Bonn"}"#) : .approve
        }
        let answer = try await chain(loop).answer("q")
        #expect(
            model.requests.last?.messages.suffix(3).map(\.content) == [
                "Error: the call was not allowed: not today", "rain in Oslo", "rain in Bonn",
            ])
        #expect(answer.warnings.map(\.code) == [.toolFailed])
    }

    @Test func withoutToolsOrCallsItIsAChat() async throws {
        let model = ReplyingModel(always: "Aside [1].")
        let answer = try await chain(ToolLoop(model: model, tools: [], limits: ToolLimits(turns: 1))).answer("q")
        #expect(answer.text == "Aside [1]." && answer.warnings.isEmpty)
    }

    // MARK: Cancellation

    @Test(arguments: [true, false])
    func cancellingEndsToolsAndAnswerAtOnce(heedsCancellation: Bool) async throws {
        let wasCancelled = Mutex(false)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let tool = try FunctionTool("hang", "Never ends.") { (city: City) in
            start.yield()
            await withTaskCancellationHandler {
                if heedsCancellation {
                    try? await Task.sleep(for: .seconds(3_600))
                } else {
                    await withCheckedContinuation { continuation in
                        Task.detached {
                            try? await Task.sleep(for: .seconds(2))
                            continuation.resume()
                        }
                    }
                }
            } onCancel: {
                wasCancelled.withLock { $0 = true }
            }
            return ToolOutput("late")
        }
        let model = ReplyingModel([.calls([("hang", #"{"name": ""}"#)])])
        let chain = chain(ToolLoop(model: model, tools: [tool]))
        #expect(try await fastestCancellation(of: chain, onceBegun: started) < .milliseconds(50))
        for _ in 0..<100 where !wasCancelled.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
        #expect(wasCancelled.withLock { $0 })
    }
}

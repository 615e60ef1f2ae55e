import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct FunctionRegistryTests {
    struct City: Codable, Sendable { var name: String }
    struct Forecast: Codable, Sendable { var degrees: Double, sky: String? }
    struct Failure: Error, CustomStringConvertible { let description = "no thermometer" }

    private func withStore(_ body: (Store) async throws -> Void) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(try Store(at: folder))
    }

    private func register(_ name: ObjectName, _ comment: String?, in functions: FunctionRegistry) throws {
        try functions.register(name, comment, descriptions: ["name": "the city's"]) { (city: City) in
            guard city.name != "Atlantis" else { throw Failure() }
            return Forecast(degrees: 21.5, sky: city.name == "Oslo" ? "grey / wide" : nil)
        }
    }

    @Test func aFunctionOfTheCatalogIsCalledAsATool() async throws {
        try await withStore { store in
            let functions = FunctionRegistry(in: store)
            try register("support.weather", "The weather in a city, now.", in: functions)
            let object = try store.object("support.weather", kind: .function)
            #expect(object.comment == "The weather in a city, now.")
            let definition = try JSON(text: try #require(object.definition))
            #expect(definition["parameters"]?["properties"]?["name"]?["description"] == "the city's")
            #expect(definition["returns"]?["required"] == ["degrees"])

            let model = ReplyingModel([
                .calls([
                    ("main__support__weather", #"{"name": "Oslo"}"#), ("main__support__weather", #"{"town": 1}"#),
                    ("main__support__weather", #"{"name": "Atlantis"}"#),
                ]),
                .text("It is grey [1]."),
            ])
            let chain = RAGChain(
                retriever: FixedRetriever(hits: threeHits),
                generator: ToolLoop(model: model, tools: try functions.tools("support.weather")))
            let answer = try await chain.answer("q")
            #expect(answer.warnings.map(\.code) == [.toolFailed, .toolFailed])
            let sent = try #require(model.requests.first?.tools.first)
            #expect(
                sent.description == "The weather in a city, now." && sent.parameters.json == definition["parameters"])
            #expect(
                model.requests.last?.messages.suffix(3).map(\.content) == [
                    #"{"degrees":21.5,"sky":"grey / wide"}"#, "Error: the arguments do not fit: name is missing",
                    "Error: no thermometer",
                ])
        }
    }

    @Test func registeringAgainChangesTheCatalogOnlyWhereItSaysSomethingElse() async throws {
        try await withStore { store in
            for _ in 0..<3 { try register("weather", "The weather.", in: FunctionRegistry(in: store)) }
            #expect(try store.auditLog().filter { $0.kind == .function }.map(\.action) == [.create])
            // The catalog's comment is what models read, also when it was changed there.
            try store.setComment("Better words.", on: "weather")
            let functions = FunctionRegistry(in: store)
            try register("weather", nil, in: functions)
            #expect(try functions.tools("weather").first?.definition.description == "Better words.")
            try store.setComment("Still better.", on: "weather")
            #expect(try functions.tools("weather").first?.definition.description == "Still better.")
            try register("weather", "Of the code.", in: functions)
            #expect(try functions.tools("weather").first?.definition.description == "Of the code.")
        }
    }

    @Test func namesWithoutCodeAreRefusedBeforeAnythingIsAsked() async throws {
        try await withStore { store in
            let functions = FunctionRegistry(in: store)
            #expect(throws: FunctionError.noComment("weather")) { try register("weather", nil, in: functions) }
            #expect(try store.objects(kind: .function).isEmpty)
            try register("weather", "The weather.", in: functions)
            // Another process has no code for it.
            #expect(throws: FunctionError.notRegistered("main.default.weather")) {
                try FunctionRegistry(in: store).tools("weather")
            }
            let missing = #expect(throws: StoreError.self) { try functions.tools("weather", "wether") }
            #expect(missing?.code == .objectNotFound)
            // One that another program has made into something else.
            try store.createObject(.function, "weather", definition: "{}", replaces: true)
            #expect(throws: FunctionError.otherDefinition("weather")) { try functions.tools("weather") }
            try store.drop("weather", kind: .function)
            #expect(throws: StoreError.self) { try functions.tools("weather") }
        }
    }

    @Test func namesForModelsAreThoseThatServersTake() async throws {
        try await withStore { store in
            let functions = FunctionRegistry(in: store)
            let long = try ObjectName(parsing: "tools.\(String(repeating: "x", count: 80))")
            let other = try ObjectName(parsing: "other.\(String(repeating: "x", count: 80))")
            let names: [ObjectName] = ["a-b.wëather_2", long]
            for name in names + [other] { try register(name, "The weather.", in: functions) }
            let tools = try functions.tools(names).map(\.definition.name)
            #expect(tools == ["main__a-b__w_ather_2", String(repeating: "x", count: 64)])
            #expect(throws: FunctionError.sameToolName(long, other)) { try functions.tools([long, other]) }
        }
    }
}

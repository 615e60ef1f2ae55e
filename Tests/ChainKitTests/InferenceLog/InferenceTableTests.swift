import ChainKit
import Foundation
import ModelServing
import Retriever
import TestSupport
import Testing

@Suite struct InferenceTableTests {
    private func chain(_ model: ScriptedModel, recorder: any TraceRecorder) -> RAGChain {
        RAGChain(
            retriever: FixedRetriever(hits: threeHits), generator: ChatGenerator(model: model), recorder: recorder)
    }

    /// Runs `body` with a new folder, and removes it.
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test func theExactPromptIsReadBackAfterARestart() async throws {
        try await withFolder { folder in
            let model = ScriptedModel(["Aside [1][9]."])
            let answer: ChainAnswer
            do {
                let store = try Store(at: folder)
                let chain = chain(model, recorder: try InferenceTable(in: store))
                answer = try await chain.answer("how \u{0} \"e\u{301}\" / 索引?", options: ChainOptions(requester: "ada"))
                #expect(answer.warnings.isEmpty)
                try store.close()
            }
            let log = try InferenceTable(in: try Store(at: folder))
            let trace = try #require(try log.trace(id: answer.trace.id))
            #expect(trace == answer.trace)
            let sent = try #require(model.requests.first?.messages)
            let read = try #require(trace.prompt)
            #expect(read.map { Array($0.content.utf8) } == sent.map { Array($0.content.utf8) })
            #expect(try log.trace(id: "another") == nil)

            let row = try #require(try log.table.rows().first)
            #expect(row["status"] == "ok" && row["requester"] == "ada" && row["model"] == "scripted")
            #expect(row["request"] == "how \u{FFFD} \"e\u{301}\" / 索引?")
            #expect(row["response"] == "Aside [1].")
            #expect(row["error"] == .null && row["logging_error_codes"] == .array([]))
            #expect((row["execution_duration_ms"]?.realValue ?? 0) > 0)
            let age = try #require(row["request_time"]?.timestampValue).timeIntervalSinceNow
            #expect(age <= 0 && age > -60)
        }
    }

    @Test func everyCallHasOneRowFailuresAndCancellationsToo() async throws {
        try await withFolder { folder in
            let log = try InferenceTable(in: try Store(at: folder))
            _ = try await chain(ScriptedModel(["x"]), recorder: log).answer("good")
            let failing = ScriptedModel(["Half "], ending: .failure(ModelError(.timedOut, "too slow")))
            await #expect(throws: ChainError.self) { try await self.chain(failing, recorder: log).answer("bad") }
            let hanging = chain(ScriptedModel(["One "], ending: .hang(heedsCancellation: true)), recorder: log)
            for try await event in hanging.stream("left") { if case .text = event { break } }
            for _ in 0..<200 where try log.table.count() < 3 { try await Task.sleep(for: .milliseconds(10)) }

            let rows = try log.table.rows(orderedBy: [.ascending("request_time")])
            #expect(rows.map { $0["request"] } == ["good", "bad", "left"])
            #expect(rows.map { $0["status"] } == ["ok", "error", "cancelled"])
            #expect(rows[1]["error"] == "too slow" && rows[1]["response"] == "Half")
            let id = try #require(rows[1]["databricks_request_id"]?.textValue)
            #expect(try log.trace(id: id)?.prompt == failing.requests.first?.messages)
        }
    }

    @Test func aHundredParallelCallsHaveAHundredRows() async throws {
        try await withFolder { folder in
            let log = try InferenceTable(in: try Store(at: folder))
            let chain = chain(ScriptedModel(["Fine [2]."]), recorder: log)
            let answers = try await withThrowingTaskGroup(of: ChainAnswer.self) { group in
                for number in 0..<100 { group.addTask { try await chain.answer("q\(number)") } }
                return try await group.reduce(into: [ChainAnswer]()) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.warnings.isEmpty })
            #expect(try log.table.count() == 100)
            for answer in answers { #expect(try log.trace(id: answer.trace.id) == answer.trace) }
        }
    }

    @Test func fieldsBeyondTheCapAreLeftOutWithACode() async throws {
        try await withFolder { folder in
            let log = try InferenceTable(in: try Store(at: folder), maximumFieldBytes: 100)
            let answer = try await chain(ScriptedModel(["short"]), recorder: log)
                .answer(String(repeating: "long ", count: 50))
            #expect(answer.warnings.isEmpty)
            let row = try #require(try log.table.rows().first)
            #expect(row["request"] == .null && row["trace"] == .null && row["response"] == "short")
            #expect(
                row["logging_error_codes"] == .array(["MAX_REQUEST_SIZE_EXCEEDED", "MAX_TRACE_SIZE_EXCEEDED"]))
            #expect(throws: InferenceTableError.notKept(id: answer.trace.id, limit: 100)) {
                try log.trace(id: answer.trace.id)
            }
        }
    }

    @Test func aStoreThatCannotBeWrittenIsAWarning() async throws {
        try await withFolder { folder in
            let store = try Store(at: folder)
            let log = try InferenceTable(in: store)
            let chain = chain(ScriptedModel(["Fine."]), recorder: log)
            _ = try await chain.answer("q", options: ChainOptions(traceID: "same"))
            let again = try await chain.answer("q", options: ChainOptions(traceID: "same"))
            #expect(again.text == "Fine." && again.warnings.map(\.code) == [.recordingFailed])
            try store.close()
            let closed = try await chain.answer("q")
            #expect(closed.text == "Fine." && closed.warnings.map(\.code) == [.recordingFailed])
        }
    }

    /// As the first version made them, and the second, which had more columns.
    @Test(arguments: [1, 2, 3]) func aTableOfAnEarlierVersionIsGivenTodaysColumns(version: Int) async throws {
        try await withFolder { folder in
            let store = try Store(at: folder)
            var columns: [TableSchema.Column] = [
                .text("request_id"), .timestamp("request_time"), .text("status"), .text("error", isNullable: true),
                .real("execution_duration_ms"), .text("request", isNullable: true),
                .text("response", isNullable: true), .text("model", isNullable: true),
                .text("requester", isNullable: true), .text("trace", isNullable: true),
                .text("logging_error_codes", isNullable: true),
            ]
            if version > 1 {
                columns += [
                    .text("client_request_id", isNullable: true), .date("request_date", isNullable: true),
                    .integer("status_code", isNullable: true), .real("sampling_fraction", isNullable: true),
                ]
            }
            let table = try store.createTable(
                "inference", schema: TableSchema(columns: columns, primaryKey: "request_id"))
            let codes: [Value] = [
                .null, "MAX_REQUEST_SIZE_EXCEEDED", "MAX_REQUEST_SIZE_EXCEEDED,MAX_TRACE_SIZE_EXCEEDED",
            ]
            for (number, code) in codes.enumerated() {
                try table.insert([
                    [
                        "request_id": .text("old\(number)"),
                        "request_time": .timestamp(Date(timeIntervalSince1970: Double(number))), "status": "ok",
                        "execution_duration_ms": .real(1), "logging_error_codes": code,
                    ]
                ])
            }
            // A crash between two steps: the next opening goes on.
            if version == 3 {
                try store.renameColumn("request_id", to: "databricks_request_id", of: "inference")
                try store.renameColumn("logging_error_codes", to: "logging_error_code_texts", of: "inference")
            }
            let log = try InferenceTable(in: store)
            let model = ScriptedModel(["x"], ending: .failure(ModelError(.rateLimited, "wait", status: 429)))
            let options = ChainOptions(clientRequestID: "mine")
            await #expect(throws: ChainError.self) {
                try await self.chain(model, recorder: log).answer("q", options: options)
            }
            let rows = try InferenceTable(in: store).table.rows(orderedBy: [.ascending("request_time")])
            #expect(rows.map { $0["status_code"] } == [.null, .null, .null, .integer(429)])
            #expect(rows.map { $0["client_request_id"] } == [.null, .null, .null, "mine"])
            #expect(rows.prefix(3).map { $0["databricks_request_id"] } == ["old0", "old1", "old2"])
            #expect(
                rows.map { $0["logging_error_codes"] } == [
                    .array([]), .array(["MAX_REQUEST_SIZE_EXCEEDED"]),
                    .array(["MAX_REQUEST_SIZE_EXCEEDED", "MAX_TRACE_SIZE_EXCEEDED"]), .array([]),
                ])
            #expect(rows[3]["sampling_fraction"] == .real(1))
            let today = try #require(rows[3]["request_time"]?.timestampValue).ISO8601Format().prefix(10)
            #expect(rows[3]["request_date"] == .date(try #require(CalendarDate(String(today)))))
            #expect(try store.check().isEmpty)
        }
    }

    @Test func aFractionOfTheCallsHasRows() async throws {
        try await withFolder { folder in
            let store = try Store(at: folder)
            let trace = try await chain(ScriptedModel(["x"]), recorder: InMemoryTraceRecorder()).answer("q").trace
            let tables = try ["a", "b"].map { try InferenceTable(in: store, name: $0, samplingFraction: 0.25) }
            let none = try InferenceTable(in: store, name: "none", samplingFraction: 0)
            for number in 0..<400 {
                var trace = trace
                trace.id = "call \(number)"
                for table in tables + [none] { try await table.record(trace) }
            }
            let ids = try tables.map { Set(try $0.table.rows().map { $0["databricks_request_id"] }) }
            // Four standard deviations of a fair draw are 35.
            #expect((65...135).contains(ids[0].count) && ids[0] == ids[1], "\(ids[0].count)")
            #expect(try none.table.count() == 0)
        }
    }

    @Test func anotherTableIsNotTakenForALog() async throws {
        try await withFolder { folder in
            let store = try Store(at: folder)
            try store.createTable("pages", schema: TableSchema(columns: [.text("id")], primaryKey: "id"))
            #expect(throws: InferenceTableError.otherSchema("pages")) { try InferenceTable(in: store, name: "pages") }
        }
    }
}

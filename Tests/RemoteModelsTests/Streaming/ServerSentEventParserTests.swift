import RemoteModels
import Testing

struct ServerSentEventParserTests {
    private static let stream = """
        \u{FEFF}: a comment\r\nid: 7\r\nevent: greeting\r\ndata: Grüße\r\ndata:  zwei 🌍\r\n\r\nretry: 10\ndata\n\n\
        data:{"a":"日本語"}\r\rdata: [DONE]\n\n
        """
    private static let events = [
        ServerSentEvent(name: "greeting", data: "Grüße\n zwei 🌍"), ServerSentEvent(name: nil, data: ""),
        ServerSentEvent(name: nil, data: "{\"a\":\"日本語\"}"), ServerSentEvent(name: nil, data: "[DONE]"),
    ]

    private func parse(_ pieces: [ArraySlice<UInt8>], limit: Int = 1000) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser(maximumEventBytes: limit)
        var events: [ServerSentEvent] = []
        for piece in pieces { events += try parser.consume(piece) }
        if let last = try parser.finish() { events.append(last) }
        return events
    }

    @Test func everySplitIntoTwoPiecesGivesTheSameEvents() throws {
        let bytes = Array(Self.stream.utf8)
        for split in 0...bytes.count {
            #expect(try parse([bytes[..<split], bytes[split...]]) == Self.events, "split at \(split)")
        }
    }

    @Test func singleBytesGiveTheSameEvents() throws {
        let bytes = Array(Self.stream.utf8)
        #expect(try parse(bytes.indices.map { bytes[$0...$0] }) == Self.events)
    }

    @Test func randomPiecesGiveTheSameEvents() throws {
        let bytes = Array(Self.stream.utf8)
        for seed in UInt64(1)...200 {
            var state = seed
            var pieces: [ArraySlice<UInt8>] = []
            var start = 0
            while start < bytes.count {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let end = min(bytes.count, start + Int(state >> 60))
                pieces.append(bytes[start..<end])
                start = end
            }
            #expect(try parse(pieces) == Self.events, "seed \(seed)")
        }
    }

    @Test func anEventIsGivenAsSoonAsItsBlankLineIsThere() throws {
        var parser = ServerSentEventParser(maximumEventBytes: 100)
        #expect(try parser.consume(Array("data: a\n".utf8)).isEmpty)
        #expect(try parser.consume(Array("\n".utf8)) == [ServerSentEvent(name: nil, data: "a")])
    }

    @Test func aStreamThatEndsWithoutItsBlankLineGivesItsLastEvent() throws {
        #expect(try parse([Array("data: [DONE]".utf8)[...]]) == [ServerSentEvent(name: nil, data: "[DONE]")])
        #expect(try parse([Array("data: [DONE]\n".utf8)[...]]) == [ServerSentEvent(name: nil, data: "[DONE]")])
    }

    @Test func commentsAndEmptyStreamsGiveNothing() throws {
        #expect(try parse([]).isEmpty)
        #expect(try parse([Array(": ping\n\n: ping\n\nevent: x\n\n".utf8)[...]]).isEmpty)
    }

    @Test func anEventOverTheLimitIsAnErrorInOneLineOrInMany() {
        let long = Array(("data: " + String(repeating: "x", count: 200) + "\n\n").utf8)
        let many = Array(String(repeating: "data: xxxxxxxxx\n", count: 20).utf8)
        for bytes in [long, many] {
            #expect(throws: ServerSentEventError.eventTooLarge(limit: 100)) { try parse([bytes[...]], limit: 100) }
        }
    }

    @Test func bytesThatAreNotUTF8AreAnError() {
        let bytes = Array("data: a".utf8) + [0xFF, 0xFE] + Array("\n\n".utf8)
        #expect(throws: ServerSentEventError.invalidUTF8) { try parse([bytes[...]]) }
    }
}

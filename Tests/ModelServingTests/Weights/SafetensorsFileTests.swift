import Foundation
import ModelServing
import TestSupport
import Testing

struct SafetensorsFileTests {
    private static func open(_ data: Data) throws -> SafetensorsFile {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).safetensors")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try SafetensorsFile(contentsOf: file)
    }

    @Test func valuesOfEveryFloatTypeAreRead() throws {
        // 1, -2, 0.5 as F32, BF16 and F16; and the smallest and largest of F16
        let body = Data(
            [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F] + [0x80, 0x3F, 0, 0xC0, 0, 0x3F]
                + [0, 0x3C, 0, 0xC0, 0, 0x38, 1, 0, 0xFF, 0x7B])
        let header = """
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"b":{"dtype":"BF16","shape":[1,3],"data_offsets":[12,18]},\
            "c":{"dtype":"F16","shape":[5],"data_offsets":[18,28]}}
            """
        let file = try Self.open(TinyModel.file(header: header, body: body))
        #expect(file.names == ["a", "b", "c"])
        #expect(try file.values("a", shape: [3]) == [1, -2, 0.5])
        #expect(try file.values("b", shape: [1, 3]) == [1, -2, 0.5])
        #expect(try file.values("c", shape: [5]) == [1, -2, 0.5, 0x1p-24, 65504])
        #expect(throws: ModelError.self) { try file.values("a", shape: [1, 3]) }
        #expect(throws: ModelError.self) { try file.values("d", shape: [3]) }
    }

    @Test func aFileCutAtAnyPlaceIsRefused() throws {
        let whole = TinyModel().safetensors
        _ = try Self.open(whole)
        for length in Array(stride(from: 0, to: whole.count, by: 97)) + Array(0..<40) + [whole.count - 1] {
            #expect(throws: ModelError.self, "\(length) bytes") { try Self.open(whole.prefix(length)) }
        }
        #expect(throws: ModelError.self) { try Self.open(whole + Data([0])) }
    }

    @Test func absurdHeadersAreRefused() throws {
        let body = Data(count: 16)
        for header in [
            "", "[]", "{", "{}", "null", "{\"a\":1}", "{\"a\":{}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,17]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[16,0]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[-4,12]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,1e300]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[-4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[4.5],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[9007199254740992,9007199254740992],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"X4\",\"shape\":[4],\"data_offsets\":[0,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]},\"b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[4,16]}}",
            String(repeating: "[", count: 100_000),
            String(repeating: "{\"a\":", count: 100_000),
        ] {
            #expect(throws: ModelError.self, "\(header.prefix(120))") {
                try Self.open(TinyModel.file(header: header, body: body))
            }
        }
        for length in [UInt64.max, UInt64(Int64.max), 1 << 63, 1 << 40, 9] {
            let data = withUnsafeBytes(of: length.littleEndian) { Data($0) } + Data("{}".utf8)
            #expect(throws: ModelError.self, "\(length)") { try Self.open(data) }
        }
    }

    /// No flipped byte of the header may crash, and none may change the values unnoticed except by renaming.
    @Test func everyFlippedHeaderByteIsRefusedOrHarmless() throws {
        let whole = TinyModel().safetensors
        let length = Int(whole[0]) | Int(whole[1]) << 8
        let folder = try TestData.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try TinyModel().write(to: folder)
        let expected = try SentenceEncoder(contentsOf: folder).embed(["the red fox"])
        var refused = 0
        for place in stride(from: 0, to: 8 + length, by: 3) {
            var damaged = whole
            damaged[place] ^= UInt8(1 << (place % 8))
            try damaged.write(to: folder.appendingPathComponent("model.safetensors"))
            do throws(ModelError) {
                let encoder = try SentenceEncoder(contentsOf: folder)
                #expect(try encoder.embed(["the red fox"]) == expected, "byte \(place)")
            } catch {
                refused += 1
            }
        }
        #expect(refused > length / 6)
    }

    @Test func valuesThatAreNotNumbersAreRefused() throws {
        for bits in [Float.nan, .infinity, -.infinity] {
            var model = TinyModel()
            model.tensors["encoder.layer.0.output.dense.weight"]?.values[5] = bits
            try TinyModelTests.withFolder(model) { folder in
                let error = try #require(throws: ModelError.self) { try SentenceEncoder(contentsOf: folder) }
                #expect(error.code == .invalidModel)
            }
        }
    }
}

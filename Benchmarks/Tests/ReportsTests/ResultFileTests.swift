import Foundation
import Reports
import Testing

/// Lines as `ann --json` writes them.
enum SampleLines {
    static func point(
        engine: String = "tessera", index: String = "hnsw", vectors: Int = 1000, threads: Int = 1, ef: Int,
        recall: Double,
        cpuQPS: Double, distances: Double? = nil
    ) -> String {
        let counted = distances.map { #""distances": \#($0), "# } ?? ""
        return #"{"engine": "\#(engine)", "index": "\#(index)", "parameters": {"m": 16, "efSearch": \#(ef)}, "#
            + #""dataSet": "set", "vectors": \#(vectors), "dimension": 8, "metric": "l2", "k": 10, "recall": \#(recall), "#
            + #""qps": \#(cpuQPS * 0.9), "cpuQPS": \#(cpuQPS), \#(counted)"buildSeconds": 2, "buildCPUSeconds": 4, "#
            + #""bytesPerVector": 200, "threads": \#(threads), "cpu": "C", "instructionSet": "avx2", "commit": "abc"}"#
    }

    static func file(_ lines: [String]) throws -> ResultFile {
        try ResultFile(name: "x", text: lines.joined(separator: "\n") + "\n")
    }
}

struct ResultFileTests {
    @Test func linesOfOtherKindsArePassedOver() throws {
        let file = try SampleLines.file([
            SampleLines.point(ef: 10, recall: 0.9, cpuQPS: 100), "",
            #"{"engine": "tessera", "atRecall": {"0.95": {}}}"#, #"{"ndcg@10": 0.6}"#,
            #"{"roof": "read", "instructionSet": "avx2", "data": "L1", "bytesPerSecond": 1e11}"#,
        ])
        #expect(file.points.count == 1 && file.roofs.count == 1 && file.kernels.isEmpty)
        #expect(file.points[0].parameters["efSearch"] == 10 && file.points[0].label == "tessera hnsw")
        #expect(file.points[0].distances == nil)
    }

    @Test(arguments: [
        ("{", "no JSON object"), ("[1]", "no JSON object"),
        (#"{"recall": 1, "parameters": {}}"#, "'engine' is missing"),
        (#"{"recall": "high", "parameters": {}}"#, "'recall' is not of its type"),
    ]) func aDamagedLineIsNamed(line: String, reason: String) throws {
        let error = #expect(throws: ResultError.self) {
            _ = try SampleLines.file([SampleLines.point(ef: 10, recall: 0.9, cpuQPS: 100), line])
        }
        #expect(error?.description.contains("x, line 2") == true)
    }

    @Test func speedsAreComparedAtEqualRecall() throws {
        let file = try SampleLines.file([
            SampleLines.point(ef: 10, recall: 0.9, cpuQPS: 40_000),
            SampleLines.point(ef: 50, recall: 1, cpuQPS: 10_000),
            SampleLines.point(engine: "hnswlib", ef: 10, recall: 0.9, cpuQPS: 20_000),
            SampleLines.point(engine: "hnswlib", ef: 50, recall: 1, cpuQPS: 5_000),
        ])
        let text = file.markdown(charts: ["Charts/x.svg"])
        // Half way between the points, the mean of the logarithms; the build's ratio is that of equals.
        #expect(
            text.contains("| tessera hnsw | 200 | 40,000 | 2.00 | 20,000 | 2.00 | 11,500 | 2.00 | 4.00 | 1.00 |"),
            "\(text)")
        #expect(text.contains("| hnswlib | 200 | 20,000 | 1.00 | 10,000 | 1.00 |"), "\(text)")
        #expect(text.contains("C; avx2; commit abc.") && text.contains("(Charts/x.svg)"))
    }

    @Test func growthIsSetAgainstThatOfTheLogarithm() throws {
        // From 100 to 10,000 the logarithm doubles; so does the time, and the distances grow by half.
        let file = try SampleLines.file([
            SampleLines.point(vectors: 100, ef: 64, recall: 0.95, cpuQPS: 10_000, distances: 100),
            SampleLines.point(vectors: 10_000, ef: 64, recall: 0.95, cpuQPS: 5_000, distances: 150),
        ])
        let text = file.markdown(charts: [])
        #expect(text.contains("| of a query | 100 | 10,000 | growth | of log n: 2.00 |"), "\(text)")
        #expect(text.contains("| tessera hnsw | CPU µs at recall .95 | 100 | 200 | 2.00 | 1.00 |"), "\(text)")
        #expect(text.contains("| tessera hnsw | distances at efSearch 64 | 100 | 150 | 1.50 | 0.75 |"), "\(text)")
        #expect(Set(file.charts.map(\.name)) == ["x-time.svg", "x-distances.svg"])
    }

    @Test func threadsAreComparedByWallTime() throws {
        let file = try SampleLines.file([
            SampleLines.point(threads: 1, ef: 64, recall: 0.95, cpuQPS: 10_000),
            SampleLines.point(threads: 2, ef: 64, recall: 0.95, cpuQPS: 19_000),
        ])
        let text = file.markdown(charts: [])
        #expect(
            text.contains("| tessera hnsw | 9,000 | 17,100 | 1.90 | 2.00 | 2.00 | 1.00 | 0.950 / 0.950 |"), "\(text)")
        #expect(file.charts.isEmpty)
    }

    @Test func kernelsShareARowByKernelAndDimension() throws {
        func kernel(_ engine: String, _ set: String, _ nanoseconds: Double) -> String {
            #"{"engine": "\#(engine)", "kernel": "dot_scan", "instructionSet": "\#(set)", "dimension": 96, "data": "L1", "#
                + #""nanoseconds": \#(nanoseconds), "bytesPerSecond": 1e9\#(engine == "tessera" ? #", "ofRoof": 0.5"# : "")}"#
        }
        let file = try SampleLines.file([
            kernel("tessera", "avx512", 4), kernel("tessera", "avx2", 5.25), kernel("simsimd", "haswell", 12),
            #"{"roof": "multiply-adds", "instructionSet": "avx512", "perSecond": 5e10}"#,
            #"{"roof": "read", "instructionSet": "avx512", "data": "L1", "bytesPerSecond": 2e11}"#,
        ])
        let text = file.markdown(charts: [])
        #expect(
            text.contains("| from L1: kernel | dimension | avx512 ns (of roof) | avx2 ns (of roof) | simsimd ns"),
            "\(text)")
        #expect(text.contains("| dot_scan | 96 | 4.00 (0.50) | 5.25 (0.50) | 12.0 |"), "\(text)")
        #expect(text.contains("| avx512 | 50.0 | 200 |"), "\(text)")
    }

    @Test func aDocumentKeepsWhatIsNotBetweenMarkers() throws {
        let text =
            "a\n<!-- results: one -->\nold\nolder\n<!-- end of results -->\nb\n<!-- results: two -->\n<!-- end of results -->\n"
        var marked = MarkedText(text)
        #expect(try marked.replace("one", with: "new\n"))
        #expect(try !marked.replace("three", with: "new"))
        let once = marked.text
        #expect(
            once
                == "a\n<!-- results: one -->\n\nnew\n\n<!-- end of results -->\nb\n<!-- results: two -->\n<!-- end of results -->\n"
        )
        #expect(try marked.replace("one", with: "new\n"))
        #expect(marked.text == once)
        var open = MarkedText("<!-- results: one -->\n<!-- results: two -->\n<!-- end of results -->")
        #expect(throws: ResultError.self) { try open.replace("one", with: "") }
    }
}

import Foundation
import Reports
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct ChartTests {
    private func chart(_ names: [String], scattered: Bool = false) -> Chart {
        let series = names.enumerated().map { number, name in
            Chart.Series(
                name, [(0.9, 1000 * Double(number + 1)), (0.99, 100 * Double(number + 1))], isPeer: number > 0,
                isScattered: scattered)
        }
        let all = series.flatMap(\.points)
        return Chart(
            title: "A & B", subtitle: "<set>", x: Axis("recall", .nines, holding: all.map(\.x)),
            y: Axis("speed", .logarithmic, holding: all.map(\.y)), series: series)
    }

    /// The elements' names and attributes, by a parser that is not ours.
    private final class Reader: NSObject, XMLParserDelegate {
        var elements: [(name: String, attributes: [String: String])] = []
        var text = ""
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements.append((name, attributes)) }
        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }

    private func read(_ svg: String) throws -> Reader {
        let parser = XMLParser(data: Data(svg.utf8))
        let reader = Reader()
        parser.delegate = reader
        try #require(parser.parse(), "\(svg)")
        return reader
    }

    @Test func everySeriesIsDrawnWithinTheFrameAndNamed() throws {
        let names = ["tessera hnsw", "hnswlib <0.6>", "faiss & \"co\""]
        let page = try read(chart(names).svg)
        #expect(page.elements.first?.name == "svg")
        // A line each, and one each in the legend.
        let lines = page.elements.filter { $0.name == "polyline" }
        #expect(lines.count == 2 * names.count)
        for line in lines {
            for pair in try #require(line.attributes["points"]).split(separator: " ") {
                let numbers = pair.split(separator: ",").compactMap { Double($0) }
                #expect(numbers.count == 2 && (70...760).contains(numbers[0]) && (64...384).contains(numbers[1]))
            }
        }
        for name in names + ["A & B", "<set>"] { #expect(page.text.contains(name), "\(name)") }
        for word in ["tessera hnsw", "recall", "speed", ".99"] { #expect(page.text.contains(word), "\(word)") }
        #expect(page.elements.filter { $0.name == "g" && $0.attributes["class"]?.contains("peer") == true }.count == 4)
    }

    @Test func theSameFiguresGiveTheSameBytes() {
        #expect(chart(["a", "b"]).svg == chart(["a", "b"]).svg)
        #expect(chart(["a", "b"]).svg != chart(["a", "c"]).svg)
    }

    @Test func higherSpeedIsFurtherUpAndHigherRecallFurtherRight() throws {
        let page = try read(chart(["a"]).svg)
        let points = try #require(page.elements.first { $0.name == "polyline" }?.attributes["points"])
        let places = points.split(separator: " ").map { $0.split(separator: ",").compactMap { Double($0) } }
        #expect(places.count == 2 && places[0][0] < places[1][0] && places[0][1] < places[1][1])
    }

    @Test func namesDoNotCoverOneAnotherAndStayOnThePage() throws {
        for count in [1, 3, 15, 25] {
            let series = (0..<count).map { Chart.Series("n\($0)", [(100, 5)], isPeer: false, isScattered: true) }
            let svg = Chart(
                title: "t", subtitle: "s", x: Axis("x", .linear, holding: [100]),
                y: Axis("y", .logarithmic, holding: [5]), series: series
            ).svg
            let page = try read(svg)
            let heights = page.elements.filter { $0.name == "text" && $0.attributes["class"] == "name" }
                .compactMap { $0.attributes["y"].flatMap(Double.init) }
            #expect(heights.count == count && zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 13 })
            #expect(heights.allSatisfy { $0 < 440 })
            // Marks that stand alone have no lines, in the legend neither.
            #expect(!page.elements.contains { $0.name == "polyline" })
        }
    }

    @Test func ticksLieInOrderWithinTheAxis() {
        for (axis, expected) in [
            (Axis("", .logarithmic, holding: [900, 60_000]), ["1000", "2000", "5000", "10k", "20k", "50k"]),
            (
                Axis("", .logarithmic, holding: [0.001, 1e6]),
                ["0.001", "0.01", "0.1", "1", "10", "100", "1000", "10k", "100k", "1M"]
            ),
            (Axis("", .linear, holding: [0, 3456]), ["0", "1000", "2000", "3000"]),
            (Axis("", .nines, holding: [0.88, 0.9992]), [".9", ".95", ".98", ".99", ".995", ".998", ".999"]),
        ] {
            #expect(axis.ticks.map(\.label) == expected)
            let places = axis.ticks.map { axis.fraction($0.value) }
            #expect(places == places.sorted() && places.allSatisfy { (0...1).contains($0) })
        }
        // Equal steps of nines are equally far apart.
        let nines = Axis("", .nines, holding: [0.9, 0.999])
        #expect(abs(nines.fraction(0.99) - (nines.fraction(0.9) + nines.fraction(0.999)) / 2) < 1e-9)
    }

    @Test func emptyAndSingleFiguresMakeAChart() throws {
        for points in [[], [(0.9, 100.0)], [(1.0, 100.0), (.nan, 5)]] as [[(x: Double, y: Double)]] {
            let series = Chart.Series("a", points, isPeer: false)
            let svg = Chart(
                title: "t", subtitle: "s", x: Axis("x", .nines, holding: series.points.map(\.x)),
                y: Axis("y", .logarithmic, holding: series.points.map(\.y)), series: [series]
            ).svg
            _ = try read(svg)
            #expect(!svg.contains("nan") && !svg.contains("inf"), "\(points)")
        }
    }
}

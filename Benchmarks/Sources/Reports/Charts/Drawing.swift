import Foundation

/// SVG elements one after another, readable on a light and on a dark page.
struct Drawing {
    private var elements: [String] = []
    private let head: String

    /// Colours for a light page and for a dark one; the same hue stands for the same series on both.
    private static let colours = [
        ("#1864ab", "#74c0fc"), ("#d9480f", "#ffa94d"), ("#2b8a3e", "#69db7c"), ("#9c36b5", "#e599f7"),
        ("#c92a2a", "#ff8787"), ("#0b7285", "#66d9e8"), ("#846a00", "#ffd43b"), ("#5f3dc4", "#b197fc"),
        ("#495057", "#ced4da"), ("#a61e4d", "#faa2c1"),
    ]

    init(width: Double, height: Double, title: String) {
        func rules(_ dark: Bool) -> String {
            let (ink, faint, page) = dark ? ("#e6edf3", "#484f58", "#0d1117") : ("#1f2328", "#d0d7de", "#ffffff")
            let series = Self.colours.enumerated().map { ".s\($0){color:\(dark ? $1.1 : $1.0)}" }.joined()
            return "text{fill:\(ink)}.grid,.frame{stroke:\(faint)}.page{fill:\(page)}.peer .mark{fill:\(page)}" + series
        }
        let size = "\(Self.number(width)) \(Self.number(height))"
        head = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" width="\(Self.number(width))" \
            height="\(Self.number(height))" role="img" aria-label="\(Self.escaped(title))">
            <style>
            text{font:12px system-ui,sans-serif}.title{font-size:15px;font-weight:600}.note{opacity:.8}
            .middle{text-anchor:middle}.end{text-anchor:end}.grid{stroke-width:.5}
            .frame,.curve{fill:none}.curve{stroke:currentColor;stroke-width:2;stroke-linejoin:round}
            .mark{fill:currentColor;stroke:currentColor;stroke-width:1.5}.peer .curve{stroke-dasharray:5 3;stroke-width:1.5}
            \(rules(false))
            @media (prefers-color-scheme:dark){\(rules(true))}
            </style>
            <rect class="page" width="\(Self.number(width))" height="\(Self.number(height))"/>
            """
    }

    var finished: String { ([head] + elements + ["</svg>"]).joined(separator: "\n") + "\n" }

    mutating func open(series: Int, isPeer: Bool) {
        elements.append("<g class=\"s\(series % Self.colours.count)\(isPeer ? " peer" : "")\">")
    }

    mutating func close() { elements.append("</g>") }

    mutating func text(_ text: String, _ x: Double, _ y: Double, _ style: String) {
        elements.append(
            "<text class=\"\(style)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\">\(Self.escaped(text))</text>")
    }

    mutating func sideways(_ text: String, _ x: Double, _ y: Double) {
        let place = "\(Self.number(x)) \(Self.number(y))"
        elements.append(
            "<text class=\"axis middle\" transform=\"translate(\(place)) rotate(-90)\">\(Self.escaped(text))</text>")
    }

    mutating func rule(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        let ends = [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)]
        elements.append("<line class=\"grid\"" + ends.map { " \($0)=\"\(Self.number($1))\"" }.joined() + "/>")
    }

    mutating func frame(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        let sides = [("x", x), ("y", y), ("width", width), ("height", height)]
        elements.append("<rect class=\"frame\"" + sides.map { " \($0)=\"\(Self.number($1))\"" }.joined() + "/>")
    }

    mutating func line(through places: [(x: Double, y: Double)]) {
        guard places.count > 1 else { return }
        let points = places.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
        elements.append("<polyline class=\"curve\" points=\"\(points)\"/>")
    }

    /// A circle, square, triangle or diamond, so that colour is not all that tells series apart.
    mutating func mark(_ series: Int, _ x: Double, _ y: Double) {
        let corners: [(Double, Double)] =
            switch series % 4 {
            case 0: []
            case 1: [(-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5)]
            case 2: [(0, -4.5), (4.2, 3.2), (-4.2, 3.2)]
            default: [(0, -4.8), (4.8, 0), (0, 4.8), (-4.8, 0)]
            }
        if corners.isEmpty {
            elements.append("<circle class=\"mark\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"3.8\"/>")
        } else {
            let points = corners.map { "\(Self.number(x + $0)),\(Self.number(y + $1))" }.joined(separator: " ")
            elements.append("<polygon class=\"mark\" points=\"\(points)\"/>")
        }
    }

    /// A tenth of a pixel; whole numbers without their point.
    static func number(_ value: Double) -> String {
        let text = String(format: "%.1f", value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // XML 1.0 has no place for other control characters.
            case _ where scalar.value < 0x20: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

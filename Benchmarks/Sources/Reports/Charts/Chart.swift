import Foundation

/// A chart of lines and marks, written as SVG: the same figures give the same bytes.
package struct Chart: Sendable {
    package struct Series: Sendable {
        package let name: String
        package let points: [(x: Double, y: Double)]
        /// Drawn dashed, with hollow marks.
        package let isPeer: Bool
        /// Marks that stand alone, instead of a line.
        package let isScattered: Bool

        package init(_ name: String, _ points: [(x: Double, y: Double)], isPeer: Bool, isScattered: Bool = false) {
            self.name = name
            self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
            self.isPeer = isPeer
            self.isScattered = isScattered
        }
    }

    package let title: String
    package let subtitle: String
    package let x: Axis
    package let y: Axis
    package let series: [Series]

    package init(title: String, subtitle: String, x: Axis, y: Axis, series: [Series]) {
        self.title = title
        self.subtitle = subtitle
        self.x = x
        self.y = y
        self.series = series.filter { !$0.points.isEmpty }
    }

    // The page, in pixels; the legend has the right-hand part.
    private static let size = (width: 860.0, height: 440.0)
    private static let plot = (left: 70.0, top: 64.0, right: 560.0, bottom: 384.0)

    private func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
        let plot = Self.plot
        return (
            plot.left + x.fraction(point.x) * (plot.right - plot.left),
            plot.bottom - y.fraction(point.y) * (plot.bottom - plot.top)
        )
    }

    package var svg: String {
        var drawing = Drawing(width: Self.size.width, height: Self.size.height, title: title)
        drawing.text(title, 20, 26, "title")
        drawing.text(subtitle, 20, 46, "note")
        drawAxes(in: &drawing)
        for (number, series) in series.enumerated() {
            drawing.open(series: number, isPeer: series.isPeer)
            let places = series.points.map(place)
            if !series.isScattered { drawing.line(through: places) }
            for place in places { drawing.mark(number, place.x, place.y) }
            drawing.close()
        }
        drawLegend(in: &drawing)
        return drawing.finished
    }

    private func drawAxes(in drawing: inout Drawing) {
        let plot = Self.plot
        for tick in x.ticks {
            let at = plot.left + x.fraction(tick.value) * (plot.right - plot.left)
            drawing.rule(at, plot.top, at, plot.bottom)
            drawing.text(tick.label, at, plot.bottom + 18, "tick middle")
        }
        for tick in y.ticks {
            let at = plot.bottom - y.fraction(tick.value) * (plot.bottom - plot.top)
            drawing.rule(plot.left, at, plot.right, at)
            drawing.text(tick.label, plot.left - 8, at + 4, "tick end")
        }
        drawing.frame(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top)
        drawing.text(x.title, (plot.left + plot.right) / 2, plot.bottom + 42, "axis middle")
        drawing.sideways(y.title, 20, (plot.top + plot.bottom) / 2)
    }

    private func drawLegend(in drawing: inout Drawing) {
        // Many names stand closer, so that all of them are on the page.
        let step = min(22, (Self.size.height - Self.plot.top - 20) / Double(max(series.count, 1)))
        for (number, series) in series.enumerated() {
            let at = (x: Self.plot.right + 20, y: Self.plot.top + 10 + Double(number) * step)
            drawing.open(series: number, isPeer: series.isPeer)
            if !series.isScattered { drawing.line(through: [at, (at.x + 28, at.y)]) }
            drawing.mark(number, at.x + 14, at.y)
            drawing.close()
            drawing.text(series.name, at.x + 36, at.y + 4, "name")
        }
    }
}

import Foundation

/// A chart's axis: which value lies where, and which values are named.
package struct Axis: Sendable {
    package enum Scale: Sendable {
        case linear
        case logarithmic
        /// Recall by its nines: 0.9, 0.99 and 0.999 are equally far apart.
        case nines
    }

    package let title: String
    package let scale: Scale
    package let range: ClosedRange<Double>

    /// An axis that holds all the values; a logarithmic one has room for positive values alone.
    package init(_ title: String, _ scale: Scale, holding values: some Sequence<Double>) {
        self.title = title
        self.scale = scale
        let positions = values.map { Self.position($0, scale) }.filter(\.isFinite)
        let low = positions.min() ?? 0, high = positions.max() ?? 1
        switch scale {
        // An axis from 0 shows how many times as much; a little room keeps marks off the frame.
        case .linear: range = 0...max(high * 1.05, 1e-9)
        case .logarithmic, .nines:
            let room = max(0.04 * (high - low), 0.03)
            range = (low - room)...(high + room)
        }
    }

    /// Where the axis puts a value, before it is scaled to the page.
    static func position(_ value: Double, _ scale: Scale) -> Double {
        switch scale {
        case .linear: value
        case .logarithmic: log10(value)
        // Of a few thousand answers not one would be missing: nothing beyond is told apart.
        case .nines: -log10(1 - min(value, 0.9996))
        }
    }

    /// From 0 at the axis's start to 1 at its end.
    package func fraction(_ value: Double) -> Double {
        (Self.position(value, scale) - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    /// The named values within the range.
    package var ticks: [(value: Double, label: String)] {
        candidates.filter { (0...1).contains(fraction($0)) }.map { ($0, label($0)) }
    }

    private var candidates: [Double] {
        switch scale {
        case .nines: return [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995]
        case .linear:
            let rough = range.upperBound / 5
            let power = pow(10, log10(rough).rounded(.down))
            let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
            return (0...10).map { Double($0) * step }
        case .logarithmic:
            let decades = Int(range.lowerBound.rounded(.down))...Int(range.upperBound.rounded(.up))
            let wide = range.upperBound - range.lowerBound > 3
            return decades.flatMap { decade in
                // Divided by a power where the exponent is negative, so that 0.001 is the nearest number to it.
                (wide ? [1.0] : [1, 2, 5]).map {
                    decade < 0 ? $0 / pow(10, Double(-decade)) : $0 * pow(10, Double(decade))
                }
            }
        }
    }

    private func label(_ value: Double) -> String {
        switch scale {
        case .nines: String(String(format: "%.4f", value).dropFirst().reversed().drop { $0 == "0" }.reversed())
        case .linear, .logarithmic: Self.short(value)
        }
    }

    /// Such as 20k, 1.5M or 0.05.
    static func short(_ value: Double) -> String {
        let (scaled, unit) = value >= 1e6 ? (value / 1e6, "M") : value >= 1e4 ? (value / 1e3, "k") : (value, "")
        let text = String(format: "%.3g", scaled)
        // %g falls back to an exponent from four digits on.
        return (text.contains("e") ? String(format: "%.0f", scaled) : text) + unit
    }
}

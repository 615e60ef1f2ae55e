import CEncoderKernels

/// The weights of y = x · Wᵀ + bias as a file has them. Products of the same x may be one: their outputs lie one behind the
/// other's.
struct LinearSource: Sendable {
    let inputs: Int
    /// (outputs)
    let bias: [Float]
    private let file: SafetensorsFile
    private let parts: [SafetensorsFile.FloatTensor]

    var outputs: Int { bias.count }

    /// - Parameters:
    ///   - names: What the file names the parts, whose weights are (outputs, inputs) each.
    ///   - outputs: Those of one part.
    /// - Throws: ``ModelError``: a tensor that is missing or of another shape or type, a bias that is not finite.
    init(_ file: SafetensorsFile, _ names: [String], inputs: Int, outputs: Int) throws(ModelError) {
        var parts: [SafetensorsFile.FloatTensor] = []
        var bias: [Float] = []
        for name in names {
            parts.append(try file.tensor(name + ".weight", shape: [outputs, inputs]))
            bias += try file.values(name + ".bias", shape: [outputs])
        }
        self.file = file
        self.parts = parts
        self.bias = bias
        self.inputs = inputs
    }

    /// Calls `body` with the weights of some outputs after those of others, (outputs, inputs) row-major, until all were there.
    ///
    /// - Throws: ``ModelError`` for weights that are not finite.
    func forEachPart(_ body: (UnsafePointer<Float>, Range<Int>) -> Void) throws(ModelError) {
        // As much as the second cache holds, in whole panels.
        let step = max(LinearSource.pieceElements / inputs / LinearSource.panel, 1) * LinearSource.panel
        var first = 0
        for part in parts {
            let count = part.count / inputs
            for block in (0..<count).cut(into: step * LinearSource.pieces) {
                for rows in block.cut(into: step) {
                    try file.withValues(of: part, rows.lowerBound * inputs..<rows.upperBound * inputs) {
                        body($0, first + rows.lowerBound..<first + rows.upperBound)
                    }
                }
                file.drop(part, block.lowerBound * inputs..<block.upperBound * inputs)
            }
            first += count
        }
    }

    private static let pieceElements = 1 << 17
    /// Pieces whose pages are given back together.
    private static let pieces = 2
    private static let panel = Int(TESSERA_PANEL)
}

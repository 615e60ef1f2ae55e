/// One batch on its way through an encoder's layers.
struct EncoderPass {
    /// Tokens of each sequence.
    let lengths: [Int]
    /// Tokens of all sequences.
    let rows: Int
    let scratch: EncoderScratch
    /// Who shares the steps.
    let team: ThreadTeam

    init(_ lengths: [Int], _ scratch: EncoderScratch, _ team: ThreadTeam = .alone) {
        self.lengths = lengths
        rows = lengths.reduce(0, +)
        self.scratch = scratch
        self.team = team
    }

    var longest: Int { lengths.max() ?? 0 }

    /// A step between products that takes rows by themselves; few are not worth dividing.
    func divideRows(_ body: @escaping (Range<Int>) -> Void) {
        team.divide(rows, by: 16) { part, _ in body(part) }
    }

    /// A step over the heads of all sequences: `body` is given the heads of one sequence, and its first row and length.
    func divideHeads(
        _ heads: Int, _ body: @escaping (_ row: Int, _ length: Int, _ heads: Range<Int>, _ member: Int) -> Void
    ) {
        team.divide(lengths.count * heads) { [lengths] part, member in
            var row = 0
            for (sequence, length) in lengths.enumerated() {
                let own = part.clamped(to: sequence * heads..<(sequence + 1) * heads)
                if !own.isEmpty {
                    body(row, length, own.lowerBound - sequence * heads..<own.upperBound - sequence * heads, member)
                }
                row += length
            }
        }
    }
}

import CKeywordKernels

/// Frequencies with the least lengths they come with: whatever k1 and b are, no posting scores more than one of these points.
///
/// Only points that no other one beats are kept, the highest frequency first. A code of 255 stands for any frequency from there on.
struct ImpactFrontier {
    /// A frequency's code, and a ``LengthCode``.
    private(set) var points: [(frequency: UInt8, length: UInt8)] = []

    init() {}

    init(frequencies: ArraySlice<UInt32>, lengths: (Int) -> UInt32) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { least in
            least.initialize(repeating: 255)
            var highest = 0
            for index in frequencies.indices {
                let frequency = Int(min(frequencies[index], 255))
                least[frequency] = min(least[frequency], LengthCode.code(of: lengths(index)))
                highest = max(highest, frequency)
            }
            var shortest: UInt8 = 255
            for frequency in stride(from: highest, through: 1, by: -1)
            where least[frequency] < shortest || frequency == highest {
                shortest = least[frequency]
                points.append((UInt8(frequency), shortest))
            }
        }
    }

    /// Takes in what another has.
    mutating func formUnion(_ other: ImpactFrontier) {
        let all = (points + other.points).sorted { ($0.frequency, 255 - $0.length) > ($1.frequency, 255 - $1.length) }
        points.removeAll(keepingCapacity: true)
        for point in all where points.last.map({ point.length < $0.length }) ?? true { points.append(point) }
    }

    /// The same bound in fewer points: of two neighbours the higher frequency with the lesser length stands for both.
    func limited(to most: Int) -> ImpactFrontier {
        var limited = self
        while limited.points.count > most {
            var place = 0
            var least = Double.infinity
            for index in 0..<limited.points.count - 1 {
                let ratio = Double(limited.points[index].frequency) / Double(limited.points[index + 1].frequency)
                if ratio < least { (place, least) = (index, ratio) }
            }
            limited.points[place].length = limited.points[place + 1].length
            limited.points.remove(at: place + 1)
        }
        return limited
    }

    /// Two bytes a point, the last one again where there are fewer than a number.
    func append(to bytes: inout [UInt8], count: Int) {
        let limited = limited(to: count).points
        for index in 0..<count {
            let point = limited[min(index, limited.count - 1)]
            bytes.append(point.frequency)
            bytes.append(point.length)
        }
    }

    /// The highest share that points allow.
    @inline(__always)
    static func bound(_ points: UnsafePointer<UInt8>, count: Int, _ scale: inout tessera_term_scale) -> Int32 {
        var bound: Int32 = 0
        var former: UInt16 = 0
        for index in 0..<count {
            let (frequency, length) = (points[2 * index], points[2 * index + 1])
            let point = UInt16(frequency) << 8 | UInt16(length)
            if point == former { break }
            former = point
            let share =
                frequency == 255
                ? 1 + Int32(scale.weight) : tessera_share(&scale, UInt32(frequency), LengthCode.length(of: length))
            bound = max(bound, share)
        }
        return bound
    }

    /// The highest frequency and the least length that a point stands for.
    @inline(__always)
    static func limit(_ points: UnsafePointer<UInt8>, _ place: Int) -> (frequency: UInt32, length: UInt32) {
        let frequency = points[2 * place]
        return (frequency == 255 ? .max : UInt32(frequency), LengthCode.length(of: points[2 * place + 1]))
    }

    /// Whether points allow a posting, or all that another point stands for.
    @inline(__always)
    static func covers(
        _ posting: (frequency: UInt32, length: UInt32), _ points: UnsafePointer<UInt8>, count: Int
    ) -> Bool {
        for place in 0..<count {
            let limit = limit(points, place)
            if limit.frequency >= posting.frequency && limit.length <= posting.length { return true }
        }
        return false
    }
}

/// Numbers in base 36 with blanks between, as tables are written into source code.
package struct NumberList: IteratorProtocol {
    private let data: StaticString
    private var position = 0

    package init(_ data: StaticString) {
        self.data = data
    }

    package mutating func next() -> UInt32? {
        data.withUTF8Buffer { bytes in
            while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
            if position == bytes.count { return nil }
            var value: UInt32 = 0
            while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
                let byte = bytes[position]
                value = value &* 36 &+ UInt32(byte < 0x3A ? byte - 0x30 : byte - 0x61 + 10)
                position += 1
            }
            return value
        }
    }

    /// The scalars of runs, each given as a gap behind the run before and a length.
    package static func runs(_ data: StaticString) -> [Range<UInt32>] {
        var numbers = NumberList(data)
        var runs: [Range<UInt32>] = []
        var end: UInt32 = 0
        while let gap = numbers.next(), let length = numbers.next() {
            runs.append(end + gap..<end + gap + length)
            end += gap + length
        }
        return runs
    }
}

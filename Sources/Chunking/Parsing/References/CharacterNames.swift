/// The named character references of the HTML standard, all 2,231 of them.
///
/// The data is one text, of which a table of places by the names' hashes is made at the first look.
struct CharacterNames {
    static let html = CharacterNames()

    private var names: [UInt8] = []
    /// Where each name begins; one more than there are names.
    private var starts: [UInt16] = [0]
    private var values: [CharacterReference.Scalars] = []
    /// So many of the names count without their semicolon.
    private let oldCount: Int
    /// Numbers of names, one more each, by hash; 0 where there is none. Twice as many places as names.
    private var slots = [UInt16](repeating: 0, count: 4096)

    private init() {
        Self.read(Self.oldData, &names, &starts, &values)
        oldCount = values.count
        Self.read(Self.newData, &names, &starts, &values)
        for number in values.indices {
            var slot = Self.hash(names[Int(starts[number])..<Int(starts[number + 1])])
            while slots[slot % slots.count] != 0 { slot += 1 }
            slots[slot % slots.count] = UInt16(number + 1)
        }
    }

    /// What a name means, its semicolon left out; nil if it is none.
    func scalars(_ name: ArraySlice<UInt8>) -> CharacterReference.Scalars? {
        number(name).map { values[$0] }
    }

    /// What a name means that no semicolon follows; nil if it is none or needs one.
    func scalarsWithoutSemicolon(_ name: ArraySlice<UInt8>) -> CharacterReference.Scalars? {
        number(name).flatMap { $0 < oldCount ? values[$0] : nil }
    }

    static let longestName = 31
    /// Of those that need no semicolon.
    static let longestOldName = 6

    private func number(_ name: ArraySlice<UInt8>) -> Int? {
        var slot = Self.hash(name)
        while true {
            let number = Int(slots[slot % slots.count]) - 1
            if number < 0 { return nil }
            if names[Int(starts[number])..<Int(starts[number + 1])] == name { return number }
            slot += 1
        }
    }

    private static func hash(_ name: ArraySlice<UInt8>) -> Int {
        var hash: UInt32 = 0
        for byte in name { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(hash >> 12)
    }

    /// Reads names and their scalars, all parted by blanks.
    private static func read(
        _ data: StaticString, _ names: inout [UInt8], _ starts: inout [UInt16],
        _ values: inout [CharacterReference.Scalars]
    ) {
        var isName = true
        for word in Array(data.description.utf8).split(separator: UInt8(ascii: " ")) {
            if isName {
                names += word
                starts.append(UInt16(names.count))
            } else {
                let scalars = word.split(separator: UInt8(ascii: "+")).compactMap { digits in
                    Unicode.Scalar(digits.reduce(0) { $0 << 4 | (ASCII.digit($1, hexadecimal: true) ?? 0) })
                }
                values.append((scalars[0], scalars.count > 1 ? scalars[1] : nil))
            }
            isName.toggle()
        }
    }
}

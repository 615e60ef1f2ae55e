import TestSupport

/// Changes index files where it hurts: numbers to the edges of their ranges, sections against one another.
///
/// Checksums fit afterwards, so that what stands behind them is met.
struct IndexFileMutator {
    private var random: SeededGenerator
    /// What has been done to the file.
    private(set) var changes: [String] = []

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A changed file, made of files that open or nearly do.
    mutating func mutate(_ corpus: [IndexFileImage]) -> (image: IndexFileImage, file: [UInt8]) {
        var image = corpus[below(corpus.count)]
        for _ in 0..<[1, 1, 1, 2, 2, 3, 6][below(7)] {
            guard !image.sections.isEmpty else { break }
            let section = below(image.sections.count)
            switch below(16) {
            case 0..<7: changeNumber(&image.sections[section].bytes, name(image, section))
            case 7: flip(&image.sections[section].bytes, name(image, section))
            case 8: exchangeNumbers(&image.sections[section].bytes, name(image, section))
            case 9: resize(&image.sections[section].bytes, name(image, section))
            case 10: copyRange(&image.sections[section].bytes, name(image, section))
            case 11, 12: changeSlots(&image)
            case 13: splice(&image, corpus[below(corpus.count)])
            case 14: changeSections(&image)
            default: image.kind = corpus[below(corpus.count)].kind
            }
        }
        var file = image.encoded()
        if below(12) == 0 { changeDirectory(&file) }
        if below(200) == 0 { file[below(file.count)] ^= 1 << UInt8(below(8)) }
        return (image, file)
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(bound, 1), using: &random) }

    private func name(_ image: IndexFileImage, _ section: Int) -> String {
        String(decoding: image.sections[section].name.prefix { $0 != 0 }, as: UTF8.self)
    }

    // MARK: - Within a section

    /// A value at the edge of something: of its width, of what was there, or of a float.
    private mutating func edge(_ value: UInt64, bytes: Int) -> UInt64 {
        let top: UInt64 = bytes == 8 ? .max : 1 << (8 * UInt64(bytes)) - 1
        let values: [UInt64] = [
            0, 1, 2, top, top - 1, top / 2, top / 2 + 1, value &+ 1, value &- 1, value &* 2, value / 2, ~value,
            value ^ 1 << UInt64(below(8 * bytes)), UInt64(below(64)), UInt64(below(100_000)), random.next(),
            // Infinity, not a number, the largest float, its negative, the smallest, minus zero, one.
            0x7F80_0000, 0x7FC0_0000, 0x7F7F_FFFF, 0xFF7F_FFFF, 1, 0x8000_0000, 0x3F80_0000,
            0x7F7F_7F7F_7F7F_7F7F, 65_536, 65_537, 0xFFFF_FFFE,
        ]
        return values[below(values.count)] & top
    }

    private mutating func changeNumber(_ bytes: inout [UInt8], _ name: String) {
        let width = [1, 4, 4, 4, 8, 8][below(6)]
        guard bytes.count >= width else { return }
        // The first numbers of a section are the most telling ones.
        let places = bytes.count / width
        let position = width * below(below(2) == 0 ? min(places, 12) : places)
        let value = edge(bytes.number(at: position, bytes: width), bytes: width)
        bytes.put(number: value, at: position, bytes: width)
        changes.append("\(name)[\(position)] = \(value) in \(width) bytes")
    }

    private mutating func flip(_ bytes: inout [UInt8], _ name: String) {
        guard !bytes.isEmpty else { return }
        let position = below(bytes.count)
        bytes[position] ^= 1 << UInt8(below(8))
        changes.append("a bit of \(name)[\(position)]")
    }

    private mutating func exchangeNumbers(_ bytes: inout [UInt8], _ name: String) {
        let places = bytes.count / 4
        guard places > 1 else { return }
        let (one, other) = (4 * below(places), 4 * below(places))
        let value = bytes.number(at: one, bytes: 4)
        bytes.put(number: bytes.number(at: other, bytes: 4), at: one, bytes: 4)
        bytes.put(number: value, at: other, bytes: 4)
        changes.append("\(name)[\(one)] and [\(other)] exchanged")
    }

    private mutating func resize(_ bytes: inout [UInt8], _ name: String) {
        let difference = [1, 4, 8, 64, bytes.count, bytes.count / 2][below(6)]
        if below(2) == 0 {
            bytes.removeLast(min(difference, bytes.count))
        } else {
            bytes.append(contentsOf: repeatElement(UInt8(below(2) * 255), count: difference))
        }
        changes.append("\(name) has \(bytes.count) bytes")
    }

    private mutating func copyRange(_ bytes: inout [UInt8], _ name: String) {
        let length = min([4, 8, 64, 256][below(4)], bytes.count)
        guard length > 0 else { return }
        let (from, to) = (below(bytes.count - length + 1), below(bytes.count - length + 1))
        bytes.replaceSubrange(to..<to + length, with: Array(bytes[from..<from + length]))
        changes.append("\(length) bytes of \(name) from \(from) to \(to)")
    }

    // MARK: - Across sections

    /// Another number of slots, and as much more or less of every section that has so much for each slot.
    private mutating func changeSlots(_ image: inout IndexFileImage) {
        guard let header = image.sections.indices.first(where: { name(image, $0) == "header" }),
            image.sections[header].bytes.count == 32
        else { return }
        let slots = Int(truncatingIfNeeded: image.sections[header].bytes.number(at: 16, bytes: 8))
        let count = image.sections[header].bytes.number(at: 24, bytes: 8)
        guard slots > 0, slots < 100_000 else { return }
        let target = [0, 1, slots - 1, slots + 1, slots * 2, slots / 2, slots + below(100)][below(7)]
        image.sections[header].bytes.put(number: target, at: 16, bytes: 8)
        let newCount = below(2) == 0 ? UInt64(target) : count
        image.sections[header].bytes.put(number: newCount, at: 24, bytes: 8)
        for index in image.sections.indices where index != header && below(20) > 0 {
            let bytes = image.sections[index].bytes
            guard !bytes.isEmpty, bytes.count % slots == 0 else { continue }
            let length = bytes.count / slots * target
            var resized = Array(bytes.prefix(length))
            while resized.count < length { resized += bytes.prefix(length - resized.count) }
            image.sections[index].bytes = resized
        }
        changes.append("\(slots) slots become \(target)")
    }

    private mutating func splice(_ image: inout IndexFileImage, _ other: IndexFileImage) {
        guard !other.sections.isEmpty else { return }
        let from = other.sections[below(other.sections.count)]
        if let own = image.sections.firstIndex(where: { $0.name == from.name }) {
            image.sections[own] = from
        } else {
            image.sections.insert(from, at: below(image.sections.count + 1))
        }
        changes.append("\(String(decoding: from.name.prefix { $0 != 0 }, as: UTF8.self)) of another file")
    }

    private mutating func changeSections(_ image: inout IndexFileImage) {
        let (one, other) = (below(image.sections.count), below(image.sections.count))
        switch below(4) {
        case 0: image.sections.remove(at: one)
        case 1: image.sections.insert(image.sections[one], at: other)
        case 2: image.sections.swapAt(one, other)
        default: image.sections[one].name[below(32)] = UInt8(below(256))
        }
        changes.append("sections \(one) and \(other) changed")
    }

    /// A number of header or directory, which then is signed again.
    private mutating func changeDirectory(_ file: inout [UInt8]) {
        let directory = Int(file.number(at: 24, bytes: 8))
        let width = [4, 8][below(2)]
        let isHeader = below(2) == 0
        let start = isHeader ? 0 : directory
        let room = isHeader ? IndexFileImage.headerBytes : file.count - directory
        guard room >= width else { return }
        let position = start + below(room / width) * width
        let value = edge(file.number(at: position, bytes: width), bytes: width)
        file.put(number: value, at: position, bytes: width)
        if below(8) == 0 { file.removeLast(below(file.count)) }
        IndexFileImage.sign(&file)
        changes.append("byte \(position) of \(isHeader ? "header" : "directory") = \(value) in \(width) bytes")
    }
}

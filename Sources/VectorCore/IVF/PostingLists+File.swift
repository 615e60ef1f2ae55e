extension PostingLists {
    private typealias Section = IVFFile.Section

    /// Bytes of the blocks of so many vectors.
    private func codeBytes(_ count: Int) -> Int { (count + PQShape.block - 1) / PQShape.block * blockBytes }

    /// Writes what the lists hold, one list after the other.
    func write(to writer: inout IndexFileWriter) throws(VectorIndexError) {
        try writer.section(Section.sizes, numbers: (0..<count).map { UInt32(self[$0].count) })
        let vectors = (0..<count).reduce(0) { $0 + self[$1].count }
        try writer.begin(Section.slots, bytes: vectors * 4)
        // SAFETY of these: each list has so many slots, addends and blocks.
        for list in 0..<count {
            let bytes = unsafe UnsafeRawBufferPointer(start: self[list].slots, count: self[list].count * 4)
            try writer.append(unsafe RawSpan(_unsafeBytes: bytes))
        }
        writer.end()
        try writer.begin(Section.addends, bytes: vectors * 4)
        for list in 0..<count {
            let bytes = unsafe UnsafeRawBufferPointer(start: self[list].addends, count: self[list].count * 4)
            try writer.append(unsafe RawSpan(_unsafeBytes: bytes))
        }
        writer.end()
        try writer.begin(Section.packed, bytes: (0..<count).reduce(0) { $0 + codeBytes(self[$1].count) })
        for list in 0..<count {
            let bytes = unsafe UnsafeRawBufferPointer(start: self[list].codes, count: codeBytes(self[list].count))
            try writer.append(unsafe RawSpan(_unsafeBytes: bytes))
        }
        writer.end()
    }

    static func read(
        _ count: Int, vectors: Int, blockBytes: Int, from reader: IndexFileReader
    ) throws(VectorIndexError) -> PostingLists {
        let sizes = try reader.numbers(Section.sizes, of: UInt32.self, count: count)
        guard sizes.reduce(0, { $0 + Int($1) }) == vectors else {
            throw .damaged(reader.path, "its lists do not hold its \(vectors) vectors")
        }
        var lists = PostingLists(count: count, blockBytes: blockBytes)
        guard try reader.length(of: Section.slots) == vectors * 4,
            try reader.length(of: Section.addends) == vectors * 4,
            try reader.length(of: Section.packed) == sizes.reduce(0, { $0 + lists.codeBytes(Int($1)) })
        else { throw .damaged(reader.path, "its lists do not have the sizes that it names") }
        for list in 0..<count {
            lists.reserve(Int(sizes[list]), in: list)
            lists.setCount(Int(sizes[list]), of: list)
        }
        // SAFETY of these: room for as many was made, and any bits are a number.
        var stream = try reader.stream(Section.slots)
        for list in 0..<count {
            let bytes = unsafe UnsafeMutableRawBufferPointer(start: lists[list].slots, count: lists[list].count * 4)
            var target = unsafe MutableRawSpan(_unsafeBytes: bytes)
            try stream.read(into: &target)
        }
        try stream.finish()
        stream = try reader.stream(Section.addends)
        for list in 0..<count {
            let bytes = unsafe UnsafeMutableRawBufferPointer(start: lists[list].addends, count: lists[list].count * 4)
            var target = unsafe MutableRawSpan(_unsafeBytes: bytes)
            try stream.read(into: &target)
        }
        try stream.finish()
        guard lists.hasFiniteAddends else {
            throw .damaged(reader.path, "its section \(Section.addends) has a number that is not finite")
        }
        stream = try reader.stream(Section.packed)
        for list in 0..<count {
            let bytes = unsafe UnsafeMutableRawBufferPointer(
                start: lists[list].codes, count: lists.codeBytes(lists[list].count))
            var target = unsafe MutableRawSpan(_unsafeBytes: bytes)
            try stream.read(into: &target)
        }
        try stream.finish()
        return lists
    }

    private var hasFiniteAddends: Bool {
        (0..<count).allSatisfy { list in
            // SAFETY: the list has so many addends.
            unsafe UnsafeBufferPointer(start: self[list].addends, count: self[list].count).allSatisfy(\.isFinite)
        }
    }

    /// Where each slot lies; nil where they are not the slots below the count, each once.
    func places(of slotCount: Int) -> [ListPlace]? {
        var places = [ListPlace](repeating: ListPlace(list: .max, position: 0), count: slotCount)
        for list in 0..<count {
            for position in 0..<self[list].count {
                let slot = Int(self[list].slot(position))
                guard slot < slotCount, places[slot].list == .max else { return nil }
                places[slot] = ListPlace(list: UInt32(list), position: UInt32(position))
            }
        }
        return places.allSatisfy { $0.list != .max } ? places : nil
    }
}

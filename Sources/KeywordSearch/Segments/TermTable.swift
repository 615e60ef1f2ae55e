import CKeywordKernels

/// Terms to numbers while a segment is made: open addressing over the terms' bytes in one array.
struct TermTable {
    private var entries: [UInt32]
    private var hashes: [UInt32] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    init() { entries = [UInt32](repeating: 0, count: 1024) }

    /// The number of a term, which is put in if it is not there: numbers follow one another from 0 on.
    mutating func number(of term: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = term.baseAddress else { return insert(term, hash: 0, at: place(of: term, hash: 0)) }
        // SAFETY: reads exactly the term's bytes.
        let hash = tessera_hash(start, term.count)
        let place = place(of: term, hash: UInt32(truncatingIfNeeded: hash))
        if entries[place] != 0 { return Int(entries[place] - 1) }
        return insert(term, hash: UInt32(truncatingIfNeeded: hash), at: place)
    }

    /// A term's bytes.
    func term(_ number: Int) -> ArraySlice<UInt8> { bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }

    /// The numbers in the order of the terms' bytes.
    func sorted() -> [Int] {
        bytes.withUnsafeBufferPointer { bytes in
            func slice(_ number: Int) -> UnsafeBufferPointer<UInt8> {
                UnsafeBufferPointer(rebasing: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
            }
            // The first eight bytes decide nearly always.
            let keyed = (0..<count).map { number -> (key: UInt64, number: Int) in
                let term = slice(number)
                var key: UInt64 = 0
                for index in 0..<8 { key = key << 8 | (index < term.count ? UInt64(term[index]) : 0) }
                return (key, number)
            }
            return keyed.sorted {
                $0.key == $1.key ? compareBytes(slice($0.number), slice($1.number)) < 0 : $0.key < $1.key
            }.map(\.number)
        }
    }

    private func place(of term: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
        var place = Int(hash) & (entries.count - 1)
        while entries[place] != 0 {
            let number = Int(entries[place] - 1)
            if hashes[number] == hash, self.term(number).elementsEqual(term) { break }
            place = (place + 1) & (entries.count - 1)
        }
        return place
    }

    private mutating func insert(_ term: UnsafeBufferPointer<UInt8>, hash: UInt32, at place: Int) -> Int {
        bytes.append(contentsOf: term)
        ends.append(bytes.count)
        hashes.append(hash)
        entries[place] = UInt32(ends.count)
        if ends.count * 2 > entries.count { grow() }
        return ends.count - 1
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: entries.count * 4)
        for (number, hash) in hashes.enumerated() {
            var place = Int(hash) & (larger.count - 1)
            while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
            larger[place] = UInt32(number + 1)
        }
        entries = larger
    }
}

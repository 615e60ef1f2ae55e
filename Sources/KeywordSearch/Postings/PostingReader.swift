/// Goes through a list's postings one by one.
struct PostingReader {
    private let list: PostingList
    private var buffer = [UInt32](repeating: 0, count: 2 * (PostingList.blockSize + 16))
    private var block = -1
    private var place = 0
    private var count = 0

    init(_ list: PostingList) { self.list = list }

    /// The number of the posting that ``next()`` gave last, in its block, and the block.
    var number: (block: Int, place: Int) { (block, place - 1) }
    var frequency: UInt32 { buffer[PostingList.blockSize + 16 + place - 1] }

    /// The frequency of an earlier posting of the same block.
    func frequency(at place: Int) -> UInt32 { buffer[PostingList.blockSize + 16 + place] }

    mutating func next() -> UInt32? {
        if place == count {
            guard block + 1 < list.blockCount else { return nil }
            block += 1
            place = 0
            count = list.count(of: block)
            let (block, list) = (block, list)
            buffer.withUnsafeMutableBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return }
                let second = start + PostingList.blockSize + 16
                list.readDocuments(block, .current, into: start, second)
                if !list.isVariable(block) { list.readFrequencies(block, .current, into: second) }
            }
        }
        place += 1
        return buffer[place - 1]
    }
}

/// Goes through a list's postings and reads where the term stands.
struct PositionReader {
    private var postings: PostingReader
    private let list: PositionList
    private var document: UInt32?
    /// The posting of the block whose positions come next.
    private var reader: ByteReader?
    private var block = -1
    private var place = 0
    private var found: [UInt32] = []

    init(_ postings: PostingReader, _ list: PositionList) {
        self.postings = postings
        self.list = list
        document = self.postings.next()
    }

    /// The first document at or behind one; nil at the end.
    mutating func advance(to document: UInt32) -> UInt32? {
        while let present = self.document, present < document { self.document = postings.next() }
        return self.document
    }

    /// The positions in the present document.
    mutating func positions() -> [UInt32] {
        let number = postings.number
        if number.block != block || number.place < place {
            (block, place) = (number.block, 0)
            reader = list.reader(ofBlock: block)
        }
        guard var reader else { return [] }
        while place <= number.place {
            guard PositionList.take(postings.frequency(at: place), from: &reader, into: &found) else { return [] }
            place += 1
        }
        self.reader = reader
        return found
    }
}

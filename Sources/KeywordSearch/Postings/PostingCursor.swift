import CKeywordKernels

/// A place among the postings of one term of a query, a block of which is unpacked.
struct PostingCursor {
    let list: PostingList
    /// The highest share of any of its postings.
    private(set) var bound: Int32 = 0
    private var scale: tessera_term_scale
    /// The block that is unpacked, or the count of blocks at the end.
    private var block = -1
    /// In the block, the first posting that is not taken.
    private var position = 0
    private var count = 0
    private var hasFrequencies = false
    private var isScored = false
    /// Room for a block: documents, frequencies, shares, and 16 elements more after each.
    private let documents: UnsafeMutablePointer<UInt32>
    private let frequencies: UnsafeMutablePointer<UInt32>
    private let shares: UnsafeMutablePointer<Int32>
    /// A block of a dense list spans few documents, and its bound says little that the list's does not.
    private let isDense: Bool

    /// Elements of room that a cursor needs.
    static let room = 3 * (PostingList.blockSize + 16)

    init(
        _ list: PostingList, _ scale: tessera_term_scale, documentCount: Int, room: UnsafeMutablePointer<UInt32>,
        _ kernels: borrowing KeywordKernels
    ) {
        self.list = list
        self.scale = scale
        documents = room
        frequencies = room + PostingList.blockSize + 16
        shares = UnsafeMutableRawPointer(room + 2 * (PostingList.blockSize + 16)).assumingMemoryBound(to: Int32.self)
        isDense = list.documents > documentCount / 16
        load(0, kernels)
        if list.isShort {
            score(kernels)
            for index in 0..<count { bound = max(bound, shares[index]) }
        } else {
            bound = list.bound(&self.scale)
        }
    }

    /// The document it stands at; `UInt32.max` at the end.
    @inline(__always)
    var document: UInt32 { position < count ? documents[position] : .max }

    /// Goes to the first posting at or behind a document.
    @inline(__always)
    mutating func advance(to document: UInt32, _ kernels: borrowing KeywordKernels) {
        guard position < count else { return }
        if documents[count - 1] < document {
            guard skip(to: document, kernels) else { return }
        }
        if documents[position] < document {
            position += kernels.table.rank(documents + position, count - position, document)
        }
    }

    /// Goes to the block that a document would be in; false at the end.
    private mutating func skip(to document: UInt32, _ kernels: borrowing KeywordKernels) -> Bool {
        guard !list.isShort else {
            position = count
            return false
        }
        // By steps that double, and then between the last two.
        var low = block + 1
        var step = 1
        while low + step < list.blockCount, list.lastDocument(low + step) < document {
            low += step
            step *= 2
        }
        var high = min(low + step, list.blockCount)
        while low < high {
            let middle = (low + high) / 2
            if list.lastDocument(middle) < document { low = middle + 1 } else { high = middle }
        }
        load(low, kernels)
        return count > 0
    }

    private mutating func load(_ block: Int, _ kernels: borrowing KeywordKernels) {
        self.block = block
        position = 0
        guard block < list.blockCount else {
            count = 0
            return
        }
        count = list.count(of: block)
        isScored = false
        hasFrequencies = list.isVariable(block)
        list.readDocuments(block, kernels, into: documents, frequencies)
    }

    private mutating func readFrequencies(_ kernels: borrowing KeywordKernels) {
        if hasFrequencies { return }
        list.readFrequencies(block, kernels, into: frequencies)
        hasFrequencies = true
    }

    private mutating func score(_ kernels: borrowing KeywordKernels) {
        if isScored { return }
        readFrequencies(kernels)
        kernels.table.score(&scale, documents, frequencies, count, shares)
        isScored = true
    }

    /// The share of a document, and 0 of one that is not in the list. Documents must ascend from call to call.
    @inline(__always)
    mutating func share(of document: UInt32, _ kernels: borrowing KeywordKernels) -> Int32 {
        advance(to: document, kernels)
        guard self.document == document else { return 0 }
        if isScored { return shares[position] }
        readFrequencies(kernels)
        return tessera_document_share(&scale, frequencies[position], document)
    }

    /// The frequency at the present document.
    mutating func frequency(_ kernels: borrowing KeywordKernels) -> UInt32 {
        readFrequencies(kernels)
        return frequencies[position]
    }

    /// The number of the present posting in its list.
    var number: Int { block * PostingList.blockSize + position }

    /// Raises the bounds of stripes of `1 << shift` documents to the highest share that a posting in each can have.
    mutating func raise(_ bounds: UnsafeMutablePointer<Int32>, stride: Int, stripes: Int, shift: Int) {
        func raise(_ stripe: Int, _ bound: Int32) {
            bounds[stripe * stride] = max(bounds[stripe * stride], bound)
        }
        if isDense {
            for stripe in 0..<stripes { raise(stripe, bound) }
        } else if list.isShort {
            for place in 0..<count { raise(Int(documents[place]) >> shift, shares[place]) }
        } else {
            var first = 0
            for block in 0..<list.blockCount {
                let last = Int(list.lastDocument(block)) >> shift
                let bound = list.bound(block, &scale)
                for stripe in first...max(first, last) { raise(stripe, bound) }
                first = last
            }
        }
    }

    /// Goes back to the beginning.
    mutating func rewind(_ kernels: borrowing KeywordKernels) {
        if block == 0 { position = 0 } else { load(0, kernels) }
    }

    /// Hands out the postings from the present one to before a document, a block at a time: documents, shares, count.
    @inline(__always)
    mutating func take(
        before end: UInt32, _ kernels: borrowing KeywordKernels,
        _ body: (UnsafePointer<UInt32>, UnsafePointer<Int32>, Int) -> Void
    ) {
        while position < count, documents[position] < end {
            score(kernels)
            let taken =
                documents[count - 1] < end
                ? count : position + kernels.table.rank(documents + position, count - position, end)
            body(documents + position, shares + position, taken - position)
            position = taken
            if taken == count {
                if block + 1 < list.blockCount { load(block + 1, kernels) }
            }
        }
    }
}

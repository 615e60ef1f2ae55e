import CKeywordKernels

/// One term's postings as they lie in memory or in a file.
///
/// A block's entry is: its last document (4 bytes), where its data end (4, from the end of the entries on), the bits of a gap
/// and of a frequency (1 each; gaps of ``variable`` bits are of variable length), three points of its ``ImpactFrontier`` (6).
struct PostingList {
    static let blockSize = 128
    static let headBytes = 16
    static let entryBytes = 16
    static let listPoints = 8
    static let blockPoints = 3
    static let variable: UInt8 = 255

    let documents: Int
    let blockCount: Int
    private let base: UnsafePointer<UInt8>
    private let byteCount: Int

    /// - Returns: nil where the bytes cannot hold what they must.
    init?(_ bytes: SegmentBytes, documents: Int) {
        self.documents = documents
        base = bytes.base
        byteCount = bytes.count
        guard documents >= Self.blockSize else {
            blockCount = 1
            return
        }
        blockCount = (documents + Self.blockSize - 1) / Self.blockSize
        guard byteCount >= Self.headBytes + blockCount * Self.entryBytes else { return nil }
    }

    /// Whether it has no entries, and all of it is read at once.
    var isShort: Bool { documents < Self.blockSize }

    private func entry(_ block: Int) -> UnsafePointer<UInt8> { base + Self.headBytes + block * Self.entryBytes }

    @inline(__always)
    func lastDocument(_ block: Int) -> UInt32 {
        UnsafeRawPointer(entry(block)).loadUnaligned(as: UInt32.self)
    }

    private func end(_ block: Int) -> Int {
        Int(UnsafeRawPointer(entry(block)).loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    }

    @inline(__always)
    func bound(_ block: Int, _ scale: inout tessera_term_scale) -> Int32 {
        ImpactFrontier.bound(entry(block) + 10, count: Self.blockPoints, &scale)
    }

    /// The bound of all blocks.
    func bound(_ scale: inout tessera_term_scale) -> Int32 {
        ImpactFrontier.bound(base, count: Self.listPoints, &scale)
    }

    func count(of block: Int) -> Int { min(Self.blockSize, documents - block * Self.blockSize) }

    /// Whether a block's frequencies are read along with its documents.
    @inline(__always)
    func isVariable(_ block: Int) -> Bool { isShort || entry(block)[8] == Self.variable }

    private var data: UnsafePointer<UInt8> { base + Self.headBytes + blockCount * Self.entryBytes }

    private func start(_ block: Int) -> Int { block == 0 ? 0 : end(block - 1) }

    /// The documents of a block; the frequencies too where it is of variable length.
    @inline(__always)
    func readDocuments(
        _ block: Int, _ kernels: borrowing KeywordKernels, into documents: UnsafeMutablePointer<UInt32>,
        _ frequencies: UnsafeMutablePointer<UInt32>
    ) {
        if isShort {
            _ = Self.readVariable(base, byteCount, self.documents, after: .max, documents, frequencies)
            return
        }
        let before = block == 0 ? UInt32.max : lastDocument(block - 1)
        let (start, bits) = (start(block), entry(block)[8])
        if bits == Self.variable {
            _ = Self.readVariable(
                data + start, end(block) - start, count(of: block), after: before, documents, frequencies)
        } else {
            kernels.table.unpack_documents(data + start, UInt32(bits), before, documents)
        }
    }

    /// The frequencies of a block that is not of variable length.
    @inline(__always)
    func readFrequencies(
        _ block: Int, _ kernels: borrowing KeywordKernels, into frequencies: UnsafeMutablePointer<UInt32>
    ) {
        let entry = entry(block)
        kernels.table.unpack_frequencies(data + start(block) + 16 * Int(entry[8]), UInt32(entry[9]), frequencies)
    }

    /// - Returns: Whether there were so many postings, and nothing behind them.
    private static func readVariable(
        _ bytes: UnsafePointer<UInt8>, _ byteCount: Int, _ count: Int, after before: UInt32,
        _ documents: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafeMutablePointer<UInt32>
    ) -> Bool {
        var reader = ByteReader(bytes, byteCount)
        var former = before
        for index in 0..<count {
            let coded = reader.variable() ?? 1
            former = former &+ UInt32(truncatingIfNeeded: coded >> 1) &+ 1
            documents[index] = former
            frequencies[index] = coded & 1 == 1 ? 1 : UInt32(truncatingIfNeeded: reader.variable() ?? 1)
        }
        return reader.isAtEnd
    }
}

extension PostingList {
    /// What is wrong with postings whose checksums are right; nil for sound ones.
    ///
    /// Everything that searches rely on: blocks lie within the bytes, documents ascend below a count, frequencies are 1 or more,
    /// and no posting is above what its block and the list promise.
    func problem(documentCount: Int, length: (UInt32) -> UInt32) -> String? {
        guard documents > 0, documents <= documentCount else { return "a term is in \(documents) documents" }
        var buffer = [UInt32](repeating: 0, count: 2 * Self.blockSize)
        var position = 0
        for block in 0..<blockCount {
            let count = count(of: block)
            if !isShort {
                let (bits, frequencyBits) = (entry(block)[8], entry(block)[9])
                let end = end(block)
                guard end >= position, end <= byteCount - Self.headBytes - blockCount * Self.entryBytes,
                    bits == Self.variable
                        ? count < Self.blockSize
                        : count == Self.blockSize && bits <= 32 && frequencyBits <= 32
                            && end - position == 16 * (Int(bits) + Int(frequencyBits))
                else { return "a block of postings has no place" }
                position = end
            }
            let problem = buffer.withUnsafeMutableBufferPointer { buffer -> String? in
                guard let documents = buffer.baseAddress else { return nil }
                let frequencies = documents + Self.blockSize
                readDocuments(block, .current, into: documents, frequencies)
                if !isVariable(block) { readFrequencies(block, .current, into: frequencies) }
                return self.problem(
                    in: block, UnsafeBufferPointer(start: documents, count: count),
                    UnsafeBufferPointer(start: frequencies, count: count), documentCount: documentCount, length: length)
            }
            if let problem { return problem }
        }
        if isShort {
            var reader = ByteReader(base, byteCount)
            for _ in 0..<documents {
                guard let coded = reader.variable(), coded >> 1 <= UInt32.max,
                    coded & 1 == 1 || reader.variable() != nil
                else { return "postings end too early" }
            }
            if !reader.isAtEnd { return "postings have too many bytes" }
        } else if position != byteCount - Self.headBytes - blockCount * Self.entryBytes {
            return "postings have too many bytes"
        }
        return nil
    }

    /// What is wrong with a block's postings, which have been read.
    private func problem(
        in block: Int, _ documents: UnsafeBufferPointer<UInt32>, _ frequencies: UnsafeBufferPointer<UInt32>,
        documentCount: Int, length: (UInt32) -> UInt32
    ) -> String? {
        // Those of the blocks before end where their entries say.
        var ascends = block == 0 || documents[0] > lastDocument(block - 1)
        for index in 1..<max(documents.count, 1) { ascends = ascends && documents[index - 1] < documents[index] }
        guard ascends, documents[documents.count - 1] < documentCount else { return "postings do not ascend" }
        guard frequencies.allSatisfy({ $0 >= 1 && $0 <= UInt32(Int32.max) }) else {
            return "a frequency is not from 1 to \(Int32.max)"
        }
        if isShort { return nil }
        guard documents[documents.count - 1] == lastDocument(block) else { return "a block of postings ends elsewhere" }
        // Where the list allows all that the block does, the block is enough to look at.
        let isWithinList = (0..<Self.blockPoints).allSatisfy { place in
            ImpactFrontier.covers(
                ImpactFrontier.limit(entry(block) + 10, place), base, count: Self.listPoints)
        }
        for (document, frequency) in zip(documents, frequencies) {
            let posting = (frequency, length(document))
            guard ImpactFrontier.covers(posting, entry(block) + 10, count: Self.blockPoints),
                isWithinList || ImpactFrontier.covers(posting, base, count: Self.listPoints)
            else { return "a posting is above its bound" }
        }
        return nil
    }
}

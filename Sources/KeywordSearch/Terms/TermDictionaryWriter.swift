/// Makes a dictionary of terms that come in their order.
struct TermDictionaryWriter {
    private var bytes: [UInt8] = []
    private var index: [UInt8] = []
    private var last: [UInt8] = []
    private(set) var count = 0
    private var postings = 0
    private var positions = 0

    init() {}

    /// - Parameters:
    ///   - postingBytes: What the term's postings take, which follow those of the term before.
    ///   - positionBytes: The same of its positions.
    mutating func append(_ term: [UInt8], documents: Int, postingBytes: Int, positionBytes: Int) {
        if count % TermDictionary.blockTerms == 0 {
            index.append(fixed: UInt32(bytes.count))
            bytes.append(variable: postings)
            bytes.append(variable: positions)
            bytes.append(variable: term.count)
            bytes.append(contentsOf: term)
        } else {
            var shared = 0
            while shared < min(term.count, last.count), term[shared] == last[shared] { shared += 1 }
            bytes.append(variable: shared)
            bytes.append(variable: term.count - shared)
            bytes.append(contentsOf: term[shared...])
        }
        bytes.append(variable: documents)
        bytes.append(variable: postingBytes)
        bytes.append(variable: positionBytes)
        postings += postingBytes
        positions += positionBytes
        last = term
        count += 1
    }

    consuming func finished() -> (count: Int, bytes: [UInt8], index: [UInt8]) { (count, bytes, index) }
}

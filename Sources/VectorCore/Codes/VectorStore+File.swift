import Synchronization

extension VectorStore {
    /// Writes the vectors: float32 alone as it always was, other codes with a section that says which.
    func write(
        _ slots: Int, section: String, to writer: inout IndexFileWriter
    ) throws(VectorIndexError) {
        if storage != .float32 {
            var encoder = ByteEncoder()
            encoder.append(storage.walk.rawValue, width: 16)
            encoder.append(storage.keep.rawValue, width: 16)
            encoder.append(UInt32(hasCodes.load(ordering: .relaxed) ? 1 : 0))
            let center = center
            encoder.append(UInt32(center.count))
            for component in center { encoder.append(component.bitPattern) }
            try writer.section(section, encoder.bytes)
        }
        try kept.write(slots, section: Self.keptSection, to: &writer)
        if hasCodes.load(ordering: .relaxed) { try walked?.write(slots, section: Self.walkedSection, to: &writer) }
    }

    /// The point that codes are centred on; empty before they are.
    private var center: [Float] {
        for rows in [kept, walked] {
            if case .rabitq(let rows)? = rows, rows.isCalibrated { return rows.frame.center }
        }
        return []
    }

    /// What a file's vectors are kept in.
    static func storage(_ section: String, _ reader: IndexFileReader) throws(VectorIndexError) -> VectorStorage {
        guard reader.contains(section) else { return .float32 }
        return try decode(section, reader).storage
    }

    private static func decode(
        _ section: String, _ reader: IndexFileReader
    ) throws(VectorIndexError) -> (storage: VectorStorage, hasCodes: Bool, center: [Float]) {
        let bytes = try reader.bytes(of: section)
        var decoder = ByteDecoder(bytes[...])
        guard
            let walk = decoder.text(width: 16).flatMap(VectorCode.init(rawValue:)),
            let keep = decoder.text(width: 16).flatMap(VectorCode.init(rawValue:)),
            let hasCodes = decoder.integer(UInt32.self), hasCodes <= 1, let count = decoder.integer(UInt32.self)
        else { throw .damaged(reader.path, "its section \(section) is not understood") }
        var center: [Float] = []
        for _ in 0..<count {
            guard let bits = decoder.integer(UInt32.self), Float(bitPattern: bits).isFinite else {
                throw .damaged(reader.path, "its section \(section) has no centre")
            }
            center.append(Float(bitPattern: bits))
        }
        let storage = VectorStorage(walk: walk, keep: keep)
        guard decoder.isAtEnd, (try? storage.check()) != nil else {
            throw .damaged(reader.path, "its section \(section) is not understood")
        }
        return (storage, hasCodes == 1, center)
    }

    /// The sections of what is kept and of what is walked over beside that.
    static let keptSection = "vectors"
    static let walkedSection = "codes"

    /// Takes the vectors of so many slots from a file.
    ///
    /// - Parameter readsCodes: Whether codes that are walked over are read into memory and not mapped.
    func open(
        _ slots: Int, section: String, from reader: IndexFileReader, readsCodes: Bool = false
    ) throws(VectorIndexError) {
        if storage != .float32 {
            let (_, fileHasCodes, center) = try Self.decode(section, reader)
            let needsCenter = kept.needsCenter || (fileHasCodes && walked?.needsCenter == true)
            guard center.count == dimension || (center.isEmpty && (!needsCenter || slots == 0)),
                !fileHasCodes || walked != nil
            else { throw .damaged(reader.path, "its codes have no centre") }
            if !center.isEmpty { calibrate(center: center) }
            if fileHasCodes, let walked {
                try walked.open(slots, section: Self.walkedSection, from: reader, isRead: readsCodes)
                hasCodes.store(true, ordering: .releasing)
            }
        }
        try kept.open(slots, section: Self.keptSection, from: reader)
    }
}

extension VectorRowsOfAnyCode {
    fileprivate func write(
        _ slots: Int, section: String, to writer: inout IndexFileWriter
    ) throws(VectorIndexError) {
        switch self {
        case .float32(let rows): try rows.write(slots, to: &writer)
        case .bfloat16(let rows): try rows.rows.write(slots, section: section, to: &writer)
        case .rabitq(let rows): try rows.rows.write(slots, section: section, to: &writer)
        }
    }

    fileprivate func open(
        _ slots: Int, section: String, from reader: IndexFileReader, isRead: Bool = false
    ) throws(VectorIndexError) {
        switch self {
        case .float32(let rows): try rows.open(slots, from: reader)
        case .bfloat16(let rows):
            let addresses = rows.rows.addresses
            try rows.rows.open(slots, section: section, from: reader, isRead: isRead) { slots in
                let broken = slots.first { unsafe !BFloat16Rows.isSound(addresses[$0], addresses.width) }
                return broken.map { "the vector in slot \($0) is not finite" }
            }
        case .rabitq(let rows):
            let (addresses, terms) = (rows.rows.addresses, rows.bits.bytes(rows.width))
            try rows.rows.open(slots, section: section, from: reader, isRead: isRead) { slots in
                let broken = slots.first { unsafe !RaBitQRows.isSound(addresses[$0] + terms) }
                return broken.map { "the code in slot \($0) is none that could be written" }
            }
        }
    }
}

import TestSupport

/// What a disk may hold when the power goes off after some operations.
///
/// Of what was written to a file since it was last synchronised anything may be there: each write whole or not at all, any
/// of its sectors of 512 bytes, and where writes overlap the one or the other. Where nothing arrived that the file's
/// length covers, it holds zeros or what the disk held before. Names change one by one and wholly, but until the folder is
/// synchronised any of the changes may be lost.
struct PowerCut {
    static let sector = 512

    private struct Write {
        var file: Int
        var offset: Int
        var bytes: [UInt8]
    }

    private enum NameChange {
        case point(path: String, file: Int)
        case move(from: String, to: String, file: Int)
        case drop(path: String)
    }

    private var durable: [Int: [UInt8]] = [:]
    private var names: [String: Int] = [:]
    private var writes: [Write] = []
    private var changes: [NameChange] = []

    init(_ initial: [String: (file: Int, bytes: [UInt8])], after operations: ArraySlice<DiskOperation>) {
        for (path, (file, bytes)) in initial {
            durable[file] = bytes
            names[path] = file
        }
        var current = names
        for operation in operations {
            switch operation {
            case .create(let path, let file):
                durable[file] = []
                current[path] = file
                changes.append(.point(path: path, file: file))
            case .write(let file, let offset, let bytes):
                writes.append(Write(file: file, offset: offset, bytes: bytes))
            case .synchronize(let file):
                for write in writes where write.file == file { durable[file]?.write(write.bytes, at: write.offset) }
                writes.removeAll { $0.file == file }
            case .rename(let from, let to):
                guard let file = current.removeValue(forKey: from) else { continue }
                current[to] = file
                changes.append(.move(from: from, to: to, file: file))
            case .remove(let path):
                current[path] = nil
                changes.append(.drop(path: path))
            case .synchronizeFolder:
                names = current
                changes = []
            }
        }
    }

    /// How many states there are in which each write and each change of a name is there wholly or not at all.
    var wholeStates: Int { 1 << min(writes.count + changes.count, 40) }

    /// One of the ``wholeStates``.
    func whole(_ choice: Int) -> [String: [UInt8]] {
        var files = durable
        for (index, write) in writes.enumerated() where choice >> index & 1 == 1 {
            files[write.file]?.write(write.bytes, at: write.offset)
        }
        return named(files, choice >> writes.count)
    }

    /// A state by chance, sectors torn and out of order.
    func torn(_ random: inout SeededGenerator) -> [String: [UInt8]] {
        var files = durable
        let arriving = Double.random(in: 0...1, using: &random)
        let filler = UInt8.random(in: .min ... .max, using: &random)
        let hasFullLength = Bool.random(using: &random)
        for write in writes.shuffled(using: &random) {
            let end = write.offset + write.bytes.count
            if hasFullLength { files[write.file]?.write([], at: end, filler: filler) }
            var position = write.offset
            while position < end {
                let next = min((position / Self.sector + 1) * Self.sector, end)
                if Double.random(in: 0..<1, using: &random) < arriving {
                    let bytes = write.bytes[position - write.offset..<next - write.offset]
                    files[write.file]?.write(bytes, at: position, filler: filler)
                }
                position = next
            }
        }
        return named(files, Int.random(in: 0..<1 << changes.count, using: &random))
    }

    private func named(_ files: [Int: [UInt8]], _ choice: Int) -> [String: [UInt8]] {
        var names = names
        for (index, change) in changes.enumerated() where choice >> index & 1 == 1 {
            switch change {
            case .point(let path, let file): names[path] = file
            case .move(let from, let to, let file):
                names[from] = nil
                names[to] = file
            case .drop(let path): names[path] = nil
            }
        }
        return names.compactMapValues { files[$0] }
    }
}

import VectorCore

/// Files in memory, and a record of every change to them, from which ``PowerCut`` tells what a real disk could be left with.
///
/// For one thread.
final class MemoryDisk: FileSystem, @unchecked Sendable {
    /// What a careless writer leaves out; that tests notice it shows that they can.
    enum Omission: Sendable { case synchronize, synchronizeFolder }

    fileprivate final class Node {
        let number: Int
        var bytes: [UInt8]
        var isHeld = false

        init(_ number: Int, _ bytes: [UInt8]) {
            self.number = number
            self.bytes = bytes
        }
    }

    /// What was there at first, durably.
    let initial: [String: (file: Int, bytes: [UInt8])]
    fileprivate(set) var operations: [DiskOperation] = []
    private var nodes: [String: Node] = [:]
    private var nextNumber = 0
    fileprivate let omission: Omission?

    init(_ files: [String: [UInt8]] = [:], omitting omission: Omission? = nil) {
        self.omission = omission
        var initial: [String: (Int, [UInt8])] = [:]
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            nodes[path] = Node(nextNumber, bytes)
            initial[path] = (nextNumber, bytes)
            nextNumber += 1
        }
        self.initial = initial
    }

    /// What whoever looks now finds.
    var files: [String: [UInt8]] { nodes.mapValues(\.bytes) }

    func open(_ path: String) throws(VectorIndexError) -> any ReadableFile {
        guard let node = nodes[path] else { throw VectorIndexError(.fileNotFound, "there is no file at \(path)") }
        return MemoryFile(node, self)
    }

    func create(_ path: String) throws(VectorIndexError) -> any WritableFile {
        guard nodes[path] == nil else { throw VectorIndexError(.ioFailure, "\(path) exists") }
        let node = Node(nextNumber, [])
        nextNumber += 1
        node.isHeld = true
        nodes[path] = node
        operations.append(.create(path: path, file: node.number))
        return MemoryFile(node, self)
    }

    func rename(_ path: String, to other: String) throws(VectorIndexError) {
        guard let node = nodes.removeValue(forKey: path) else {
            throw VectorIndexError(.ioFailure, "there is no file at \(path)")
        }
        nodes[other] = node
        operations.append(.rename(from: path, to: other))
    }

    func remove(_ path: String) {
        guard nodes.removeValue(forKey: path) != nil else { return }
        operations.append(.remove(path: path))
    }

    func removeAbandoned(_ path: String) {
        if nodes[path]?.isHeld == false { remove(path) }
    }

    func names(in folder: String) -> [String] {
        nodes.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }.sorted()
    }

    func synchronizeFolder(_ path: String) throws(VectorIndexError) {
        if omission != .synchronizeFolder { operations.append(.synchronizeFolder) }
    }
}

private final class MemoryFile: ReadableFile, WritableFile {
    private let node: MemoryDisk.Node
    private let disk: MemoryDisk
    private let isWriter: Bool

    init(_ node: MemoryDisk.Node, _ disk: MemoryDisk) {
        self.node = node
        self.disk = disk
        isWriter = node.isHeld
    }

    deinit { if isWriter { node.isHeld = false } }

    var length: Int { node.bytes.count }

    func read(at offset: Int, into target: inout MutableRawSpan) throws(VectorIndexError) {
        let end = offset + target.byteCount
        guard end <= node.bytes.count else { throw VectorIndexError(.fileDamaged, "the file ends before byte \(end)") }
        let bytes = node.bytes
        target.withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<end])) }
        }
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(VectorIndexError) {
        let written = bytes.withUnsafeBytes { Array($0) }
        node.bytes.write(written, at: offset)
        disk.operations.append(.write(file: node.number, offset: offset, bytes: written))
    }

    func synchronize() throws(VectorIndexError) {
        if disk.omission != .synchronize { disk.operations.append(.synchronize(file: node.number)) }
    }
}

extension [UInt8] {
    /// Puts bytes at an offset, beyond the end too, as a file does.
    mutating func write(_ bytes: some Collection<UInt8>, at offset: Int, filler: UInt8 = 0) {
        let end = offset + bytes.count
        if count < end { append(contentsOf: repeatElement(filler, count: end - count)) }
        replaceSubrange(offset..<end, with: bytes)
    }
}

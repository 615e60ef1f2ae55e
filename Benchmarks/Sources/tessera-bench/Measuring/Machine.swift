import Foundation

/// The processor that figures were measured on.
enum Machine {
    /// Such as `AMD EPYC (family 25, model 17)`: a name alone often stands for several generations.
    static let processor: String = {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return architecture }
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2, fields[parts[0]] == nil { fields[parts[0]] = parts[1] }
        }
        guard let name = fields["model name"] else { return architecture }
        guard let family = fields["cpu family"], let model = fields["model"] else { return name }
        return "\(name) (family \(family), model \(model))"
    }()

    private static var architecture: String {
        var system = utsname()
        uname(&system)
        return withUnsafeBytes(of: system.machine) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// Bytes of a cache of one core or that cores share; a usual size where the system does not say.
    static func cacheBytes(_ level: Int) -> Int {
        let usual = [1: 32 << 10, 2: 512 << 10, 3: 8 << 20]
        #if canImport(Glibc)
            let name = [1: _SC_LEVEL1_DCACHE_SIZE, 2: _SC_LEVEL2_CACHE_SIZE, 3: _SC_LEVEL3_CACHE_SIZE][level]
            if let name, case let bytes = sysconf(Int32(name)), bytes > 0 { return bytes }
        #endif
        return usual[level] ?? 8 << 20
    }
}

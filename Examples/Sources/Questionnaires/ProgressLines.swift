import Foundation
import Synchronization

/// Says on standard error how far the work is, at every twentieth of it.
final class ProgressLines: Sendable {
    private let begin = ContinuousClock.now
    private let told = Mutex("")

    var seconds: Int64 { (ContinuousClock.now - begin).components.seconds }

    func tell(_ work: String, _ completed: Int, of total: Int) {
        guard total > 0 else { return }
        let step = "\(work) \(completed * 20 / total)"
        let isNew = told.withLock { told in
            defer { told = step }
            return told != step
        }
        guard isNew else { return }
        let line = "\(work): \(completed) of \(total) after \(seconds) s, \(Self.peakMegabytes) MB at most\n"
        FileHandle.standardError.write(Data(line.utf8))
    }

    /// The most memory that this process has had so far.
    static var peakMegabytes: Int {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Int(usage.ru_maxrss) / 1_024  // in kilobytes
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Int(usage.ru_maxrss) / (1 << 20)
        #endif
    }
}

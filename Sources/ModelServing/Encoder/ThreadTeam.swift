import CEncoderKernels
import Foundation
import Synchronization

/// Threads that go through one forward pass together, so that a text by itself is not left to one of them.
///
/// The first that joins leads: it goes through the pass and divides the steps into pieces, which all take in turn, itself among
/// them. A helper that comes late or never is not waited for, so threads of any pool may join. Between steps helpers look
/// for the next one without sleeping, since a step may take a few microseconds; the pass is over soon.
///
/// - Important: A piece writes what no other piece of its step reads or writes, and its results are the same however a step is
///   divided: then a pass gives the same bits by any number of threads.
final class ThreadTeam: @unchecked Sendable {
    /// A team of whoever computes, for passes that share their steps with nobody.
    static let alone = ThreadTeam(size: 1)

    /// As many as steps are worth dividing among: the narrowest product of MiniLM has twelve panels.
    static let largestSize = 8

    /// The threads that may join.
    let size: Int

    private let joined = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)
    /// The step's number in the upper half, and how many of its pieces nobody has taken in the lower.
    private let open = Atomic<UInt64>(0)
    /// Pieces of the step that are computed.
    private let done = Atomic<Int>(0)

    // SAFETY: the leader alone writes these, when all pieces of the step before are done; others read them when they have
    // taken a piece, which is done later than they read.
    private var pieces = 0
    private var compute: ((_ piece: Int, _ member: Int) -> Void)?

    init(size: Int) {
        self.size = size
    }

    /// Leads `pass`, or helps whoever does until it is over. To be called `size` times at most.
    func join(_ pass: (ThreadTeam) -> Void) {
        let member = joined.add(1, ordering: .relaxed).oldValue
        precondition(member < size, "a team of \(size)")
        if member == 0 {
            pass(self)
            compute = nil
            isOver.store(true, ordering: .releasing)
        } else {
            var wait = Wait()
            while !isOver.load(ordering: .acquiring) {
                if takePiece(as: member) { wait = Wait() } else { wait.again() }
            }
        }
    }

    /// Computes one step, `count` of something, in pieces that begin at multiples of `unit`; the leader calls it.
    ///
    /// - Parameter body: Computes a piece; `member` is the number of the thread that does, below ``size``.
    func divide(_ count: Int, by unit: Int = 1, _ body: @escaping (_ part: Range<Int>, _ member: Int) -> Void) {
        let units = (count + unit - 1) / unit
        guard size > 1, units > 1 else { return body(0..<count, 0) }
        // A few for each thread, so that one which is late or interrupted leaves more to the others.
        let pieces = min(units, 4 * size)
        self.pieces = pieces
        compute = { piece, member in
            body(piece * units / pieces * unit..<min((piece + 1) * units / pieces * unit, count), member)
        }
        done.store(0, ordering: .relaxed)
        let step = open.load(ordering: .relaxed) >> 32 &+ 1
        open.store(step << 32 | UInt64(pieces), ordering: .releasing)
        while takePiece(as: 0) {}
        var wait = Wait()
        while done.load(ordering: .acquiring) < pieces { wait.again() }
    }

    /// Computes a piece of the step, unless all are taken.
    private func takePiece(as member: Int) -> Bool {
        var seen = open.load(ordering: .acquiring)
        while seen & 0xFFFF_FFFF > 0 {
            // Fails if another step has begun since.
            let (isTaken, now) = open.weakCompareExchange(
                expected: seen, desired: seen - 1, ordering: .acquiring)
            if isTaken {
                compute?(pieces - Int(seen & 0xFFFF_FFFF), member)
                done.add(1, ordering: .releasing)
                return true
            }
            seen = now
        }
        return false
    }

    /// Waiting for another thread by looking again; in the long run it lets others run meanwhile.
    private struct Wait {
        private var count = 0

        mutating func again() {
            count += 1
            if count < 1000 { tessera_pause() } else { sched_yield() }
        }
    }
}

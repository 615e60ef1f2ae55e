package import Foundation

/// A lock on a folder that its holders agree on; it ends with its process, however that ends.
///
/// Whoever makes a file aside in the folder holds it meanwhile: so whoever has it knows that such files are nobody's.
package final class FolderLock {
    private let descriptor: Int32

    /// - Parameter seconds: How long to wait for another holder.
    /// - Returns: nil if it cannot be had by then, or not at all on this file system.
    package init?(_ folder: URL, within seconds: TimeInterval = 0) {
        descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let end = Date.now.addingTimeInterval(seconds)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let isTaken = errno == EWOULDBLOCK || errno == EINTR
            guard isTaken, Date.now < end else {
                close(descriptor)
                return nil
            }
            usleep(2_000)
        }
    }

    deinit { close(descriptor) }
}

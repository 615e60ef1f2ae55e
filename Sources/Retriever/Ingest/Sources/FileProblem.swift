import Foundation

/// A document, or a folder of a source, that could not be taken in; the others were.
public struct FileProblem: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// What was being done.
    public enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
        case listing, reading, parsing, chunking, embedding
        /// A field of the document does not fit the collection's; the document was taken in without it.
        case metadata
    }

    public var path: String
    public var phase: Phase
    public var reason: String

    public init(path: String, phase: Phase = .reading, reason: String) {
        self.path = path
        self.phase = phase
        self.reason = reason
    }

    public var description: String { "\(path): \(reason)" }
}

extension FileProblem {
    static func unreadable(_ path: String, _ error: any Error, phase: Phase = .reading) -> FileProblem {
        FileProblem(path: path, phase: phase, reason: "it cannot be read: \(reason(error))")
    }

    /// What the system says, without the path that is named already.
    static func reason(_ error: any Error) -> String {
        guard error is CocoaError || error is POSIXError || type(of: error) is NSError.Type else { return "\(error)" }
        let error = error as NSError
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError { return cause.localizedDescription }
        return error.localizedDescription
    }
}

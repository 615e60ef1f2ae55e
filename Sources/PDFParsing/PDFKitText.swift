#if canImport(PDFKit)
    public import Chunking
    import Foundation
    import PDFKit

    /// Text by Apple's PDFKit, in this process.
    public struct PDFKitText: PDFTextExtractor {
        private let password: String?

        /// - Parameter password: Opens the files that cannot be opened without one.
        public init(password: String? = nil) {
            self.password = password
        }

        public func text(
            of data: [UInt8], path: String, limits: PDFLimits
        ) async throws(DocumentError) -> [UInt8] {
            let start = ContinuousClock.now
            guard let document = PDFDocument(data: Data(data)) else {
                throw .unreadable(path: path, reason: "PDFKit cannot open it")
            }
            if document.isLocked, let password, !document.unlock(withPassword: password) {
                throw .wrongPassword(path: path)
            }
            if document.isLocked || !document.allowsCopying { throw .encrypted(path: path) }
            var text: [UInt8] = []
            for page in 0..<document.pageCount {
                if Task.isCancelled { throw .cancelled(path: path) }
                if ContinuousClock.now - start > .seconds(limits.time) {
                    throw .timedOut(path: path, limit: limits.time)
                }
                text.append(contentsOf: (document.page(at: page)?.string ?? "").utf8)
                text.append(0x0C)
                if text.count > limits.textBytes { throw .tooLarge(path: path, limit: limits.textBytes) }
            }
            return text
        }
    }
#endif

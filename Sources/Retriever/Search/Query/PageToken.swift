import Crypto
import Foundation
import ModelServing

/// Where the next page of an answer begins.
///
/// It holds for the same query, of the same commit of the same index: then the pages together are what one larger answer would have been. After a
/// sync that changed the index, or a rebuild, it is refused with the reason; ask for the first page again. Its text can be given away and comes
/// back by ``init(parsing:)``.
public struct PageToken: Sendable, Hashable, CustomStringConvertible {
    /// The making of the index.
    let index: UUID
    let epoch: Int64
    /// Of the query.
    let digest: Data
    /// How many hits came before.
    let position: Int
    /// When the first page was asked for, by which ages are counted.
    let moment: Date
    /// Whether the first page's order is the reranker's.
    let isReranked: Bool

    static let digestLength = 16
    private static let version: UInt8 = 1
    private static let length = 1 + 1 + 16 + 8 + digestLength + 8 + 8
    private static let checksumLength = 8

    init(index: UUID, epoch: Int64, digest: Data, position: Int, moment: Date, isReranked: Bool) {
        self.index = index
        self.epoch = epoch
        self.digest = digest
        self.position = position
        self.moment = moment
        self.isReranked = isReranked
    }

    /// In characters that need no escape in an address.
    public var description: String {
        var bytes = Data([Self.version, isReranked ? 1 : 0])
        withUnsafeBytes(of: index.uuid) { bytes.append(contentsOf: $0) }
        bytes.append(Self.bytes(UInt64(bitPattern: epoch)))
        bytes.append(digest)
        bytes.append(Self.bytes(UInt64(position)))
        bytes.append(Self.bytes(moment.timeIntervalSinceReferenceDate.bitPattern))
        bytes.append(Self.checksum(of: bytes))
        return bytes.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// - Throws: ``IndexError``: `invalidPage` for what is no token, or was changed.
    public init(parsing text: String) throws(IndexError) {
        let standard = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        let padded = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        guard text.utf8.count < 200, let bytes = Data(base64Encoded: padded),
            bytes.count == Self.length + Self.checksumLength, bytes[0] == Self.version, bytes[1] <= 1,
            bytes.suffix(Self.checksumLength).elementsEqual(Self.checksum(of: bytes.prefix(Self.length)))
        else {
            throw IndexError(
                .invalidPage,
                "\"\(text.prefix(100))\" is no page token, or not whole; give back what an answer had as its next page")
        }
        var rest = bytes[2...]
        func take(_ count: Int) -> Data {
            defer { rest = rest.dropFirst(count) }
            return Data(rest.prefix(count))
        }
        func number() -> UInt64 { take(8).reduce(0) { $0 << 8 | UInt64($1) } }
        isReranked = bytes[1] == 1
        let name = take(16)
        index = UUID(
            uuid: name.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) })
        epoch = Int64(bitPattern: number())
        digest = take(Self.digestLength)
        guard let position = Int(exactly: number()) else {
            throw IndexError(.invalidPage, "the page token has no position")
        }
        self.position = position
        let seconds = Double(bitPattern: number())
        guard seconds.isFinite else { throw IndexError(.invalidPage, "the page token has no moment") }
        moment = Date(timeIntervalSinceReferenceDate: seconds)
    }

    private static func bytes(_ number: UInt64) -> Data {
        Data((0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
    }

    private static func checksum(of bytes: Data) -> Data {
        Data(SHA256.hash(data: bytes).prefix(checksumLength))
    }
}

extension IndexQuery {
    /// Tells queries apart whose pages differ. The columns, the facets and the explanation may be others on the next page.
    func digest() throws -> Data {
        struct Form: Encodable {
            var texts: [String?]
            var weights: [Double]
            var mode: RetrievalOptions.Mode
            var k: Int
            var filter: Filter?
            var fusion: Fusion
            var candidates: Int?
            var scoreThreshold: Double?
            var reranker: [String]?
            var timeDecay: TimeDecay?
            var diversity: MaximalMarginalRelevance?
            var grouping: Grouping?
            var sort: [RowOrder]
        }
        let form = Form(
            texts: questions.map(\.text), weights: questions.map(\.weight), mode: options.mode, k: options.k,
            filter: options.filter, fusion: options.fusion, candidates: options.candidates,
            scoreThreshold: options.scoreThreshold,
            reranker: options.reranking.map {
                [$0.model.name, "\($0.depth)", "\($0.maximumCharacters)", $0.question ?? ""] + ($0.columns ?? [])
            },
            timeDecay: options.timeDecay, diversity: options.diversity, grouping: options.grouping, sort: sort)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // A filter may compare with infinity.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        var hash = SHA256()
        hash.update(data: try encoder.encode(form))
        for question in questions {
            // A length first, so that no two lists of vectors have the same bytes.
            withUnsafeBytes(of: question.vector?.count ?? -1) { hash.update(bufferPointer: $0) }
            question.vector?.withUnsafeBytes { hash.update(bufferPointer: $0) }
        }
        return Data(hash.finalize().prefix(PageToken.digestLength))
    }
}

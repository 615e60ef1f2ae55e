public import Foundation
import ModelServing

/// A file with one document a line: an object with an id and a text, whose other fields are metadata.
///
///     {"id": "note-17", "text": "Foxes are red.", "author": "Mia", "year": 2024}
///
/// The file is read through at each listing, one line in memory at a time; a line whose bytes are those of the last
/// reading is not parsed as a document. Lines that are no such object are problems of the listing, as `line 17`.
public struct JSONLinesSource: DocumentSource {
    public let file: URL
    public let identity: String
    /// The name of the field with the document's path: a text or a whole number, each once.
    public var idField: String
    /// The name of the field with its text.
    public var textField: String
    /// What the texts are, as the extensions of a ``ParserRegistry``.
    public var type: String
    /// Longer lines are refused.
    public var maximumBytes: Int

    /// - Parameters:
    ///   - identity: nil for the file's absolute path; name it to keep the documents when the file moves.
    ///   - type: `txt` unless stated; `md` for Markdown.
    ///   - maximumBytes: 64 MiB unless stated.
    public init(
        _ file: URL, identity: String? = nil, idField: String = "id", textField: String = "text",
        type: String = "txt", maximumBytes: Int = 64 << 20
    ) {
        self.file = file
        self.identity = identity ?? file.standardizedFileURL.resolvingSymlinksInPath().path
        self.idField = idField
        self.textField = textField
        self.type = type
        self.maximumBytes = maximumBytes
    }

    /// - Throws: ``IngestError``: `sourceUnreadable`; `CancellationError`.
    public func listing() async throws -> SourceListing {
        var listing = SourceListing(files: [])
        var seen: Set<Value> = []
        do {
            var lines = try LineReader(file, maximumBytes: maximumBytes)
            while let line = try lines.next() {
                try Task.checkCancellation()
                if line.isBlank { continue }
                let place = "line \(line.number)"
                func refuse(_ reason: String) {
                    listing.problems.append(FileProblem(path: place, phase: .listing, reason: reason))
                }
                guard let bytes = line.bytes else {
                    refuse("it has \(line.length) bytes, and \(maximumBytes) are the most")
                    continue
                }
                let record: Record
                do { record = try self.record(bytes) } catch {
                    refuse(error.reason)
                    continue
                }
                guard seen.insert(.text(record.id)).inserted else {
                    refuse("another line has the \(idField) \"\(record.id)\" already")
                    continue
                }
                listing.files.append(
                    SourceFile(
                        path: record.id, size: record.text.utf8.count, type: type,
                        revision: DocumentTable.hash(bytes), metadata: record.metadata,
                        locator: "\(line.offset) \(line.length)"))
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw IngestError.sourceUnreadable(file.path, reason: FileProblem.reason(error))
        }
        return listing
    }

    public func read(_ file: SourceFile, since revision: String?) async throws -> SourceReading {
        let place = (file.locator ?? "").split(separator: " ").compactMap { UInt64($0) }
        guard place.count == 2 else { throw FileProblem(path: file.path, reason: "it was not listed by this source") }
        let handle = try FileHandle(forReadingFrom: self.file)
        defer { try? handle.close() }
        try handle.seek(toOffset: place[0])
        let bytes = try handle.read(upToCount: Int(place[1])) ?? Data()
        guard DocumentTable.hash(bytes) == file.revision else {
            throw FileProblem(path: file.path, reason: "the file changed since it was listed; ingest it again")
        }
        do {
            return .content(SourceContent(bytes: Array(try record(bytes).text.utf8), revision: file.revision))
        } catch {
            throw FileProblem(path: file.path, reason: error.reason)
        }
    }

    private struct Record {
        var id: String
        var text: String
        var metadata: [String: Value]
    }

    private struct Refusal: Error { var reason: String }

    private func record(_ bytes: Data) throws(Refusal) -> Record {
        guard let line = String(validating: bytes, as: UTF8.self) else { throw Refusal(reason: "it is not UTF-8") }
        let json: JSON
        do { json = try JSON(text: line) } catch { throw Refusal(reason: error.description) }
        guard case .object(let members) = json else { throw Refusal(reason: "it is no object") }
        let id: String
        switch members.last(where: { $0.name == idField })?.value {
        case .string(let text)? where !text.isEmpty: id = text
        case .integer(let number)?: id = String(number)
        default: throw Refusal(reason: "it has no \"\(idField)\" that is a text or a whole number")
        }
        guard case .string(let text)? = members.last(where: { $0.name == textField })?.value else {
            throw Refusal(reason: "it has no \"\(textField)\" that is a text")
        }
        var metadata: [String: Value] = [:]
        for member in members where member.name != idField && member.name != textField {
            metadata[member.name] = Value(member.value)
        }
        return Record(id: id, text: text, metadata: metadata)
    }
}

extension Value {
    /// Arrays and objects stay JSON.
    init(_ json: JSON) {
        self =
            switch json {
            case .null: .null
            case .boolean(let value): .boolean(value)
            case .integer(let value): .integer(Int64(value))
            case .number(let value): .real(value)
            case .string(let value): .text(value)
            case .array, .object: (try? json.text()).map { .json($0) } ?? .null
            }
    }
}

package import Foundation

/// The lines of one file of results: what was measured in one go, so that ratios within it mean something.
package struct ResultFile: Sendable {
    /// The file's name without its ending.
    package let name: String
    package private(set) var points: [MeasuredPoint] = []
    package private(set) var kernels: [MeasuredKernel] = []
    package private(set) var roofs: [MeasuredRoof] = []

    private struct Kind: Decodable {
        let recall: Double?
        let parameters: [String: Int]?
        let kernel: String?
        let roof: String?
    }

    /// Lines of other kinds are left to others.
    ///
    /// - Throws: ``ResultError`` for a line that is no JSON object, or lacks a key of its kind.
    package init(name: String, text: String) throws {
        self.name = name
        let decoder = JSONDecoder()
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let data = Data(line.utf8)
            do {
                let kind = try decoder.decode(Kind.self, from: data)
                if kind.roof != nil {
                    roofs.append(try decoder.decode(MeasuredRoof.self, from: data))
                } else if kind.kernel != nil {
                    kernels.append(try decoder.decode(MeasuredKernel.self, from: data))
                } else if kind.recall != nil, kind.parameters != nil {
                    points.append(try decoder.decode(MeasuredPoint.self, from: data))
                }
            } catch {
                throw ResultError("\(name), line \(number + 1): \(Self.reason(error))")
            }
        }
    }

    /// The `.jsonl` files of a folder, in the order of their names.
    package static func all(in folder: URL) throws -> [ResultFile] {
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            throw ResultError("the folder \(folder.path) cannot be read; is it there?")
        }
        return try files.filter { $0.pathExtension == "jsonl" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { file in
                guard let data = try? Data(contentsOf: file), let text = String(validating: data, as: UTF8.self) else {
                    throw ResultError("\(file.path) cannot be read as UTF-8")
                }
                return try ResultFile(name: file.deletingPathExtension().lastPathComponent, text: text)
            }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _)?: "the key '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context)?, .valueNotFound(_, let context)?:
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is not of its type"
        default: "this is no JSON object"
        }
    }

    /// The sizes that were measured, ascending.
    package var sizes: [Int] { Set(points.map(\.vectors)).sorted() }

    /// The numbers of threads that were measured, ascending.
    package var threads: [Int] { Set(points.map(\.threads)).sorted() }
}

/// Why results cannot be reported.
package struct ResultError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

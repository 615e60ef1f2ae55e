package import Foundation

/// The files of a model in the Hugging Face layout, read with errors that name the file.
package struct ModelFolder: Sendable {
    package let url: URL

    package init(_ url: URL) {
        self.url = url
    }

    package func contains(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }

    /// The bytes of a file.
    package func data(_ name: String) throws(ModelError) -> Data {
        let file = url.appendingPathComponent(name)
        guard contains(name) else {
            throw ModelError(.fileNotFound, "\(file.path) is not there; is this the folder of a model?")
        }
        do {
            return try Data(contentsOf: file)
        } catch {
            throw ModelError(.invalidModel, "\(file.path) cannot be read: \(error.localizedDescription)")
        }
    }

    /// A JSON file's value, which must be an object.
    package func object(_ name: String) throws(ModelError) -> JSONValue {
        let value = try json(name)
        guard case .object = value else {
            throw ModelError(.invalidModel, "\(path(name)) holds no JSON object; fetch the model again")
        }
        return value
    }

    package func objectIfPresent(_ name: String) throws(ModelError) -> JSONValue? {
        contains(name) ? try object(name) : nil
    }

    /// A JSON file's value.
    package func json(_ name: String) throws(ModelError) -> JSONValue {
        let parsed = try data(name).withUnsafeBytes { bytes in
            Result { () throws(JSONReader.Failure) in try JSONReader.read(bytes) }
        }
        switch parsed {
        case .success(let value): return value
        case .failure(let failure):
            throw ModelError(
                .invalidModel,
                "\(path(name)) is no JSON at byte \(failure.offset): \(failure.reason); fetch the model again")
        }
    }

    private func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }
}

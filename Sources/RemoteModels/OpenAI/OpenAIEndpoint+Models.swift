public import Foundation
import ModelServing
import NIOHTTP1

/// A model that an endpoint offers.
public struct ModelListing: Sendable, Hashable {
    /// The name to ask for it by.
    public var name: String
    public var owner: String?
    public var created: Date?

    public init(name: String, owner: String? = nil, created: Date? = nil) {
        self.name = name
        self.owner = owner
        self.created = created
    }
}

extension OpenAIEndpoint {
    /// The models that the endpoint offers, in its order.
    ///
    ///     let names = try await endpoint.models().map(\.name)
    ///
    /// - Throws: ``ModelError``, or `CancellationError` when the task is cancelled.
    public func models() async throws -> [ModelListing] {
        let response = try await send(request(.GET, path: options.paths.models, accept: "application/json"))
        return try await decode(WireModels.self, from: response, kind: "list of models").data.map { model in
            ModelListing(
                name: model.id, owner: model.ownedBy, created: model.created.map { Date(timeIntervalSince1970: $0) })
        }
    }
}

private struct WireModels: Decodable {
    struct Model: Decodable {
        var id: String
        var ownedBy: String?
        /// Seconds since 1970.
        var created: Double?

        enum CodingKeys: String, CodingKey {
            case id, created
            case ownedBy = "owned_by"
        }
    }

    var data: [Model]
}

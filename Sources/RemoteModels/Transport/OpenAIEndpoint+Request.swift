import AsyncHTTPClient
import Foundation
import ModelServing
import NIOCore
import NIOHTTP1

extension OpenAIEndpoint {
    /// The body of a request: ours, under the names and changed by the fields of ``EndpointOptions``.
    func body(_ fields: [String: JSON]) throws(ModelError) -> ByteBuffer {
        var named: [String: JSON] = [:]
        for (name, value) in fields { named[options.bodyFieldNames[name] ?? name] = value }
        named.merge(options.extraBodyFields) { _, extra in extra }
        let members = named.filter { $0.value != .null }.sorted { $0.key < $1.key }
            .map { JSON.Member($0.key, $0.value) }
        return ByteBuffer(string: try JSON.object(members).text())
    }

    /// Everything of a request but its body.
    func request(_ method: HTTPMethod, path: String, accept: String) throws(ModelError) -> HTTPClientRequest {
        try checkURL()
        var request = HTTPClientRequest(url: url(path))
        request.method = method
        if method == .POST { request.headers.add(name: "Content-Type", value: "application/json") }
        request.headers.add(name: "Accept", value: accept)
        apiKey?.withExposedValue { key in
            switch options.authorization {
            case .bearer: request.headers.add(name: "Authorization", value: "Bearer \(key)")
            case .scheme(let scheme): request.headers.add(name: "Authorization", value: "\(scheme) \(key)")
            case .header(let name): request.headers.add(name: name, value: key)
            }
        }
        for (name, value) in options.headers { request.headers.replaceOrAdd(name: name, value: value) }
        for (name, secret) in options.secretHeaders {
            secret.withExposedValue { request.headers.replaceOrAdd(name: name, value: $0) }
        }
        return request
    }

    private func checkURL() throws(ModelError) {
        guard let parts = URLComponents(string: baseURL), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), parts.host?.isEmpty == false
        else {
            throw ModelError(.invalidRequest, "\(self) is no URL that begins with http:// or https:// and names a host")
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw ModelError(.invalidRequest, "the URL \(self) carries a query; give it as EndpointOptions.query")
        }
        guard parts.user == nil, parts.password == nil else {
            throw ModelError(.invalidRequest, "the URL \(self) carries a user or password; give it as apiKey instead")
        }
    }

    private func url(_ path: String) -> String {
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        let url = base + (path.hasPrefix("/") ? path : "/" + path)
        guard !options.query.isEmpty else { return url }
        let items = options.query.sorted { $0.key < $1.key }.map { Self.encoded($0.key) + "=" + Self.encoded($0.value) }
        return url + (path.contains("?") ? "&" : "?") + items.joined(separator: "&")
    }

    /// RFC 3986's unreserved characters stay, all others are percent-encoded.
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}

public import ModelServing

/// Sends each trace to a server of OpenTelemetry's protocol: a collector, or MLflow.
///
///     let mlflow = OTLPTraceRecorder(
///         url: "http://127.0.0.1:5000/v1/traces", client: HTTPFetcher(), headers: ["x-mlflow-experiment-id": "0"])
///     chain.recorder = QueuedTraceRecorder(mlflow)
///
/// The body is JSON. In a ``QueuedTraceRecorder`` a slow or absent server holds up no call.
public struct OTLPTraceRecorder: TraceRecorder {
    /// Of the traces' receiver, path included.
    public var url: String
    /// `HTTPFetcher` of RemoteModels, or a client of your own.
    public var client: any HTTPPosting
    /// Sent with each request, such as a key.
    public var headers: [String: String]
    /// The `service.name` that backends sort by.
    public var service: String
    /// For each request.
    public var timeout: Duration

    public init(
        url: String, client: any HTTPPosting, headers: [String: String] = [:], service: String = "tessera",
        timeout: Duration = .seconds(10)
    ) {
        self.url = url
        self.client = client
        self.headers = headers
        self.service = service
        self.timeout = timeout
    }

    /// - Throws: ``TraceExportError/refused(url:status:body:)``, and what the client throws.
    public func record(_ trace: Trace) async throws {
        let response = try await client.post(
            HTTPPostRequest(
                url: url, headers: headers.merging(["Content-Type": "application/json"]) { own, _ in own },
                body: OTLPRequest([trace], service: service).body, timeout: timeout))
        guard (200..<300).contains(response.status) else {
            throw TraceExportError.refused(
                url: url, status: response.status, body: String(decoding: response.body.prefix(500), as: UTF8.self))
        }
    }
}

/// Why a trace did not go out.
public enum TraceExportError: Error, Hashable, CustomStringConvertible {
    /// The server answered, but not with success.
    case refused(url: String, status: Int, body: String)
    /// A trace is larger than a file may be.
    case tooLarge(bytes: Int, limit: Int)
    /// A file could not be written.
    case notWritten(path: String, reason: String)

    /// What happened.
    public var description: String {
        switch self {
        case .refused(let url, let status, let body): "\(url) answered a trace with status \(status): \(body)"
        case .tooLarge(let bytes, let limit): "a trace of \(bytes) bytes is larger than a file may be, \(limit)"
        case .notWritten(let path, let reason): "a trace was not written to \(path): \(reason)"
        }
    }
}

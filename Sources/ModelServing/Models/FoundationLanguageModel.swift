#if canImport(FoundationModels)
    import Foundation
    public import FoundationModels

    /// Apple's language model on the device, as a ``LanguageModel``.
    ///
    /// Each request is a `LanguageModelSession` of its own: the messages before the last one become its transcript,
    /// the last one the prompt. The system counts no tokens, does not say that it reached the limit, and calls tools
    /// by itself within a session; requests with tools, stop sequences or a form are refused with a ``ModelError`` of
    /// code ``ModelError/Code/unsupportedRequest``. For tools use the session itself; ``ToolDefinition/init(_:)``
    /// makes its tools known to other models.
    ///
    ///     let model = FoundationLanguageModel()
    ///     let answer = try await model.respond(to: GenerationRequest(messages: [Message(.user, "Hello")]))
    @available(macOS 26.0, iOS 26.0, visionOS 26.0, *)
    @available(tvOS, unavailable)
    @available(watchOS, unavailable)
    public struct FoundationLanguageModel: LanguageModel {
        public let name: String
        private let model: SystemLanguageModel

        public init(_ model: SystemLanguageModel = .default, name: String = "apple-on-device") {
            self.model = model
            self.name = name
        }

        public func stream(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
            AsyncThrowingStream { continuation in
                let work = Task {
                    do {
                        try await generate(request) { continuation.yield($0) }
                        continuation.finish()
                    } catch let error as LanguageModelSession.GenerationError {
                        continuation.finish(throwing: Self.error(error))
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
                continuation.onTermination = { _ in work.cancel() }
            }
        }

        private func generate(_ request: GenerationRequest, emit: (GenerationEvent) -> Void) async throws {
            guard case .available = model.availability else {
                throw ModelError(.unreachable, "the system's language model is not available: \(model.availability)")
            }
            guard request.tools.isEmpty, request.stopSequences.isEmpty,
                request.responseFormat == nil || request.responseFormat == .text
            else {
                throw ModelError(.unsupportedRequest, "\(name) takes no tools, stop sequences or forms of answers")
            }
            guard let prompt = request.messages.last, prompt.role == .user else {
                throw ModelError(.invalidRequest, "the last message for \(name) must be the user's")
            }
            let session = LanguageModelSession(
                model: model, transcript: try Transcript(request.messages.dropLast()))
            var text = ""
            for try await snapshot in session.streamResponse(to: prompt.content, options: GenerationOptions(request)) {
                // Each snapshot is the text so far.
                let piece = snapshot.content.dropFirst(text.count)
                if !piece.isEmpty { emit(.text(String(piece))) }
                text += piece
            }
            try Task.checkCancellation()
            emit(.finished(GenerationResponse(text: text, finishReason: .stop)))
        }

        private static func error(_ error: LanguageModelSession.GenerationError) -> ModelError {
            switch error {
            case .rateLimited, .concurrentRequests: ModelError(.rateLimited, "\(error)")
            case .assetsUnavailable: ModelError(.unreachable, "\(error)")
            case .exceededContextWindowSize, .unsupportedLanguageOrLocale: ModelError(.invalidRequest, "\(error)")
            default: ModelError(.endpointFailed, "\(error)")
            }
        }
    }

    @available(macOS 26.0, iOS 26.0, visionOS 26.0, *)
    @available(tvOS, unavailable)
    @available(watchOS, unavailable)
    extension Transcript {
        /// System messages become instructions, the user's prompts, the assistant's responses.
        fileprivate init(_ messages: some Sequence<Message>) throws(ModelError) {
            var entries: [Transcript.Entry] = []
            for message in messages {
                let segments = [Transcript.Segment.text(Transcript.TextSegment(content: message.content))]
                switch message.role {
                case .system: entries.append(.instructions(.init(segments: segments, toolDefinitions: [])))
                case .user: entries.append(.prompt(.init(segments: segments)))
                case .assistant: entries.append(.response(.init(assetIDs: [], segments: segments)))
                case .tool: throw ModelError(.unsupportedRequest, "outputs of tools belong into a session of their own")
                }
            }
            self.init(entries: entries)
        }
    }

    @available(macOS 26.0, iOS 26.0, visionOS 26.0, *)
    @available(tvOS, unavailable)
    @available(watchOS, unavailable)
    extension GenerationOptions {
        fileprivate init(_ request: GenerationRequest) {
            let sampling: SamplingMode? =
                if request.temperature == 0 {
                    .greedy
                } else if let seed = request.seed {
                    .random(probabilityThreshold: 1, seed: UInt64(bitPattern: Int64(seed)))
                } else {
                    nil
                }
            self.init(
                sampling: sampling, temperature: request.temperature == 0 ? nil : request.temperature,
                maximumResponseTokens: request.maximumTokens)
        }
    }

    @available(macOS 26.0, iOS 26.0, visionOS 26.0, *)
    @available(tvOS, unavailable)
    @available(watchOS, unavailable)
    extension ToolDefinition {
        /// Makes a tool of Apple's known to any model that calls tools.
        ///
        /// - Throws: ``ModelError`` where its parameters have no JSON schema.
        public init(_ tool: some Tool) throws(ModelError) {
            do {
                let schema = try JSONEncoder().encode(tool.parameters)
                self.init(
                    name: tool.name, description: tool.description,
                    parameters: try JSONSchema(text: String(decoding: schema, as: UTF8.self)))
            } catch {
                throw ModelError(.invalidRequest, "the parameters of \(tool.name) have no JSON schema: \(error)")
            }
        }
    }

    @available(macOS 26.0, iOS 26.0, visionOS 26.0, *)
    @available(tvOS, unavailable)
    @available(watchOS, unavailable)
    extension ToolCall {
        /// The arguments as a tool of Apple's takes them.
        ///
        /// - Throws: ``ModelError`` of code ``ModelError/Code/invalidResponse`` where the model wrote something else.
        public func arguments<T: Tool>(for tool: T) throws(ModelError) -> T.Arguments {
            do {
                return try T.Arguments(GeneratedContent(json: arguments))
            } catch {
                throw ModelError(.invalidResponse, "the call of \(toolName) does not fit the tool: \(error)")
            }
        }
    }
#endif

/// Checks that a model keeps what its protocol promises: the same checks that this library's own endpoints pass.
///
/// For tests of models of your own. Each check is named and fails with what was found; a check that a model gives no
/// hold for, such as of a usage that it does not count, is skipped with the reason.
///
///     let report = await EndpointConformance().check(myEmbedder)
///     #expect(report.passed, "\(report)")
public struct EndpointConformance: Sendable {
    /// A cancelled call must have thrown by then.
    public var cancellationLimit: Duration
    /// How far two runs of one text may be apart: per component of a vector of length 1, or relative to the largest
    /// score. Models that compute batches in another order than single texts differ by rounding.
    public var tolerance: Float
    /// What is embedded, reranked and asked; at least three, different from each other.
    public var texts: [String]
    /// The longest answer that language models are asked for, in tokens.
    public var maximumTokens: Int

    public init(
        cancellationLimit: Duration = .milliseconds(50), tolerance: Float = 1e-4,
        texts: [String] = EndpointConformance.standardTexts, maximumTokens: Int = 24
    ) {
        precondition(Set(texts).count >= 3, "\(Set(texts).count) different texts show no order; give at least three")
        self.cancellationLimit = cancellationLimit
        self.tolerance = tolerance
        self.texts = texts
        self.maximumTokens = maximumTokens
    }

    /// Short and long texts of several scripts, one of them of punctuation alone.
    public static let standardTexts = [
        "A red fox jumps over the fence.", "索引ファイルは別名で書かれ、それから名前が変えられる。", "?!",
        "An index file is written aside, synced and renamed, so that a crash leaves the old one or the new one. "
            + "What was being written is removed by the next save.",
        "🌍 naïve café",
    ]
}

/// What a conformance check found.
public struct ConformanceReport: Sendable, Hashable, CustomStringConvertible {
    public struct Check: Sendable, Hashable {
        /// What is promised, as a sentence.
        public var name: String
        public var outcome: Outcome
    }

    public enum Outcome: Sendable, Hashable {
        case passed
        /// The model gives no hold for the check.
        case skipped(String)
        case failed(String)
    }

    /// The model's name.
    public var model: String
    /// In the order in which they were made.
    public internal(set) var checks: [Check] = []

    /// Whether no check failed.
    public var passed: Bool { failures.isEmpty }

    public var failures: [Check] {
        checks.filter { if case .failed = $0.outcome { true } else { false } }
    }

    public var description: String {
        let lines = checks.map { check in
            switch check.outcome {
            case .passed: "passed   \(check.name)"
            case .skipped(let reason): "skipped  \(check.name): \(reason)"
            case .failed(let reason): "FAILED   \(check.name): \(reason)"
            }
        }
        return ([model] + lines).joined(separator: "\n  ")
    }

    init(model: String) {
        self.model = model
    }

    /// Makes one check; an error that it throws is its failure.
    mutating func check(_ name: String, _ body: () async throws -> Outcome) async {
        do {
            checks.append(Check(name: name, outcome: try await body()))
        } catch {
            checks.append(Check(name: name, outcome: .failed("it threw \(error)")))
        }
    }
}

extension ConformanceReport.Outcome {
    /// Passed if `condition`, else failed for `reason`.
    static func expecting(_ condition: Bool, _ reason: @autoclosure () -> String) -> Self {
        condition ? .passed : .failed(reason())
    }
}

import VectorCore

/// Picks the sentences of some passages that are nearest to a question, word by word.
///
/// It is no language model: it writes nothing, understands nothing, and cannot say that the passages do not answer.
/// It needs an embedding model alone, always gives the same sentences for the same input, and every sentence is a
/// slice of its passage.
///
/// A sentence scores by the similarity of its embedding to the question's and by how much of the question's words it
/// holds, rare ones counting more. Then they are picked greedily, each judged also by how much it repeats those picked
/// before (maximal marginal relevance, Carbonell & Goldstein 1998), and given back in the order of the passages.
///
///     let answerer = ExtractiveAnswerer(model: encoder)
///     for sentence in try await answerer.extract("How are index files written?", from: passages) {
///         print(sentence.text, "from passage", sentence.passage)
///     }
public struct ExtractiveAnswerer: Sendable {
    /// How sentences are chosen.
    public struct Parameters: Sendable, Hashable {
        /// The most sentences given back; at least 1.
        public var sentences: Int
        /// The most sentences embedded: the cost of an answer. Beyond it those that share words with the question
        /// come first, then those of the first passages.
        public var maximumEmbedded: Int
        /// The share of the words' overlap in a score, 0 to 1; the rest is the embedding's.
        public var lexicalWeight: Double
        /// How much a picked sentence counts against others like it, 0 to 1.
        public var redundancyPenalty: Double
        /// A sentence that scores less than this share of the best one's score is left out, 0 to 1.
        public var relativeThreshold: Double

        public init(
            sentences: Int = 3, maximumEmbedded: Int = 96, lexicalWeight: Double = 0.3,
            redundancyPenalty: Double = 0.3, relativeThreshold: Double = 0.6
        ) {
            precondition(sentences >= 1, "an extract has at least one sentence, not \(sentences)")
            precondition(maximumEmbedded >= 1, "at least one sentence is embedded, not \(maximumEmbedded)")
            self.sentences = sentences
            self.maximumEmbedded = maximumEmbedded
            self.lexicalWeight = lexicalWeight
            self.redundancyPenalty = redundancyPenalty
            self.relativeThreshold = relativeThreshold
        }
    }

    /// Embeds the question and the sentences.
    public let model: any EmbeddingModel
    /// How sentences are chosen.
    public let parameters: Parameters

    public init(model: any EmbeddingModel, parameters: Parameters = Parameters()) {
        self.model = model
        self.parameters = parameters
    }

    /// The best sentences, in the order of the passages; none when the passages hold no sentence.
    ///
    /// - Parameter passages: Best first; plain text, Markdown or HTML. Headings and code are not candidates.
    /// - Throws: What the model throws, or `CancellationError`.
    public func extract(_ question: String, from passages: [String]) async throws -> [ExtractedSentence] {
        let candidates = candidates(for: question, in: passages)
        guard !candidates.isEmpty else { return [] }
        // (1, d) and (candidates, d)
        let asked = try await model.embed([question], as: .query)
        let vectors = try await model.embed(candidates.map(\.sentence.text), as: .passage)
        guard asked.rows == 1, vectors.rows == candidates.count, asked.columns == vectors.columns else {
            throw ModelError(
                .invalidResponse, "\(model.identity) gave \(vectors.rows) vectors for \(candidates.count) texts")
        }
        try Task.checkCancellation()
        let units = (0..<vectors.rows).map { UnitVector(vectors[row: $0]) }
        let query = UnitVector(asked[row: 0])
        let scores = zip(candidates, units).map { candidate, vector in
            score(candidate, similarity: vector.similarity(to: query))
        }
        return pick(candidates, scores: scores, vectors: units)
    }

    // MARK: Candidates

    private struct Candidate {
        var sentence: ExtractedSentence
        /// The share of the question's words in it, weighted by rarity, 0 to 1.
        var overlap: Double
    }

    private func candidates(for question: String, in passages: [String]) -> [Candidate] {
        var seen: Set<String> = []
        var sentences: [ExtractedSentence] = []
        for (number, passage) in passages.enumerated() {
            for range in SentenceSplitter.sentences(in: passage) {
                let text = SentenceSplitter.text(of: range, in: passage)
                guard seen.insert(text).inserted else { continue }
                sentences.append(ExtractedSentence(passage: number, range: range, text: text, score: 0))
            }
        }
        let overlap = LexicalOverlap(question: question, sentences: sentences.map(\.text))
        let all = sentences.indices.map { Candidate(sentence: sentences[$0], overlap: overlap.shares[$0]) }
        guard all.count > parameters.maximumEmbedded else { return all }
        let kept = all.indices.sorted { (all[$0].overlap, -$0) > (all[$1].overlap, -$1) }
            .prefix(parameters.maximumEmbedded).sorted()
        return kept.map { all[$0] }
    }

    private func score(_ candidate: Candidate, similarity: Double) -> Double {
        let weight = parameters.lexicalWeight
        var score = (1 - weight) * max(0, similarity) + weight * candidate.overlap
        let text = candidate.sentence.text
        // A question repeats the asker's words better than any answer does.
        if text.hasSuffix("?") || text.hasSuffix("？") || text.hasSuffix("か。") { score *= 0.25 }
        // Fragments such as "See below." are near to much and say little.
        if text.utf8.count < 20 { score *= 0.7 }
        return score
    }

    // MARK: Choice

    private func pick(
        _ candidates: [Candidate], scores: [Double], vectors: [UnitVector]
    ) -> [ExtractedSentence] {
        var picked: [Int] = []
        var repetition = [Double](repeating: 0, count: candidates.count)
        let threshold = (scores.max() ?? 0) * parameters.relativeThreshold
        while picked.count < parameters.sentences {
            var best: (position: Int, value: Double)?
            for position in candidates.indices where !picked.contains(position) && scores[position] >= threshold {
                let value = scores[position] - parameters.redundancyPenalty * repetition[position]
                if value > best?.value ?? -.infinity { best = (position, value) }
            }
            guard let best else { break }
            picked.append(best.position)
            for position in candidates.indices {
                let likeness = vectors[position].similarity(to: vectors[best.position])
                repetition[position] = max(repetition[position], likeness)
            }
        }
        return picked.sorted().map { position in
            var sentence = candidates[position].sentence
            sentence.score = scores[position]
            return sentence
        }
    }
}

/// A sentence of a passage, word by word.
public struct ExtractedSentence: Sendable, Hashable, Codable {
    /// The position of its passage in the list that was given, from 0.
    public var passage: Int
    /// Its place in the passage, in UTF-8 bytes.
    public var range: Range<Int>
    /// The passage's own text in ``range``, markup and line breaks included.
    public var text: String
    /// How near it is to the question; larger is nearer. Comparable within one question only.
    public var score: Double

    public init(passage: Int, range: Range<Int>, text: String, score: Double) {
        self.passage = passage
        self.range = range
        self.text = text
        self.score = score
    }
}

/// A vector of length 1, or of zeros.
private struct UnitVector {
    let values: [Float]

    init(_ values: ArraySlice<Float>) {
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        self.values = length > 0 && length.isFinite ? values.map { $0 / length } : values.map { _ in 0 }
    }

    /// The cosine, in Float64 by one fixed order, so that it is the same everywhere.
    func similarity(to other: UnitVector) -> Double {
        zip(values, other.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
}

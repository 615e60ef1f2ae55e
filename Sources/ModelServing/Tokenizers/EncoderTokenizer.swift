/// A tokenizer that knows what its model wants around texts, so that pieces of a text and pairs of texts can be put together.
package protocol EncoderTokenizer: Tokenizer {
    /// Special tokens before and behind a text.
    var surroundings: (before: [Int32], behind: [Int32]) { get }
    /// The token that stands for what the vocabulary has not; nil where there is none.
    var unknownToken: Int32? { get }
    /// How many special tokens stand around a pair; nil where the tokenizer's file has no template for pairs.
    var pairTokenCount: Int? { get }
    /// The largest type of a pair's token.
    var largestPairType: Int { get }

    /// The tokens of two texts in one sequence, with their types.
    ///
    /// What is over the limit is taken from the end of the longer text, until both are as long, as `longest_first` of Hugging
    /// Face's `tokenizers` does.
    /// - Parameter maximumTokens: At least ``pairTokenCount``.
    func encode(_ first: String, _ second: String, maximumTokens: Int) -> (ids: [Int32], types: [UInt8])
}

protocol TemplateTokenizer: EncoderTokenizer {
    var template: SequenceTemplate { get }
}

extension TemplateTokenizer {
    package var surroundings: (before: [Int32], behind: [Int32]) { (template.before, template.behind) }
    package var pairTokenCount: Int? { template.pair == nil ? nil : template.pairTokenCount }
    package var largestPairType: Int { template.largestType }

    package func encode(_ first: String, _ second: String, maximumTokens: Int) -> (ids: [Int32], types: [UInt8]) {
        let room = maximumTokens - template.pairTokenCount
        precondition(room >= 0, "\(maximumTokens) tokens cannot hold the \(template.pairTokenCount) special ones")
        let firstIDs = tokens(of: first).ids
        // How much longer the second text is than the limit matters only where the first is over it too.
        let secondIDs =
            firstIDs.count > room
            ? tokens(of: second).ids
            : ids(of: second, atMost: room + 1)
        let (firstCount, secondCount) = longestFirst(firstIDs.count, secondIDs.count, room: room)
        var ids: [Int32] = []
        var types: [UInt8] = []
        func append(_ tokens: some Collection<Int32>, _ type: UInt8) {
            ids += tokens
            types += repeatElement(type, count: tokens.count)
        }
        for part in template.pair ?? [] {
            switch part {
            case .first(let type): append(firstIDs.prefix(firstCount), type)
            case .second(let type): append(secondIDs.prefix(secondCount), type)
            case .token(let id, let type): append([id], type)
            }
        }
        return (ids, types)
    }
}

/// How many tokens of each of two texts are kept.
private func longestFirst(_ first: Int, _ second: Int, room: Int) -> (Int, Int) {
    guard first + second > room else { return (first, second) }
    let shorter = min(first, second)
    var kept = (shorter, max(shorter, room - shorter))
    if kept.0 + kept.1 > room { kept = (room / 2, room / 2 + room % 2) }
    return first > second ? (kept.1, kept.0) : kept
}

extension EncoderTokenizer {
    /// The first tokens of a text, special ones not among them.
    func ids(of text: String, atMost count: Int) -> [Int32] {
        let (before, behind) = surroundings
        let ids = encode(text, maximumTokens: count + before.count + behind.count).ids
        return Array(ids.dropFirst(before.count).dropLast(behind.count))
    }

    /// A text in sequences no longer than the limit, each with the special tokens, and how many tokens are each one's own.
    func pieces(of text: String, maximumTokens: Int) -> [(ids: [Int32], own: Int)] {
        let (before, behind) = surroundings
        let room = maximumTokens - before.count - behind.count
        let ids = tokens(of: text).ids
        guard room > 0, ids.count > room else {
            let own = min(ids.count, max(room, 0))
            return [(before + ids.prefix(own) + behind, own)]
        }
        return stride(from: 0, to: ids.count, by: room).map { start in
            let own = ids[start..<min(start + room, ids.count)]
            return (before + own + behind, own.count)
        }
    }

    /// Whether capital letters make no difference.
    var ignoresCase: Bool {
        let letters = "The Quick Brown FOX Jumps OVER a Lazy DOG ÄÉÎÕÜ"
        return tokens(of: letters).ids == tokens(of: letters.lowercased()).ids
    }
}

extension TokenizedText {
    /// Makes the ranges those of the text behind a prefix, in which they are empty.
    mutating func dropPrefix(bytes: Int) {
        guard bytes > 0 else { return }
        for index in ranges.indices {
            let range = ranges[index]
            ranges[index] = max(range.lowerBound - bytes, 0)..<max(range.upperBound - bytes, 0)
        }
    }
}

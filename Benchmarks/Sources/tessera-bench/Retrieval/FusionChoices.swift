import ArgumentParser
import Retriever

/// How hybrid search makes one ranking of its lists.
struct FusionChoices: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How hybrid search fuses: convex:WEIGHT of the vectors, 0 to 1, or rrf:K.", valueName: "fusion"),
        transform: Self.fusion(named:))
    var fusion = Fusion.standard
    @Option(help: "How many candidates each list brings.") var candidates: Int?

    private static func fusion(named name: String) throws -> Fusion {
        let parts = name.split(separator: ":", maxSplits: 1)
        switch (parts.first, parts.dropFirst().first.flatMap { Double($0) }) {
        case ("convex", let weight?): return .convex(vectorWeight: weight)
        case ("rrf", let k?): return .reciprocalRank(k: k)
        default: throw ValidationError("'\(name)' is neither convex:WEIGHT nor rrf:K")
        }
    }

    var json: [(String, JSONValue)] {
        let name =
            switch fusion {
            case .convex(let weight): "convex:\(weight)"
            case .reciprocalRank(let k): "rrf:\(k)"
            }
        return [("fusion", .text(name)), ("candidates", candidates.map { .integer($0) } ?? .null)]
    }
}

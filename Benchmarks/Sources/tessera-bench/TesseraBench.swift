import ArgumentParser
import Foundation

/// `tessera-bench`: what the library costs and how good its answers are, beside its peers.
@main
struct TesseraBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tessera-bench",
        abstract: "Measures Tessera: vector search, filters, retrieval, chunking, embedding.",
        discussion: "Docs/Benchmarking.md says what each figure means.",
        subcommands: [
            NeighborsCommand.self, ConcurrencyCommand.self, FilterCommand.self, FilterSetsCommand.self,
            TuneCommand.self, KernelsCommand.self, ScanCommand.self, BuildCommand.self, OpeningCommand.self,
            RetrievalCommand.self, ScoreCommand.self, KeywordCommand.self, ChunkCommand.self, ChunkQualityCommand.self,
            LanguageCommand.self, EmbedCommand.self, StoreLoadCommand.self, StoreLagCommand.self,
            StoreScaleCommand.self, StoreSearchCommand.self, ChainCommand.self, ReportCommand.self,
        ])

    static func main() async {
        // A reader that goes away (`| head`) is an error of the next write, not the end of the process mid-work.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}

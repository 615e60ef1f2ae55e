import ArgumentParser

/// From a folder of documents to a cited answer, on the command line.
@main
struct Tessera: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tessera",
        abstract: "Search a folder of documents and get answers with citations.",
        discussion: """
            A store is a folder that the first ingest makes. Nothing leaves this machine unless you give a --chat-url.

              tessera ingest --store notes.tessera ~/notes
              tessera search --store notes.tessera "crash safety" -k 5
              tessera ask --store notes.tessera "How does an index survive a crash?"
              tessera chat --store notes.tessera
              tessera batch --store notes.tessera questions.jsonl --out answers.jsonl
              tessera trace --store notes.tessera
              tessera tables --store notes.tessera
            """,
        groupedSubcommands: [
            CommandGroup(name: "Documents", subcommands: [Ingest.self, Search.self]),
            CommandGroup(name: "Answers", subcommands: [Ask.self, Chat.self, Batch.self, Trace.self]),
            CommandGroup(name: "Catalog", subcommands: [Tables.self, Describe.self, Changes.self]),
            CommandGroup(name: "Upkeep", subcommands: [Sync.self, Status.self, Vacuum.self, Check.self]),
        ])
}

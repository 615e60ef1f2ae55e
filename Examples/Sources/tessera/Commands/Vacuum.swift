import ArgumentParser
import Retriever

/// `tessera vacuum`.
struct Vacuum: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give back the room of versions that nobody needs any more.",
        discussion: """
            Removed are the versions of tables beyond the retention, embeddings of texts that no index has, and files of \
            dropped indexes. Readers and writers may go on meanwhile.
            """)

    @OptionGroup var place: StorePlace

    @Option(help: "For how many hours back every version must remain readable.")
    var retentionHours = 168.0

    @Flag(help: "Keep embeddings of texts that no index has, since they may come back.")
    var keepEmbeddings = false

    @Flag(help: "Print a JSON object of {removedImages, removedEmbeddings, removedFiles, freedBytes}.")
    var json = false

    func validate() throws {
        guard retentionHours >= 0, retentionHours.isFinite else {
            throw ValidationError("--retention-hours must be 0 or more, not \(retentionHours)")
        }
    }

    func run() async throws {
        try await interruptible {
            let report = try place.existing()
                .vacuum(retention: retentionHours * 3_600, keepsUnusedEmbeddings: keepEmbeddings)
            if json { return try StandardOutput.writeJSON(report) }
            let images = report.removedImages.values.reduce(0, +)
            try StandardOutput.writeLine(
                "removed: \(images) old images of rows, \(report.removedEmbeddings) embeddings, "
                    + "\(report.removedFiles) files; \(report.freedBytes) bytes freed")
        }
    }
}

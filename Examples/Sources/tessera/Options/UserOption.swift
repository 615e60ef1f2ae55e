import ArgumentParser
import Foundation

/// Who asks.
struct UserOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("Whose session it is, and who is recorded to have asked (default: you).", valueName: "name"))
    var user: String?

    var name: String { user ?? NSUserName() }
}

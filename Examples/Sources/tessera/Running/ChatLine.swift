import Foundation

/// What a line of a chat says.
enum ChatLine: Equatable {
    case question(String)
    /// Begins a conversation of a name not yet used.
    case new
    /// Goes to a conversation.
    case session(String)
    case sessions, sources, trace, help, quit
    /// Begins with a slash and is no command.
    case unknown(String)
    case blank

    init(_ line: String) {
        let text = line.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("/") else {
            self = text.isEmpty ? .blank : .question(line)
            return
        }
        let command = text.prefix { !$0.isWhitespace }
        let rest = text.dropFirst(command.count).trimmingCharacters(in: .whitespaces)
        self =
            switch (command, rest.isEmpty) {
            case ("/new", true): .new
            case ("/session", false): .session(rest)
            case ("/sessions", true): .sessions
            case ("/sources", true): .sources
            case ("/trace", true): .trace
            case ("/help", true): .help
            case ("/quit", true): .quit
            default: .unknown(text)
            }
    }

    static let commands = """
        /new            begins another conversation
        /session NAME   goes to a conversation
        /sessions       lists your conversations
        /sources        shows the passages that the last answer cites
        /trace          shows what the last answer's call did
        /quit           ends, as the end of the input does
        """
}

import Foundation
import Testing

/// A page of the documentation.
struct Page {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    let text: String

    init(_ path: String) throws {
        text = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
    }

    /// All its Swift, one block after the other.
    var program: String {
        text.components(separatedBy: "```swift\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }.joined(separator: "\n")
    }

    /// Compares it with `Examples/Sources/NAME/main.swift`.
    func expectProgram(_ name: String) throws {
        let source = try Page("Examples/Sources/\(name)/main.swift").text
        #expect(!program.isEmpty && program == source, "copy the page's Swift blocks to main.swift of \(name), or back")
    }
}

/// What a reader of a document should know although it could be read.
public enum DocumentWarning: Sendable, Hashable, CustomStringConvertible {
    /// These pages, counted from 1, of so many hold images only, or nothing.
    case pagesWithoutText([Int], of: Int)

    public var description: String {
        switch self {
        case .pagesWithoutText(let pages, let count):
            "\(pages.count == 1 ? "page" : "pages") \(Self.runs(pages)) of \(count) without text; "
                + "recognise the text of their images if they should be found"
        }
    }

    /// `1, 3-5, 9`, the first twenty runs of them.
    private static func runs(_ pages: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for page in pages {
            if let last = runs.last, last.upperBound + 1 == page {
                runs[runs.count - 1] = last.lowerBound...page
            } else {
                runs.append(page...page)
            }
        }
        let texts = runs.prefix(20).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return texts.joined(separator: ", ") + (runs.count > 20 ? " and more" : "")
    }
}

/// A pattern of LIKE: `%` stands for any number of characters, `_` for one, and `\` takes the special meaning from a
/// `%`, a `_` or a `\` after it. Characters are Unicode scalars; upper and lower case differ.
struct LikePattern: Sendable, Hashable {
    enum Element: Sendable, Hashable {
        case scalar(Unicode.Scalar)
        case one
        case any
    }

    struct Invalid: Error {
        let reason: String
    }

    let elements: [Element]

    /// SQLite takes patterns of 50,000 bytes; escaping makes three of one.
    static let maximumLength = 16_000

    init(_ pattern: String) throws(Invalid) {
        guard pattern.utf8.count <= Self.maximumLength else {
            throw Invalid(reason: "it has \(pattern.utf8.count) bytes, and \(Self.maximumLength) are the most")
        }
        var elements: [Element] = []
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if scalar == "\0" { throw Invalid(reason: "it holds the character U+0000") }
            if isEscaped {
                guard scalar == "%" || scalar == "_" || scalar == "\\" else {
                    throw Invalid(reason: "a \\ stands before %, _ or another \\ only")
                }
                elements.append(.scalar(scalar))
                isEscaped = false
                continue
            }
            switch scalar {
            case "\\": isEscaped = true
            case "%": if elements.last != .any { elements.append(.any) }
            case "_": elements.append(.one)
            default: elements.append(.scalar(scalar))
            }
        }
        if isEscaped { throw Invalid(reason: "it ends with a \\ that escapes nothing") }
        self.elements = elements
    }

    /// The same pattern for SQLite's GLOB, which, unlike its LIKE, tells upper from lower case.
    var glob: String {
        var glob = ""
        for element in elements {
            switch element {
            case .any: glob += "*"
            case .one: glob += "?"
            case .scalar("*"): glob += "[*]"
            case .scalar("?"): glob += "[?]"
            case .scalar("["): glob += "[[]"
            case .scalar(let scalar): glob.unicodeScalars.append(scalar)
            }
        }
        return glob
    }

    /// Whether the whole text fits.
    ///
    /// Only the last `%` is ever tried again: a text that fits can let each earlier one stand for as little as possible.
    /// - Complexity: O(text · pattern).
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var position = 0
        var index = 0
        var lastAny: (element: Int, position: Int)?
        while position < scalars.count {
            if index < elements.count, fits(elements[index], scalars[position]) {
                index += 1
                position += 1
            } else if index < elements.count, elements[index] == .any {
                lastAny = (index, position)
                index += 1
            } else if let last = lastAny {
                lastAny = (last.element, last.position + 1)
                index = last.element + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return elements[index...].allSatisfy { $0 == .any }
    }

    private func fits(_ element: Element, _ scalar: Unicode.Scalar) -> Bool {
        switch element {
        case .scalar(let expected): expected == scalar
        case .one: true
        case .any: false
        }
    }
}

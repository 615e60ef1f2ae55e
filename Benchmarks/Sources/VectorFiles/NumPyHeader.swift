/// The dictionary at the head of a `.npy` file: what the values are and how many.
///
/// - Source: numpy.lib.format, versions 1.0 to 3.0.
struct NumPyHeader: Equatable {
    enum Element: Equatable {
        case float16, float32, uint8

        var bytes: Int {
            switch self {
            case .float16: 2
            case .float32: 4
            case .uint8: 1
            }
        }
    }

    let element: Element
    let rows: Int
    let columns: Int

    /// - Throws: ``Refusal`` for a header that is not NumPy's and for arrays that are no little-endian, row-major,
    ///   two-dimensional block of a known type.
    init(_ text: some StringProtocol) throws(Refusal) {
        var parser = NumPyLiteral(text)
        let fields = try parser.dictionary()
        guard case .text(let type)? = fields["descr"] else { throw Refusal("its header names no plain element type") }
        guard case .flag(let fortran)? = fields["fortran_order"] else {
            throw Refusal("its header does not say its order")
        }
        guard case .numbers(let shape)? = fields["shape"] else { throw Refusal("its header gives no shape") }
        element =
            switch type {
            case "<f2": .float16
            case "<f4": .float32
            case "|u1", "<u1", "u1": .uint8
            default: throw Refusal("its values are of type \(type); f2, f4 (little-endian) and u1 can be read")
            }
        guard !fortran else { throw Refusal("it is in Fortran order; save it with numpy.ascontiguousarray") }
        guard shape.count == 2 else {
            throw Refusal("it has \(shape.count) dimensions; vectors are the rows of a two-dimensional array")
        }
        guard (1...StoredVectors.largestDimension).contains(shape[1]) else {
            throw Refusal("its rows have \(shape[1]) components; 1 to \(StoredVectors.largestDimension) are possible")
        }
        rows = shape[0]
        columns = shape[1]
    }

    struct Refusal: Error {
        let reason: String
        init(_ reason: String) { self.reason = reason }
    }
}

/// A reader of the few Python literals that a NumPy header is made of.
private struct NumPyLiteral {
    enum Value: Equatable {
        case text(String), flag(Bool), numbers([Int])
    }

    private var rest: ArraySlice<Character>

    init(_ text: some StringProtocol) { rest = Array(text)[...] }

    mutating func dictionary() throws(NumPyHeader.Refusal) -> [String: Value] {
        var fields: [String: Value] = [:]
        try expect("{")
        while !accept("}") {
            let key = try quoted()
            try expect(":")
            guard fields.updateValue(try value(), forKey: key) == nil else {
                throw NumPyHeader.Refusal("its header says \(key) twice")
            }
            if !accept(",") {
                try expect("}")
                break
            }
        }
        skipSpace()
        guard rest.isEmpty else { throw malformed }
        return fields
    }

    private mutating func value() throws(NumPyHeader.Refusal) -> Value {
        skipSpace()
        switch rest.first {
        case "'", "\"": return .text(try quoted())
        case "T" where accept("True"): return .flag(true)
        case "F" where accept("False"): return .flag(false)
        case "(": return .numbers(try tuple())
        case "[": throw NumPyHeader.Refusal("it holds records; a plain array of numbers is needed")
        default: throw malformed
        }
    }

    private mutating func tuple() throws(NumPyHeader.Refusal) -> [Int] {
        var numbers: [Int] = []
        try expect("(")
        while !accept(")") {
            skipSpace()
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(String(digits)) else { throw malformed }
            rest = rest.dropFirst(digits.count)
            numbers.append(number)
            if !accept(",") {
                try expect(")")
                break
            }
        }
        return numbers
    }

    private mutating func quoted() throws(NumPyHeader.Refusal) -> String {
        skipSpace()
        guard let quote = rest.first, quote == "'" || quote == "\"" else { throw malformed }
        let body = rest.dropFirst().prefix { $0 != quote && $0 != "\\" }
        rest = rest.dropFirst(1 + body.count)
        guard rest.popFirst() == quote else { throw malformed }
        return String(body)
    }

    private mutating func accept(_ word: String) -> Bool {
        skipSpace()
        guard rest.starts(with: word) else { return false }
        rest = rest.dropFirst(word.count)
        return true
    }

    private mutating func expect(_ word: String) throws(NumPyHeader.Refusal) {
        guard accept(word) else { throw malformed }
    }

    private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

    private var malformed: NumPyHeader.Refusal { NumPyHeader.Refusal("its header is not NumPy's") }
}

/// A reader of the few Python literals that a NumPy header is made of.
struct NumPyLiteral {
    enum Value: Equatable {
        case text(String), flag(Bool), numbers([Int])
    }

    private var rest: ArraySlice<Character>

    init(_ text: some StringProtocol) { rest = Array(text)[...] }

    mutating func dictionary() throws(NumPyFormat.Refusal) -> [String: Value] {
        var fields: [String: Value] = [:]
        try expect("{")
        while !accept("}") {
            let key = try quoted()
            try expect(":")
            guard fields.updateValue(try value(), forKey: key) == nil else {
                throw NumPyFormat.Refusal("its header says \(key) twice")
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

    private mutating func value() throws(NumPyFormat.Refusal) -> Value {
        skipSpace()
        switch rest.first {
        case "'", "\"": return .text(try quoted())
        case "T" where accept("True"): return .flag(true)
        case "F" where accept("False"): return .flag(false)
        case "(": return .numbers(try tuple())
        case "[": throw NumPyFormat.Refusal("it holds records; a plain array of numbers is needed")
        default: throw malformed
        }
    }

    private mutating func tuple() throws(NumPyFormat.Refusal) -> [Int] {
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

    private mutating func quoted() throws(NumPyFormat.Refusal) -> String {
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

    private mutating func expect(_ word: String) throws(NumPyFormat.Refusal) {
        guard accept(word) else { throw malformed }
    }

    private mutating func skipSpace() { rest = rest.drop { $0.isWhitespace } }

    private var malformed: NumPyFormat.Refusal { NumPyFormat.Refusal("its header is not NumPy's") }
}

/// Recognises a citation marker scalar by scalar: the part of ``CitationScanner`` that knows the forms.
///
///     marker = open number { separator number } close
///     open close = [ ] | 【 】 | ［ ］
///     number = [ ^ ] digits [ dash [ ^ ] digits ]      at most `maximumDigits` digits, ASCII or full-width
///     separator = , | ; | 、 | ， | ；
///
/// Spaces may stand anywhere within.
struct CitationMarker {
    enum Step: Equatable {
        /// May still become a marker.
        case partial
        case complete
        /// Is none, whatever follows.
        case mismatch
    }

    private enum State { case beforeNumber, inNumber, afterNumber, beforeRangeEnd }

    private let close: Unicode.Scalar
    private let maximumDigits: Int
    private var state = State.beforeNumber
    private var value = 0
    private var digits = 0
    private var rangeStart: Int?
    private(set) var hasCaret = false
    /// The numbers cited, ranges written out.
    private(set) var numbers: [Int] = []

    /// - Returns: nil if the scalar opens no marker.
    init?(opening scalar: Unicode.Scalar, maximumDigits: Int) {
        switch scalar {
        case "[": close = "]"
        case "【": close = "】"
        case "［": close = "］"
        default: return nil
        }
        self.maximumDigits = maximumDigits
    }

    mutating func advance(_ scalar: Unicode.Scalar) -> Step {
        if let digit = Self.digit(scalar) { return read(digit: digit) }
        if scalar == close {
            guard state == .inNumber || state == .afterNumber, endNumber() else { return .mismatch }
            // `[0, 1]` is an interval, `[0]` a citation by a model that counts from 0.
            return numbers.count > 1 && numbers.contains(0) ? .mismatch : .complete
        }
        switch scalar {
        case " ", "\u{3000}", "\u{A0}":
            if state == .inNumber { state = .afterNumber }
            return .partial
        case "^":
            guard state == .beforeNumber || state == .beforeRangeEnd else { return .mismatch }
            hasCaret = true
            return .partial
        case ",", ";", "、", "，", "；":
            guard state == .inNumber || state == .afterNumber, endNumber() else { return .mismatch }
            state = .beforeNumber
            return .partial
        case "-", "–", "—", "〜", "～":
            guard state == .inNumber || state == .afterNumber, rangeStart == nil else { return .mismatch }
            rangeStart = value
            state = .beforeRangeEnd
            return .partial
        default:
            return .mismatch
        }
    }

    private mutating func read(digit: Int) -> Step {
        switch state {
        case .afterNumber: return .mismatch
        case .beforeNumber, .beforeRangeEnd: (value, digits, state) = (digit, 1, .inNumber)
        case .inNumber: (value, digits) = (value * 10 + digit, digits + 1)
        }
        return digits <= maximumDigits ? .partial : .mismatch
    }

    private mutating func endNumber() -> Bool {
        let first = rangeStart ?? value
        guard first <= value else { return false }
        numbers.append(contentsOf: first...value)
        rangeStart = nil
        return true
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "0"..."9": Int(scalar.value - 0x30)
        case "０"..."９": Int(scalar.value - 0xFF10)
        default: nil
        }
    }
}

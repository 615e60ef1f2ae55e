public import Foundation

/// A Swift value that a column can hold.
public protocol ValueConvertible: Sendable {
    var value: Value { get }
}

extension Value: ValueConvertible {
    public var value: Value { self }
}

extension Int: ValueConvertible {
    public var value: Value { .integer(Int64(self)) }
}

extension Int64: ValueConvertible {
    public var value: Value { .integer(self) }
}

extension Double: ValueConvertible {
    public var value: Value { .real(self) }
}

extension Bool: ValueConvertible {
    public var value: Value { .boolean(self) }
}

extension String: ValueConvertible {
    public var value: Value { .text(self) }
}

extension Date: ValueConvertible {
    public var value: Value { .timestamp(self) }
}

extension Data: ValueConvertible {
    public var value: Value { .blob(self) }
}

extension Array: ValueConvertible where Element == Float {
    public var value: Value { .vector(self) }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
    public var value: Value { map(\.value) ?? .null }
}

import Foundation

enum Base64 {
    /// The bytes of a text in base64; nil if it is none.
    static func decode(_ text: String) -> [UInt8]? {
        Data(base64Encoded: text).map(Array.init)
    }
}

/// Languages as documents declare them.
enum LanguageTag {
    /// A declared language in BCP 47's form (`en_US` becomes `en-US`); nil if it cannot be one.
    static func declared(_ bytes: some Collection<UInt8>) -> String? {
        var result: [UInt8] = []
        for byte in bytes {
            if ASCII.isAlphanumeric(byte) {
                result.append(byte)
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_"), !result.isEmpty {
                result.append(UInt8(ascii: "-"))
            } else {
                return nil
            }
        }
        let primary = result.prefix { ASCII.isLetter($0) }.count
        guard (2...8).contains(primary), result.count <= 35,
            primary == result.count || result[primary] == UInt8(ascii: "-"), result.last != UInt8(ascii: "-")
        else { return nil }
        return String(decoding: result, as: UTF8.self)
    }
}

import UnicodeForms

/// One form for each character, however it was typed: `e` and an accent become `é`.
///
/// With ``Form/nfkc`` also full-width letters, ligatures, circled digits, superscripts and their like become the plain
/// characters; that loses what they meant beyond them (`x²` becomes `x2`).
/// - Source: Unicode Standard Annex #15, with the data of Unicode 15.0.
public struct UnicodeNormalization: TextCleansingStep {
    public enum Form: String, Sendable {
        case nfc, nfkc
    }

    public let form: Form

    public init(_ form: Form) {
        self.form = form
    }

    public var identity: String { "\(form.rawValue)/15.0" }

    public func edit(_ text: CleansingText, _ edits: inout ContentEdits) {
        Normalizer(compatible: form == .nfkc).forEachChange(in: text.bytes, text.range) { range, scalars in
            edits.replace(range, with: scalars)
        }
    }
}

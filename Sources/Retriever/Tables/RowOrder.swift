/// A column to sort rows by; nulls come first when ascending.
public struct RowOrder: Sendable, Hashable, Codable {
    public let column: String
    public let isDescending: Bool

    public static func ascending(_ column: String) -> RowOrder {
        RowOrder(column: column, isDescending: false)
    }

    public static func descending(_ column: String) -> RowOrder {
        RowOrder(column: column, isDescending: true)
    }
}

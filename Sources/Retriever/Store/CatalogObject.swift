public import Foundation

/// What a name of the catalog stands for. A name belongs to one object of each kind at most.
public enum ObjectKind: String, Sendable, Hashable, Codable, CaseIterable {
    case table
    /// A table of features by key and time.
    case featureTable = "feature_table"
    /// A source of files.
    case volume
    case index
    case function
    case model
    case prompt

    /// Whether its objects are rows under a ``TableSchema``.
    public var isTable: Bool { self == .table || self == .featureTable }
}

/// What the catalog knows about an object, whatever its kind.
public struct CatalogObject: Sendable, Hashable, Codable {
    public let kind: ObjectKind
    public let name: ObjectName
    /// What people say about it.
    public let comment: String?
    /// By key; a tag without a value has an empty one.
    public let tags: [String: String]
    /// What a function, model, prompt or volume is, in the words of whoever made it: text, or JSON. Nil for tables and
    /// indexes, whose definitions are typed.
    public let definition: String?
    public let created: Date
    /// When definition, comment, tags or name last changed; a table's rows do not count.
    public let updated: Date
}

/// An entry of a store's audit log: who changed what of the catalog.
public struct AuditEntry: Sendable, Hashable, Codable {
    /// Grows by one with each entry.
    public let id: Int64
    public let timestamp: Date
    /// Who had the store open; see ``Store/init(at:principal:busyTimeout:)``.
    public let principal: String?
    public let action: Action
    public let kind: ObjectKind?
    public let name: ObjectName?
    /// What exactly, where the action alone does not say it: the new name, the column, the comment.
    public let detail: String?

    /// What was done; grows in later versions.
    public struct Action: Sendable, Hashable, Codable, RawRepresentable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public static let create = Action(rawValue: "create")
        public static let replace = Action(rawValue: "replace")
        public static let rename = Action(rawValue: "rename")
        public static let drop = Action(rawValue: "drop")
        public static let setComment = Action(rawValue: "set_comment")
        public static let setTags = Action(rawValue: "set_tags")
        public static let addColumns = Action(rawValue: "add_columns")
        public static let renameColumn = Action(rawValue: "rename_column")
        public static let dropColumn = Action(rawValue: "drop_column")
        public static let addCheck = Action(rawValue: "add_check")
        public static let dropCheck = Action(rawValue: "drop_check")
        public static let vacuum = Action(rawValue: "vacuum")
    }
}

/// The columns of a table and which of them is its key.
///
///     let schema = TableSchema(
///         columns: [.text("id"), .text("path"), .integer("page", isNullable: true), .vector("embedding", dimension: 384)],
///         primaryKey: "id")
public struct TableSchema: Sendable, Hashable, Codable {
    /// A named and typed column.
    public struct Column: Sendable, Hashable, Codable {
        public let name: String
        public let type: ColumnType
        /// Whether a row may do without a value.
        public let isNullable: Bool

        public init(_ name: String, _ type: ColumnType, isNullable: Bool = false) {
            self.name = name
            self.type = type
            self.isNullable = isNullable
        }
    }

    public let columns: [Column]
    /// The column whose value names a row: an integer or text column that is not nullable.
    public let primaryKey: String
    /// What holds for every row.
    public let checks: [Check]

    /// A schema is checked when a table is made with it; see ``Store/createTable(_:schema:)``.
    public init(columns: [Column], primaryKey: String, checks: [Check] = []) {
        self.columns = columns
        self.primaryKey = primaryKey
        self.checks = checks
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        columns = try container.decode([Column].self, forKey: .columns)
        primaryKey = try container.decode(String.self, forKey: .primaryKey)
        // Schemas of earlier versions have none.
        checks = try container.decodeIfPresent([Check].self, forKey: .checks) ?? []
    }

    func replacing(columns: [Column]? = nil, checks: [Check]? = nil) -> TableSchema {
        TableSchema(columns: columns ?? self.columns, primaryKey: primaryKey, checks: checks ?? self.checks)
    }

    /// The column of this name, or nil.
    public func column(_ name: String) -> Column? {
        columns.first { $0.name == name }
    }
}

extension TableSchema.Column {
    public static func integer(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .integer, isNullable: isNullable)
    }

    public static func real(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .real, isNullable: isNullable)
    }

    public static func boolean(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .boolean, isNullable: isNullable)
    }

    public static func text(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .text, isNullable: isNullable)
    }

    public static func date(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .date, isNullable: isNullable)
    }

    public static func timestamp(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .timestamp, isNullable: isNullable)
    }

    public static func blob(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .blob, isNullable: isNullable)
    }

    /// - Parameter element: One that ``ColumnType/isElement`` holds for.
    public static func array(_ name: String, of element: ColumnType, isNullable: Bool = false) -> Self {
        Self(name, .array(of: element), isNullable: isNullable)
    }

    /// - Parameter element: One that ``ColumnType/isElement`` holds for.
    public static func map(_ name: String, of element: ColumnType, isNullable: Bool = false) -> Self {
        Self(name, .map(of: element), isNullable: isNullable)
    }

    public static func json(_ name: String, isNullable: Bool = false) -> Self {
        Self(name, .json, isNullable: isNullable)
    }

    /// - Parameter dimension: 1 to 65,536.
    public static func vector(_ name: String, dimension: Int, isNullable: Bool = false) -> Self {
        Self(name, .vector(dimension: dimension), isNullable: isNullable)
    }
}

extension TableSchema {
    /// Refuses a schema that no table can have.
    ///
    /// Names that begin with an underscore belong to the store and to the change data feed (`_change_type`).
    func validate(for table: ObjectName) throws(StoreError) {
        func refuse(_ column: String?, _ reason: String) -> StoreError {
            var error = StoreError(.invalidSchema, "the schema of \(table) cannot be used: \(reason)")
            error.table = table
            error.column = column
            return error
        }
        if columns.isEmpty { throw refuse(nil, "it has no columns") }
        if columns.count > Self.maximumColumns {
            throw refuse(nil, "it has \(columns.count) columns, and \(Self.maximumColumns) are the most")
        }
        var names: Set<String> = []
        for column in columns {
            let name = column.name
            guard let first = name.unicodeScalars.first, first.properties.isAlphabetic, name.utf8.count <= 255,
                name.unicodeScalars.allSatisfy({
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                        || $0.properties.generalCategory == .nonspacingMark || $0 == "_"
                })
            else {
                throw refuse(
                    name,
                    "the column name \"\(name)\" must be a letter and then letters, digits and _, 255 bytes at most")
            }
            // SQLite takes names that differ in case for the same column.
            guard names.insert(name.lowercased()).inserted else { throw refuse(name, "\"\(name)\" occurs twice") }
            switch column.type {
            case .vector(let dimension) where !(1...65_536).contains(dimension):
                throw refuse(name, "the dimension of \"\(name)\" is \(dimension), and must be from 1 to 65,536")
            case .array(let element), .map(let element):
                guard element.isElement else {
                    throw refuse(name, "\"\(name)\" cannot hold elements of type \(element)")
                }
            default: break
            }
        }
        guard let key = column(primaryKey) else {
            throw refuse(primaryKey, "its primary key \"\(primaryKey)\" is none of its columns")
        }
        if key.isNullable { throw refuse(primaryKey, "its primary key \"\(primaryKey)\" is nullable") }
        guard key.type == .integer || key.type == .text else {
            throw refuse(
                primaryKey, "its primary key \"\(primaryKey)\" is of type \(key.type), and must be integer or text")
        }
        if let reason = checksRefusal() { throw refuse(nil, reason) }
    }

    /// SQLite's own default limit is 2,000 columns.
    static let maximumColumns = 1_000
}

import Retriever

extension InferenceTable {
    /// Those that tables of the first version lack.
    static let laterColumns: [TableSchema.Column] = [
        .text("client_request_id", isNullable: true), .date("request_date", isNullable: true),
        .integer("status_code", isNullable: true), .real("sampling_fraction", isNullable: true),
        .array("logging_error_codes", of: .text, isNullable: true),
    ]

    /// Where the codes of earlier versions stand while they are taken over: one text, apart by commas.
    private static let codeTexts = "logging_error_code_texts"

    /// Gives a table of an earlier version today's columns; any other stays as it is.
    ///
    /// Each step can be the last before a crash: the next opening goes on from there.
    static func upgrade(_ name: ObjectName, in store: Store) throws {
        let old = try store.table(name).schema
        let firstColumns = Set(schema.columns).subtracting(laterColumns)
            .subtracting([.text("databricks_request_id")])
        guard ["request_id", schema.primaryKey].contains(old.primaryKey), firstColumns.isSubset(of: old.columns) else {
            return
        }
        if old.primaryKey == "request_id" { try store.renameColumn("request_id", to: schema.primaryKey, of: name) }
        if old.column("logging_error_codes")?.type == .text {
            try store.renameColumn("logging_error_codes", to: codeTexts, of: name)
        }
        let table = try store.table(name)
        if Set(laterColumns).isSubset(of: table.schema.columns), table.schema.column(codeTexts) == nil { return }
        try store.addColumns(laterColumns, to: name)
        if table.schema.column(codeTexts) != nil {
            try takeOverCodes(of: store.table(name))
            try store.dropColumn(codeTexts, of: name)
        }
    }

    private static func takeOverCodes(of table: Table) throws {
        let texts = try Set(table.rows(columns: [codeTexts]).compactMap { $0[codeTexts] })
        for text in texts {
            let codes = text.textValue?.split(separator: ",").map { Value.text(String($0)) } ?? []
            let column = ColumnPath(codeTexts)
            let those: Filter = text.isNull ? .isNull(column: column) : .comparison(column: column, .equal, text)
            try table.update(where: those, set: ["logging_error_codes": .array(codes)])
        }
    }
}

extension Filter {
    /// Whether ``ColumnValues`` can tell it: places within maps and JSON they do not have.
    func isOnColumns(of schema: TableSchema) -> Bool {
        switch self {
        case .comparison(let path, _, _), .membership(let path, _), .like(let path, _), .isNull(let path),
            .contains(let path, _):
            path.steps.isEmpty && (schema.column(path.name).map { ColumnValues($0.type) != nil } ?? false)
        case .and(let parts), .or(let parts): parts.allSatisfy { $0.isOnColumns(of: schema) }
        case .not(let part): part.isOnColumns(of: schema)
        }
    }

    /// For which rows it holds, by the logic of ``matches(_:)``.
    ///
    /// - Parameters:
    ///   - count: How many rows there are.
    ///   - column: The values of a column; of all that it names.
    func truth(count: Int, _ column: (String) -> ColumnValues?) -> TruthBits {
        switch self {
        case .comparison(let path, let comparison, let value):
            return column(path.name).map {
                $0.compared(comparison, value, stored: Self.bound(value, $0.type))
            } ?? TruthBits(nil, count: count)
        case .membership(let path, let values):
            return column(path.name).map { column in
                column.isOne(of: values, stored: values.map { Self.bound($0, column.type) })
            } ?? TruthBits(nil, count: count)
        case .like(let path, let pattern):
            guard let column = column(path.name), let pattern = try? LikePattern(pattern) else {
                return TruthBits(nil, count: count)
            }
            return column.fits(pattern)
        case .isNull(let path): return column(path.name)?.isNull ?? TruthBits(nil, count: count)
        case .contains(let path, let value): return column(path.name)?.contains(value) ?? TruthBits(nil, count: count)
        case .and(let parts):
            return parts.reduce(into: TruthBits(true, count: count)) { $0.formAnd($1.truth(count: count, column)) }
        case .or(let parts):
            return parts.reduce(into: TruthBits(false, count: count)) { $0.formOr($1.truth(count: count, column)) }
        case .not(let part):
            var truth = part.truth(count: count, column)
            truth.negate()
            return truth
        }
    }
}

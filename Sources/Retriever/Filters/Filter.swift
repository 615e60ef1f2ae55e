/// A condition over a row's columns.
public indirect enum Filter: Sendable, Hashable {
    case not(Filter)
}

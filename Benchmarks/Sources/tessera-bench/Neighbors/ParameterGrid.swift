import ArgumentParser

/// One point's parameters, in the order in which they are reported.
struct Parameters: Equatable {
    var values: [(key: String, value: Int)]

    subscript(key: String) -> Int? { values.first { $0.key == key }?.value }

    /// Those that an index has.
    func known(to index: IndexName) -> Parameters {
        Parameters(values: values.filter { value in index.parameters.contains { $0.key == value.key } })
    }

    /// Those that shape the index itself.
    var ofBuild: Parameters { Parameters(values: values.filter { IndexName.ofBuild.contains($0.key) }) }

    var json: JSONValue { .object(values.map { ($0.key, .integer($0.value)) }) }

    static func == (first: Parameters, second: Parameters) -> Bool {
        first.values.elementsEqual(second.values) { $0 == $1 }
    }
}

/// All points that `--set` and `--sweep` ask for; several sweeps make every combination.
struct ParameterGrid {
    let points: [Parameters]

    /// - Throws: ``Refusal`` for a key that none of the indexes has, a value out of range, and a key given twice.
    init(_ indexes: [IndexName], set: [String], sweep: [String]) throws {
        var parameters: [IndexName.Parameter] = []
        for parameter in indexes.flatMap(\.parameters) where !parameters.contains(where: { $0.key == parameter.key }) {
            parameters.append(parameter)
        }
        var choices = parameters.map { (key: $0.key, values: [$0.standard]) }
        var given = Set<String>()
        for (argument, isSweep) in set.map({ ($0, false) }) + sweep.map({ ($0, true) }) {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Refusal("'\(argument)' is not of the form key=value") }
            let key = String(parts[0])
            guard let known = parameters.first(where: { $0.key == key }),
                let position = choices.firstIndex(where: { $0.key == key })
            else {
                let keys = parameters.map(\.key).joined(separator: ", ")
                throw Refusal(
                    "the index \(indexes.map(\.rawValue).joined(separator: ",")) has no parameter '\(key)'; "
                        + (keys.isEmpty ? "it has none" : "it has \(keys)"))
            }
            guard given.insert(key).inserted else { throw Refusal("the parameter '\(key)' is given twice") }
            let texts = isSweep ? parts[1].split(separator: ",", omittingEmptySubsequences: false) : [parts[1]]
            choices[position].values = try texts.map { text in
                guard let value = Int(text), known.range.contains(value) else {
                    throw Refusal(
                        "\(key)=\(text) is not a whole number from \(known.range.lowerBound) to \(known.range.upperBound)"
                    )
                }
                return value
            }
        }
        points = choices.reduce([Parameters(values: [])]) { points, choice in
            points.flatMap { point in
                choice.values.map { Parameters(values: point.values + [(choice.key, $0)]) }
            }
        }
    }

    /// The points by the index they need, in order.
    var byBuild: [(build: Parameters, points: [Parameters])] {
        var groups: [(build: Parameters, points: [Parameters])] = []
        for point in points {
            if let group = groups.firstIndex(where: { $0.build == point.ofBuild }) {
                groups[group].points.append(point)
            } else {
                groups.append((point.ofBuild, [point]))
            }
        }
        return groups
    }
}

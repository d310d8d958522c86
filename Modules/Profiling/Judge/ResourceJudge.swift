import Warehouse

/// Turns a loaded table into the profile of a resource: every judge in turn.
struct ResourceJudge {
    let bench: Workbench
    let overrules: ResourceOverrules

    /// - Parameter name: the resource's name, unique in the source.
    func judge(_ table: LoadedTable, named name: String) throws -> ForeignKeyJudge.Member {
        let sample = try TableSample(of: table, on: bench)
        var columns = try ColumnJudge(bench: bench, table: table, sample: sample, overrules: overrules).judge()
        for index in columns.indices {
            if let unit = columns[index].guess.unit, columns[index].unit.made == nil {
                columns[index].unit.made = unit
                columns[index].unit.reason = "it stands with the values"
            }
        }
        let context = Set(columns.flatMap(\.words.words))
        for index in columns.indices {
            columns[index].personal = PersonalJudge.judge(
                columns[index], values: sample.columns[index].compactMap(\.self), context: context)
        }
        UnitColumn(sample: sample).apply(to: &columns)
        try HistogramMeasurer(bench: bench, table: table).measure(&columns)
        let key = try KeyJudge(bench: bench, table: table, sample: sample, overruled: overrules.key).judge(&columns)
        let time = TimeJudge(
            bench: bench, table: table, columns: columns, key: key.key.value, overrules: overrules)
        let cursor = time.cursor()
        let unpivot = try UnpivotJudge(bench: bench, table: table, overruled: overrules.unpivot).judge(
            columns, key: key.key.value)
        let resource = ResourceProfile(
            name: Choice(name, because: table.nameReason, overruled: overrules.name), files: table.files,
            format: table.format, parent: table.parent, rows: table.rows,
            columns: profiles(columns, sample, rows: table.rows, key: key.key.value), key: key.key, cursor: cursor,
            timeZone: time.timeZone(), cadence: try time.cadence(of: cursor.value), unpivot: unpivot,
            duplicateRows: key.duplicateRows, warnings: table.warnings + key.warnings + warnings(columns))
        return ForeignKeyJudge.Member(resource: resource, table: table, columns: columns)
    }

    private func profiles(
        _ columns: [JudgedColumn], _ sample: TableSample, rows: Int, key: [String]
    ) -> [ColumnProfile] {
        let roles = RoleJudge(rows: rows, key: Set(key))
        return columns.enumerated().map { index, column in
            let role = roles.judge(column, sample: sample.columns[index], consecutive: sample.consecutive)
            return profile(column, rows: rows, role)
        }
    }

    private func profile(
        _ column: JudgedColumn, rows: Int, _ role: Choice<ColumnRole>
    ) -> ColumnProfile {
        let (guess, measure, overrule) = (column.guess, column.measure, column.overrule)
        return ColumnProfile(
            name: column.name, original: DisplayText.shown(column.loaded.original, atMost: 255),
            path: column.loaded.path,
            type: Choice(guess.type, because: guess.reason, overruled: overrule?.type.overruled),
            reading: Choice(
                guess.reading, because: guess.reason, others: guess.others, question: guess.question,
                overruled: overrule?.reading.overruled),
            nullTexts: guess.nullTexts, nulls: column.nulls(of: rows),
            distinct: max(0, measure.distinct - (measure.nullTextRows > 0 ? guess.nullTexts.count : 0)),
            isDistinctExact: measure.isDistinctExact, lengths: measure.lengths,
            // The ends of a range are values of rows.
            range: column.personal.value == .none ? measure.range : nil, shapes: column.shapes,
            histogram: measure.histogram,
            unit: column.unit, personal: column.personal, role: role)
    }

    private func warnings(_ columns: [JudgedColumn]) -> [String] {
        columns.flatMap { column -> [String] in
            var warnings: [String] = []
            let name = column.name.value
            if column.measure.present - column.measure.nullTextRows == 0 {
                warnings.append("column '\(name)' has no value in any row")
            }
            if column.overrule?.type.overruled != nil, column.measure.misfits > 0 {
                warnings.append("column '\(name)': \(column.measure.misfits) values are not of the type that was taken")
            }
            if column.loaded.original.allSatisfy(\.isWhitespace), column.loaded.givenName == nil {
                warnings.append("column '\(name)' has no header")
            }
            return warnings
        }
    }
}

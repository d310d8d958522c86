/// The filters of the language by name.
let filterTable: [String: Builtin] = [
    textFilters, textShapeFilters, numberFilters, sequenceFilters, orderingFilters, selectionFilters, jsonFilters,
].reduce(into: [:]) { all, some in all.merge(some) { _, new in new } }

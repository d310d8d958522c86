import Diagnostics

/// The inputs of a page as one form, which works without script as well.
enum InputMarkup {
    static func form(_ view: PageView) -> Markup {
        let fields: [Markup] = view.inputs.map { state in
            if let error = state.error { return PageView.isAbsence(error) ? "" : ErrorMarkup.card(error) }
            return switch state.input.kind {
            case .dropdown: dropdown(state)
            case .dateRange: days(state)
            case .slider(let minimum, let maximum, let step): slider(state, minimum, maximum, step)
            }
        }
        if fields.allSatisfy(\.text.isEmpty) { return "" }
        return """
            <form class="inputs" method="get" action="\(view.page.path)" autocomplete="off">\(fields)\
            <button type="submit" class="apply">Apply</button></form>
            """
    }

    private static func dropdown(_ state: InputState) -> Markup {
        let name = state.input.name
        let options: [Markup] = state.options.map { option in
            let selected: Markup? = state.chosen[name] == option.value ? " selected" : nil
            return "<option value=\"\(option.value)\"\(selected)>\(option.label)</option>"
        }
        return
            "<label class=\"field\"><span>\(state.input.label)</span><select name=\"\(name)\">\(options)</select></label>"
    }

    private static func days(_ state: InputState) -> Markup {
        let name = state.input.name
        let bounds: Markup? = state.days.map { " min=\"\($0.first.description)\" max=\"\($0.last.description)\"" }
        func field(_ end: String, _ label: String) -> Markup {
            let value = state.chosen["\(name)_\(end)"] ?? ""
            return
                "<input type=\"date\" name=\"\(name)_\(end)\" aria-label=\"\(label)\" value=\"\(value)\"\(bounds) required>"
        }
        return """
            <fieldset class="field days"><legend>\(state.input.label)</legend><div>\(field("from", "From"))\
            <span aria-hidden="true">–</span>\(field("to", "To"))</div></fieldset>
            """
    }

    private static func slider(_ state: InputState, _ minimum: Double, _ maximum: Double, _ step: Double) -> Markup {
        let name = state.input.name
        let value = state.chosen[name] ?? ""
        return """
            <label class="field slider"><span>\(state.input.label) <output>\(value)</output></span>\
            <input type="range" name="\(name)" min="\(minimum.description)" max="\(maximum.description)" \
            step="\(step.description)" value="\(value)"></label>
            """
    }
}

import Testing

@testable import Jinja

/// Models and macros of the kind that dbt projects have, with what Jinja2 writes for them.
@Suite struct ProjectTemplateTests {
    @Test func aLoopOverPaymentMethodsWritesItsColumns() throws {
        let template = """
            {%- set payment_methods = ['credit_card', 'coupon'] -%}

            select
                order_id,
                {% for payment_method in payment_methods -%}
                sum(case when method = '{{ payment_method }}' then amount else 0 end) as {{ payment_method }}_amount
                {%- if not loop.last %},{% endif %}
                {% endfor %}
            from orders
            """
        let expected = """
            select
                order_id,
                sum(case when method = 'credit_card' then amount else 0 end) as credit_card_amount,
                sum(case when method = 'coupon' then amount else 0 end) as coupon_amount
                \("")
            from orders
            """
        #expect(try rendered(template) == expected)
    }

    @Test func aSchemaNameIsMadeAsDbtMakesIt() throws {
        let macro = """
            {% macro generate_schema_name(custom_schema_name, node) -%}

                {%- set default_schema = 'dev' -%}
                {%- if custom_schema_name is none -%}

                    {{ default_schema }}

                {%- else -%}

                    {{ default_schema }}_{{ custom_schema_name | trim }}

                {%- endif -%}

            {%- endmacro %}
            """
        #expect(try rendered(macro + "[{{ generate_schema_name(none, 1) }}]") == "[dev]")
        #expect(try rendered(macro + "[{{ generate_schema_name(' marts ', 1) }}]") == "[dev_marts]")
    }

    @Test func aStarLeavesColumnsOut() throws {
        let template = """
            {%- macro star(cols, except=[], prefix='') -%}
                {%- set include_cols = [] %}
                {%- set except = except | map("lower") | list %}
                {%- for col in cols -%}
                    {%- if col|lower not in except -%}{% do include_cols.append(col) %}{%- endif %}
                {%- endfor %}
                {%- for col in include_cols %}
                    {{ prefix }}{{ col }} as {{ col | trim | lower }}
                    {%- if not loop.last %},{{ '\\n  ' }}{% endif %}
                {%- endfor -%}
            {%- endmacro -%}
            select {{ star(['A', 'B', 'C'], except=['b'], prefix='p_') }} from t
            """
        #expect(try rendered(template) == "select \n        p_A as a,\n  \n        p_C as c from t")
    }

    @Test func aSurrogateKeyJoinsItsFields() throws {
        let template = """
            {% macro surrogate(field_list) -%}
            {%- set fields = [] -%}
            {%- for field in field_list -%}
                {%- do fields.append("coalesce(cast(" ~ field ~ " as text), '_null_')") -%}
                {%- if not loop.last %}{%- do fields.append("'-'") -%}{%- endif -%}
            {%- endfor -%}
            md5({{ fields | join(' || ') }})
            {%- endmacro %}{{ surrogate(['a', 'b']) }}
            """
        let expected = "md5(coalesce(cast(a as text), '_null_') || '-' || coalesce(cast(b as text), '_null_'))"
        #expect(try rendered(template) == expected)
    }

    @Test func aDispatchedMacroIsFoundByTheHost() throws {
        let file = """
            {% macro hash(field) -%}{{ return(adapter.dispatch('hash', 'weir')(field)) }}{%- endmacro %}
            {% macro default__hash(field) -%}md5({{ field }}){%- endmacro %}
            """
        let macros = try Template.parse(file, file: "macros/hash.sql").definitions
        var context = JinjaContext()
        for macro in macros { context.variables[macro.name] = .macro(macro) }
        context.variables["adapter"] = .object(Adapter())
        #expect(macros.map(\.name) == ["hash", "default__hash"])
        #expect(try rendered("{{ hash('x') }}", context) == "md5(x)")
    }

    private final class Adapter: JinjaObject {
        func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
            guard name == "dispatch" else { return nil }
            return .function("dispatch") { arguments, call in
                try call.lookup("default__" + (arguments.get(0, "macro_name")?.text ?? "")) ?? .none
            }
        }
    }
}

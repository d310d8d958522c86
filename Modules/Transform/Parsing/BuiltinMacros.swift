/// The macros that every project has; a project's own macro of the same name wins.
enum BuiltinMacros {
    /// The text of each file by its name.
    static let sources: [(name: String, text: String)] = [("names", names), ("tests", tests)]

    private static let names = """
        {% macro generate_schema_name(custom_schema_name, node) -%}
            {%- if custom_schema_name is none -%} {{ target.schema }}
            {%- else -%} {{ target.schema }}_{{ custom_schema_name | trim }} {%- endif -%}
        {%- endmacro %}

        {% macro generate_alias_name(custom_alias_name=none, node=none) -%}
            {%- if custom_alias_name -%} {{ custom_alias_name | trim }} {%- else -%} {{ node.name }} {%- endif -%}
        {%- endmacro %}
        """

    private static let tests = """
        {% test unique(model, column_name) %}
        select {{ column_name }} as unique_field, count(*) as n_records
        from {{ model }}
        where {{ column_name }} is not null
        group by {{ column_name }}
        having count(*) > 1
        {% endtest %}

        {% test not_null(model, column_name) %}
        select {{ column_name }}
        from {{ model }}
        where {{ column_name }} is null
        {% endtest %}

        {% test accepted_values(model, column_name, values, quote=True) %}
        select {{ column_name }} as value_field, count(*) as n_records
        from {{ model }}
        where {{ column_name }} is not null
          and {{ column_name }} not in (
            {%- for value in values -%}
              {%- if quote -%} '{{ value }}' {%- else -%} {{ value }} {%- endif -%} {%- if not loop.last -%} , {% endif -%}
            {%- endfor -%}
          )
        group by {{ column_name }}
        {% endtest %}

        {% test relationships(model, column_name, to, field) %}
        select child.{{ column_name }} as from_field
        from (select {{ column_name }} from {{ model }} where {{ column_name }} is not null) as child
        left join (select {{ field }} as to_field from {{ to }}) as parent on child.{{ column_name }} = parent.to_field
        where parent.to_field is null
        {% endtest %}
        """
}

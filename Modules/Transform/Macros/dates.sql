{# Dates and times, for every engine: call `day_of(x)`; an engine that differs has a macro with its name in front. #}

{# The day of a timestamp. #}
{% macro day_of(moment) -%}
    {{ return(adapter.dispatch('day_of', 'weir')(moment)) }}
{%- endmacro %}
{% macro default__day_of(moment) -%} cast({{ moment }} as date) {%- endmacro %}
{% macro sqlite__day_of(moment) -%} date({{ moment }}) {%- endmacro %}

{# The hour of a timestamp, 0 to 23. #}
{% macro hour_of(moment) -%}
    {{ return(adapter.dispatch('hour_of', 'weir')(moment)) }}
{%- endmacro %}
{% macro default__hour_of(moment) -%} cast(extract('hour' from {{ moment }}) as bigint) {%- endmacro %}
{% macro sqlite__hour_of(moment) -%} cast(strftime('%H', {{ moment }}) as integer) {%- endmacro %}

{# Whole seconds from one timestamp to another, fractions of both cut off first; negative when the second is earlier. #}
{% macro seconds_between(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_between', 'weir')(earlier, later)) }}
{%- endmacro %}
{% macro default__seconds_between(earlier, later) -%} date_diff('second', {{ earlier }}, {{ later }}) {%- endmacro %}
{% macro sqlite__seconds_between(earlier, later) -%}
    (cast(strftime('%s', substr({{ later }}, 1, 19)) as integer) - cast(strftime('%s', substr({{ earlier }}, 1, 19)) as integer))
{%- endmacro %}

{# The day of the week of a date: 1 is Monday, 7 is Sunday. #}
{% macro day_of_week(day) -%}
    {{ return(adapter.dispatch('day_of_week', 'weir')(day)) }}
{%- endmacro %}
{% macro default__day_of_week(day) -%} cast(isodow({{ day }}) as bigint) {%- endmacro %}
{% macro sqlite__day_of_week(day) -%} ((cast(strftime('%w', {{ day }}) as integer) + 6) % 7 + 1) {%- endmacro %}

{# A part of a date as a number: `year`, `month`, `day`. #}
{% macro date_part_of(part, day) -%}
    {{ return(adapter.dispatch('date_part_of', 'weir')(part, day)) }}
{%- endmacro %}
{% macro default__date_part_of(part, day) -%} cast(extract('{{ part }}' from {{ day }}) as bigint) {%- endmacro %}
{% macro sqlite__date_part_of(part, day) -%}
    cast(strftime('{{ {"year": "%Y", "month": "%m", "day": "%d"}[part] }}', {{ day }}) as integer)
{%- endmacro %}

{# A query of every day from `first` to `last` (expressions over nothing), in a column `date`; no row when one is null. #}
{% macro days_between(first, last) -%}
    {{ return(adapter.dispatch('days_between', 'weir')(first, last)) }}
{%- endmacro %}
{% macro default__days_between(first, last) -%}
    select cast(unnest(generate_series({{ first }}, {{ last }}, interval 1 day)) as date) as date
{%- endmacro %}
{% macro sqlite__days_between(first, last) -%}
    with recursive days(date) as (
        select {{ first }} where {{ first }} <= {{ last }}
        union all
        select date(date, '+1 day') from days where date < {{ last }}
    )
    select date from days
{%- endmacro %}

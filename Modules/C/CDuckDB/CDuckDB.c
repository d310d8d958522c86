#include "CDuckDB.h"

#include <dlfcn.h>
#include <stdlib.h>

#define FUNCTION(name) {"duckdb_" #name, offsetof(CDuckDBFunctions, name)}

static const struct {
    const char *name;
    size_t offset;
} functions[] = {
    FUNCTION(library_version),
    FUNCTION(free),
    FUNCTION(create_config),
    FUNCTION(set_config),
    FUNCTION(destroy_config),
    FUNCTION(open_ext),
    FUNCTION(close),
    FUNCTION(connect),
    FUNCTION(disconnect),
    FUNCTION(interrupt),
    FUNCTION(query),
    FUNCTION(extract_statements),
    FUNCTION(extract_statements_error),
    FUNCTION(prepare_extracted_statement),
    FUNCTION(destroy_extracted),
    FUNCTION(prepare_error),
    FUNCTION(destroy_prepare),
    FUNCTION(prepared_statement_type),
    FUNCTION(nparams),
    FUNCTION(bind_null),
    FUNCTION(bind_boolean),
    FUNCTION(bind_int64),
    FUNCTION(bind_double),
    FUNCTION(bind_decimal),
    FUNCTION(bind_date),
    FUNCTION(bind_timestamp),
    FUNCTION(bind_varchar_length),
    FUNCTION(bind_blob),
    FUNCTION(execute_prepared),
    FUNCTION(execute_prepared_streaming),
    FUNCTION(result_error),
    FUNCTION(destroy_result),
    FUNCTION(rows_changed),
    FUNCTION(column_count),
    FUNCTION(column_name),
    FUNCTION(column_logical_type),
    FUNCTION(fetch_chunk),
    FUNCTION(data_chunk_get_size),
    FUNCTION(data_chunk_get_vector),
    FUNCTION(destroy_data_chunk),
    FUNCTION(vector_get_data),
    FUNCTION(vector_get_validity),
    FUNCTION(get_type_id),
    FUNCTION(logical_type_get_alias),
    FUNCTION(decimal_width),
    FUNCTION(decimal_scale),
    FUNCTION(decimal_internal_type),
    FUNCTION(enum_internal_type),
    FUNCTION(enum_dictionary_size),
    FUNCTION(enum_dictionary_value),
    FUNCTION(list_type_child_type),
    FUNCTION(array_type_child_type),
    FUNCTION(array_type_array_size),
    FUNCTION(map_type_key_type),
    FUNCTION(map_type_value_type),
    FUNCTION(struct_type_child_count),
    FUNCTION(struct_type_child_name),
    FUNCTION(struct_type_child_type),
    FUNCTION(list_vector_get_child),
    FUNCTION(list_vector_get_size),
    FUNCTION(array_vector_get_child),
    FUNCTION(struct_vector_get_child),
    FUNCTION(destroy_logical_type),
};

static const size_t count = sizeof(functions) / sizeof(functions[0]);

_Static_assert(sizeof(functions) / sizeof(functions[0]) == sizeof(CDuckDBFunctions) / sizeof(void *), "a name a member");
_Static_assert(sizeof(CDuckDBString) == 16, "a string in a vector takes 16 bytes");
_Static_assert(sizeof(CDuckDBResult) == 48, "a result takes 48 bytes");

const CDuckDBFunctions *CDuckDBBind(void *library, const char **missing) {
    char *table = calloc(1, sizeof(CDuckDBFunctions));
    *missing = table ? NULL : "calloc";
    for (size_t index = 0; table && index < count; index++) {
        void *function = dlsym(library, functions[index].name);
        if (!function) {
            *missing = functions[index].name;
            free(table);
            return NULL;
        }
        *(void **)(table + functions[index].offset) = function;
    }
    return (const CDuckDBFunctions *)table;
}

#pragma once

// The part of DuckDB's C interface that DuckDBEngine uses, as functions that are looked up in a library at run time.
//
// To add a function: one member of CDuckDBFunctions, and its name in CDuckDB.c.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct CDuckDBDatabaseStruct *CDuckDBDatabase;
typedef struct CDuckDBConnectionStruct *CDuckDBConnection;
typedef struct CDuckDBConfigStruct *CDuckDBConfig;
typedef struct CDuckDBExtractedStruct *CDuckDBExtracted;
typedef struct CDuckDBPreparedStruct *CDuckDBPrepared;
typedef struct CDuckDBChunkStruct *CDuckDBChunk;
typedef struct CDuckDBVectorStruct *CDuckDBVector;
typedef struct CDuckDBTypeStruct *CDuckDBType;

/// What most functions return: 0 for success.
typedef int32_t CDuckDBState;

/// A result; only its address and its copy mean anything.
typedef struct {
    uint64_t reserved[3];
    void *_Nullable pointers[3];
} CDuckDBResult;

typedef struct {
    uint64_t lower;
    int64_t upper;
} CDuckDBHugeInt;

typedef struct {
    uint8_t width;
    uint8_t scale;
    CDuckDBHugeInt value;
} CDuckDBDecimal;

typedef struct {
    int32_t days;
} CDuckDBDate;

typedef struct {
    int64_t microseconds;
} CDuckDBTimestamp;

/// A text or blob in a vector: up to 12 bytes stand in place, longer ones behind a pointer.
typedef struct {
    uint32_t length;
    char prefix[4];
    const char *_Nullable pointer;
} CDuckDBString;

/// The functions of one loaded library; a member has the name without `duckdb_`.
typedef struct {
    const char *_Nonnull (*_Nonnull library_version)(void);
    void (*_Nonnull free)(void *_Nullable pointer);
    CDuckDBState (*_Nonnull create_config)(CDuckDBConfig _Nullable *_Nonnull out);
    CDuckDBState (*_Nonnull set_config)(CDuckDBConfig _Nonnull config, const char *_Nonnull name,
        const char *_Nonnull value);
    void (*_Nonnull destroy_config)(CDuckDBConfig _Nullable *_Nonnull config);
    CDuckDBState (*_Nonnull open_ext)(const char *_Nullable path, CDuckDBDatabase _Nullable *_Nonnull out,
        CDuckDBConfig _Nullable config, char *_Nullable *_Nullable error);
    void (*_Nonnull close)(CDuckDBDatabase _Nullable *_Nonnull database);
    CDuckDBState (*_Nonnull connect)(CDuckDBDatabase _Nonnull database, CDuckDBConnection _Nullable *_Nonnull out);
    void (*_Nonnull disconnect)(CDuckDBConnection _Nullable *_Nonnull connection);
    void (*_Nonnull interrupt)(CDuckDBConnection _Nonnull connection);
    CDuckDBState (*_Nonnull query)(CDuckDBConnection _Nonnull connection, const char *_Nonnull sql,
        CDuckDBResult *_Nullable out);
    uint64_t (*_Nonnull extract_statements)(CDuckDBConnection _Nonnull connection, const char *_Nonnull sql,
        CDuckDBExtracted _Nullable *_Nonnull out);
    const char *_Nullable (*_Nonnull extract_statements_error)(CDuckDBExtracted _Nonnull statements);
    CDuckDBState (*_Nonnull prepare_extracted_statement)(CDuckDBConnection _Nonnull connection,
        CDuckDBExtracted _Nonnull statements,
        uint64_t index, CDuckDBPrepared _Nullable *_Nonnull out);
    void (*_Nonnull destroy_extracted)(CDuckDBExtracted _Nullable *_Nonnull statements);
    const char *_Nullable (*_Nonnull prepare_error)(CDuckDBPrepared _Nonnull statement);
    void (*_Nonnull destroy_prepare)(CDuckDBPrepared _Nullable *_Nonnull statement);
    int32_t (*_Nonnull prepared_statement_type)(CDuckDBPrepared _Nonnull statement);
    uint64_t (*_Nonnull nparams)(CDuckDBPrepared _Nonnull statement);
    CDuckDBState (*_Nonnull bind_null)(CDuckDBPrepared _Nonnull statement, uint64_t index);
    CDuckDBState (*_Nonnull bind_boolean)(CDuckDBPrepared _Nonnull statement, uint64_t index, bool value);
    CDuckDBState (*_Nonnull bind_int64)(CDuckDBPrepared _Nonnull statement, uint64_t index, int64_t value);
    CDuckDBState (*_Nonnull bind_double)(CDuckDBPrepared _Nonnull statement, uint64_t index, double value);
    CDuckDBState (*_Nonnull bind_decimal)(CDuckDBPrepared _Nonnull statement, uint64_t index, CDuckDBDecimal value);
    CDuckDBState (*_Nonnull bind_date)(CDuckDBPrepared _Nonnull statement, uint64_t index, CDuckDBDate value);
    CDuckDBState (*_Nonnull bind_timestamp)(CDuckDBPrepared _Nonnull statement, uint64_t index, CDuckDBTimestamp value);
    CDuckDBState (*_Nonnull bind_varchar_length)(CDuckDBPrepared _Nonnull statement, uint64_t index,
        const char *_Nonnull value, uint64_t length);
    CDuckDBState (*_Nonnull bind_blob)(CDuckDBPrepared _Nonnull statement, uint64_t index,
        const void *_Nullable value, uint64_t length);
    CDuckDBState (*_Nonnull execute_prepared)(CDuckDBPrepared _Nonnull statement, CDuckDBResult *_Nonnull out);
    CDuckDBState (*_Nonnull execute_prepared_streaming)(CDuckDBPrepared _Nonnull statement,
        CDuckDBResult *_Nonnull out);
    const char *_Nullable (*_Nonnull result_error)(CDuckDBResult *_Nonnull result);
    void (*_Nonnull destroy_result)(CDuckDBResult *_Nonnull result);
    uint64_t (*_Nonnull rows_changed)(CDuckDBResult *_Nonnull result);
    uint64_t (*_Nonnull column_count)(CDuckDBResult *_Nonnull result);
    const char *_Nullable (*_Nonnull column_name)(CDuckDBResult *_Nonnull result, uint64_t column);
    CDuckDBType _Nullable (*_Nonnull column_logical_type)(CDuckDBResult *_Nonnull result, uint64_t column);
    CDuckDBChunk _Nullable (*_Nonnull fetch_chunk)(CDuckDBResult result);
    uint64_t (*_Nonnull data_chunk_get_size)(CDuckDBChunk _Nonnull chunk);
    CDuckDBVector _Nonnull (*_Nonnull data_chunk_get_vector)(CDuckDBChunk _Nonnull chunk, uint64_t column);
    void (*_Nonnull destroy_data_chunk)(CDuckDBChunk _Nullable *_Nonnull chunk);
    void *_Nullable (*_Nonnull vector_get_data)(CDuckDBVector _Nonnull vector);
    uint64_t *_Nullable (*_Nonnull vector_get_validity)(CDuckDBVector _Nonnull vector);
    int32_t (*_Nonnull get_type_id)(CDuckDBType _Nonnull type);
    char *_Nullable (*_Nonnull logical_type_get_alias)(CDuckDBType _Nonnull type);
    uint8_t (*_Nonnull decimal_width)(CDuckDBType _Nonnull type);
    uint8_t (*_Nonnull decimal_scale)(CDuckDBType _Nonnull type);
    int32_t (*_Nonnull decimal_internal_type)(CDuckDBType _Nonnull type);
    int32_t (*_Nonnull enum_internal_type)(CDuckDBType _Nonnull type);
    uint32_t (*_Nonnull enum_dictionary_size)(CDuckDBType _Nonnull type);
    char *_Nullable (*_Nonnull enum_dictionary_value)(CDuckDBType _Nonnull type, uint64_t index);
    CDuckDBType _Nullable (*_Nonnull list_type_child_type)(CDuckDBType _Nonnull type);
    CDuckDBType _Nullable (*_Nonnull array_type_child_type)(CDuckDBType _Nonnull type);
    uint64_t (*_Nonnull array_type_array_size)(CDuckDBType _Nonnull type);
    CDuckDBType _Nullable (*_Nonnull map_type_key_type)(CDuckDBType _Nonnull type);
    CDuckDBType _Nullable (*_Nonnull map_type_value_type)(CDuckDBType _Nonnull type);
    uint64_t (*_Nonnull struct_type_child_count)(CDuckDBType _Nonnull type);
    char *_Nullable (*_Nonnull struct_type_child_name)(CDuckDBType _Nonnull type, uint64_t index);
    CDuckDBType _Nullable (*_Nonnull struct_type_child_type)(CDuckDBType _Nonnull type, uint64_t index);
    CDuckDBVector _Nonnull (*_Nonnull list_vector_get_child)(CDuckDBVector _Nonnull vector);
    uint64_t (*_Nonnull list_vector_get_size)(CDuckDBVector _Nonnull vector);
    CDuckDBVector _Nonnull (*_Nonnull array_vector_get_child)(CDuckDBVector _Nonnull vector);
    CDuckDBVector _Nonnull (*_Nonnull struct_vector_get_child)(CDuckDBVector _Nonnull vector, uint64_t index);
    void (*_Nonnull destroy_logical_type)(CDuckDBType _Nullable *_Nonnull type);
} CDuckDBFunctions;

/// Looks every function up in a library that `dlopen` gave.
///
/// Returns null, and the name of the first function that is missing, when the library is not DuckDB or too old; else
/// functions that stay valid for ever: the library must never be closed.
const CDuckDBFunctions *_Nullable CDuckDBBind(void *library, const char *_Nullable *_Nonnull missing);

#pragma clang assume_nonnull end

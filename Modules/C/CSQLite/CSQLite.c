#include "CSQLite.h"
#include <stdlib.h>

int weir_sqlite_make_strict(sqlite3 *connection) {
    const int settings[][2] = {
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    for (unsigned i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        int result = sqlite3_db_config(connection, settings[i][0], settings[i][1], (int *)0);
        if (result != SQLITE_OK) return result;
    }
    return SQLITE_OK;
}

enum { VALUE_COLUMN = 0, INPUT_COLUMN = 1 };

typedef struct {
    sqlite3_vtab_cursor base;
    sqlite3_value *value;
    int is_done;
} type_cursor;

static int type_connect(sqlite3 *connection, void *declaration, int count, const char *const *words,
                        sqlite3_vtab **table, char **message) {
    (void)count; (void)words; (void)message;
    int result = sqlite3_declare_vtab(connection, declaration);
    if (result != SQLITE_OK) return result;
    sqlite3_vtab_config(connection, SQLITE_VTAB_INNOCUOUS);
    *table = calloc(1, sizeof(sqlite3_vtab));
    return *table ? SQLITE_OK : SQLITE_NOMEM;
}

static int type_disconnect(sqlite3_vtab *table) {
    free(table);
    return SQLITE_OK;
}

static int type_best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
    (void)table;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];
        if (constraint->iColumn != INPUT_COLUMN || constraint->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
        if (!constraint->usable) return SQLITE_CONSTRAINT;
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->estimatedCost = 1;
        info->estimatedRows = 1;
        info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
        return SQLITE_OK;
    }
    return SQLITE_CONSTRAINT;
}

static int type_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
    (void)table;
    type_cursor *made = calloc(1, sizeof(type_cursor));
    if (!made) return SQLITE_NOMEM;
    *cursor = &made->base;
    return SQLITE_OK;
}

static int type_close(sqlite3_vtab_cursor *cursor) {
    sqlite3_value_free(((type_cursor *)cursor)->value);
    free(cursor);
    return SQLITE_OK;
}

static int type_filter(sqlite3_vtab_cursor *cursor, int plan, const char *words, int count, sqlite3_value **values) {
    (void)plan; (void)words;
    type_cursor *self = (type_cursor *)cursor;
    sqlite3_value_free(self->value);
    self->value = count > 0 ? sqlite3_value_dup(values[0]) : NULL;
    self->is_done = 0;
    return SQLITE_OK;
}

static int type_next(sqlite3_vtab_cursor *cursor) {
    ((type_cursor *)cursor)->is_done = 1;
    return SQLITE_OK;
}

static int type_eof(sqlite3_vtab_cursor *cursor) { return ((type_cursor *)cursor)->is_done; }

static int type_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
    (void)column;
    sqlite3_value *value = ((type_cursor *)cursor)->value;
    if (value) sqlite3_result_value(context, value);
    return SQLITE_OK;
}

static int type_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid) {
    (void)cursor;
    *rowid = 1;
    return SQLITE_OK;
}

static const sqlite3_module type_module = {
    .xConnect = type_connect,
    .xBestIndex = type_best_index,
    .xDisconnect = type_disconnect,
    .xOpen = type_open,
    .xClose = type_close,
    .xFilter = type_filter,
    .xNext = type_next,
    .xEof = type_eof,
    .xColumn = type_column,
    .xRowid = type_rowid,
};

int weir_sqlite_register_type(sqlite3 *connection, const char *name, const char *declaration) {
    return sqlite3_create_module_v2(connection, name, &type_module, (void *)declaration, NULL);
}

#include "CSQLite.h"

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

#pragma once
#include <sqlite3.h>

/// Makes a connection strict: a text in double quotes is a name and never a string, SQL cannot damage the file's
/// structure, and no extension can be loaded. In C because sqlite3_db_config is variadic. Returns SQLite's result code.
int weir_sqlite_make_strict(sqlite3 *connection);

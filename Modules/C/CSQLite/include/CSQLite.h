#pragma once
#include <sqlite3.h>

#pragma clang assume_nonnull begin

/// Makes a connection strict: a text in double quotes is a name and never a string, SQL cannot damage the file's
/// structure, and no extension can be loaded. In C because sqlite3_db_config is variadic. Returns SQLite's result code.
int weir_sqlite_make_strict(sqlite3 *connection);

/// Registers a table-valued function that gives its one argument back, in a column `weir_value` of a declared type.
///
/// SQLite knows the type of a column and none of an expression; through this an expression gets one:
/// `(select weir_value from weir_boolean(a > b))`. The declaration is `create table x(weir_value boolean, weir_input hidden)`
/// and must live as long as the connection. In C because a virtual table's structures are laid out by C's rules.
int weir_sqlite_register_type(sqlite3 *connection, const char *name, const char *declaration);

#pragma clang assume_nonnull end

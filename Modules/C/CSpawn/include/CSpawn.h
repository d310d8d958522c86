#pragma once
#include <stdbool.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

/// Starts a program with three descriptors and no others; returns 0 or an error number.
///
/// The program is a path, relative to the directory. A null environment is this process's own, a null directory its own.
/// Signals that this process ignores or blocks are as usual in the new one.
int weir_spawn(
    const char *program, char *_Nullable const *_Nonnull arguments, char *_Nullable const *_Nullable environment,
    const char *_Nullable directory, const int descriptors[_Nonnull 3], bool leads_group, pid_t *process);

/// Opens a pipe that no program inherits by accident: the reading end, then the writing end; returns 0 or an error number.
int weir_pipe(int ends[_Nonnull 2]);

/// Waits until a child is over and leaves it to be reaped, so that its number stays its own.
void weir_await_exit(pid_t process);

/// Reaps a child that is over: its exit code, or the number of the signal that ended it.
int weir_reap(pid_t process, bool *by_signal);

#pragma clang assume_nonnull end

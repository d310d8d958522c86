#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int prepare(
    posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, const int descriptors[3],
    const char *directory, bool leads_group
) {
    int error = 0;
    for (int number = 0; number < 3 && !error; number++)
        error = posix_spawn_file_actions_adddup2(actions, descriptors[number], number);
    // In the child, where no other thread can open one in between: close-on-exec is not set on every descriptor here.
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (!error && directory) error = posix_spawn_file_actions_addchdir_np(actions, directory);

    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    sigaddset(&usual, SIGPIPE);
    if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &usual);
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (leads_group ? POSIX_SPAWN_SETPGROUP : 0);
    if (!error) error = posix_spawnattr_setflags(attributes, flags);
    return error;
}

int weir_spawn(
    const char *program, char *const *arguments, char *const *environment, const char *directory,
    const int descriptors[3], bool leads_group, pid_t *process
) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    // Copies above the first three: otherwise one of them could be overwritten before its turn.
    int copies[3] = {-1, -1, -1};
    int error = 0;
    for (int number = 0; number < 3 && !error; number++) {
        copies[number] = fcntl(descriptors[number], F_DUPFD_CLOEXEC, 3);
        if (copies[number] < 0) error = errno;
    }
    if (!error) error = posix_spawn_file_actions_init(&actions);
    if (!error) {
        error = posix_spawnattr_init(&attributes);
        if (!error) {
            error = prepare(&actions, &attributes, copies, directory, leads_group);
            if (!error)
                error = posix_spawn(
                    process, program, &actions, &attributes, arguments, environment ? environment : environ);
            posix_spawnattr_destroy(&attributes);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    for (int number = 0; number < 3; number++)
        if (copies[number] >= 0) close(copies[number]);
    return error;
}

int weir_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

void weir_await_exit(pid_t process) {
    siginfo_t information;
    while (waitid(P_PID, (id_t)process, &information, WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
}

int weir_reap(pid_t process, bool *by_signal) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    *by_signal = WIFSIGNALED(status);
    return *by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
}

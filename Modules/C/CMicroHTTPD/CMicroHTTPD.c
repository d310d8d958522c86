#include "CMicroHTTPD.h"

struct MHD_Daemon *weir_mhd_start(
    MHD_socket listening, unsigned int threads, unsigned int connection_limit, unsigned int idle_timeout_seconds,
    MHD_AccessHandlerCallback access, weir_mhd_uri_callback begin, MHD_RequestCompletedCallback end, void *closure) {
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, access, closure,
        MHD_OPTION_LISTEN_SOCKET, listening,
        MHD_OPTION_THREAD_POOL_SIZE, threads,
        MHD_OPTION_CONNECTION_LIMIT, connection_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, idle_timeout_seconds,
        MHD_OPTION_URI_LOG_CALLBACK, begin, closure,
        MHD_OPTION_NOTIFY_COMPLETED, end, closure,
        MHD_OPTION_END);
}

#pragma once
#include <microhttpd.h>

#pragma clang assume_nonnull begin

typedef void *_Nullable (*weir_mhd_uri_callback)(
    void *_Nullable closure, const char *_Nullable uri, struct MHD_Connection *_Nullable connection);

/// Starts a daemon on a listening socket: `MHD_start_daemon` is variadic, which Swift cannot call.
struct MHD_Daemon *_Nullable weir_mhd_start(
    MHD_socket listening, unsigned int threads, unsigned int connection_limit, unsigned int idle_timeout_seconds,
    MHD_AccessHandlerCallback access, weir_mhd_uri_callback begin, MHD_RequestCompletedCallback end, void *closure);

/// What a content reader returns when there is no more, and when the connection has to be cut.
static inline ssize_t weir_mhd_end_of_stream(void) { return MHD_CONTENT_READER_END_OF_STREAM; }
static inline ssize_t weir_mhd_end_with_error(void) { return MHD_CONTENT_READER_END_WITH_ERROR; }

#pragma clang assume_nonnull end

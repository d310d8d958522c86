#pragma once
#include <curl/curl.h>

#pragma clang assume_nonnull begin

// Swift cannot call variadic functions: one function a kind of value.

typedef size_t (*weir_curl_bytes_function)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

/// Opens the socket for a connection to `address`, or gives CURL_SOCKET_BAD to refuse it.
typedef curl_socket_t (*weir_curl_open_socket_function)(void *_Nullable context, curlsocktype purpose,
                                                        struct curl_sockaddr *address);

/// Makes libcurl ready; call once before anything else.
CURLcode weir_curl_global_init(void);
CURLcode weir_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode weir_curl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode weir_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode weir_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *_Nullable value);
CURLcode weir_curl_set_pointer(CURL *handle, CURLoption option, void *_Nullable value);
CURLcode weir_curl_set_bytes_function(CURL *handle, CURLoption option, weir_curl_bytes_function value);
CURLcode weir_curl_set_open_socket_function(CURL *handle, weir_curl_open_socket_function value);
/// The network address in a place that is about to be connected to, in its full length.
const struct sockaddr *weir_curl_address(const struct curl_sockaddr *place);
/// The status of the last response, 0 before one came.
long weir_curl_status(CURL *handle);
/// The handle's context pointer, set as CURLOPT_PRIVATE.
void *_Nullable weir_curl_context(CURL *handle);

#pragma clang assume_nonnull end

#pragma once
#include <curl/curl.h>

// Swift cannot call variadic functions: one function a kind of value.

typedef size_t (*weir_curl_bytes_function)(char *bytes, size_t size, size_t count, void *context);
typedef int (*weir_curl_progress_function)(
    void *context, curl_off_t download_total, curl_off_t download_now, curl_off_t upload_total, curl_off_t upload_now);

/// Makes libcurl ready; call once before anything else.
CURLcode weir_curl_global_init(void);
CURLcode weir_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode weir_curl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode weir_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode weir_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode weir_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode weir_curl_set_bytes_function(CURL *handle, CURLoption option, weir_curl_bytes_function value);
CURLcode weir_curl_set_progress_function(CURL *handle, CURLoption option, weir_curl_progress_function value);
/// The status of the last response, 0 before one came.
long weir_curl_status(CURL *handle);
/// The handle's context pointer, set as CURLOPT_PRIVATE.
void *weir_curl_context(CURL *handle);

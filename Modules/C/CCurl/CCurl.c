#include "CCurl.h"

CURLcode weir_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

CURLcode weir_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode weir_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode weir_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode weir_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode weir_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode weir_curl_set_bytes_function(CURL *handle, CURLoption option, weir_curl_bytes_function value) {
    return curl_easy_setopt(handle, option, value);
}

CURLcode weir_curl_set_open_socket_function(CURL *handle, weir_curl_open_socket_function value) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value);
}

const struct sockaddr *weir_curl_address(const struct curl_sockaddr *place) { return &place->addr; }

long weir_curl_status(CURL *handle) {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

void *weir_curl_context(CURL *handle) {
    char *context = NULL;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &context);
    return context;
}

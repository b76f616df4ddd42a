// One request, carried out by libcurl.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>
#include <string_view>

#include "parley/base/status_callback.h"
#include "parley/callbacks/targets.h"
#include "queues.h"

namespace parley::callbacks {

class Transfer {
 public:
  /// Signs the request with `secret`. `targets` must outlive this. Throws std::bad_alloc.
  Transfer(const base::StatusCallback& callback, std::string_view secret, const Targets& targets);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  [[nodiscard]] CURL* handle() const { return handle_.get(); }
  [[nodiscard]] const std::string& room_sid() const { return room_sid_; }
  /// What became of it, once libcurl has ended it.
  [[nodiscard]] Queues::Outcome outcome() const;

 private:
  struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  static std::size_t discard(const char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);

  const std::string room_sid_;
  const Targets& targets_;
  std::string url_;
  std::string form_;
  std::size_t answer_bytes_ = 0;
  std::unique_ptr<curl_slist, FreeList> headers_;
  std::unique_ptr<CURL, FreeHandle> handle_;
};

}  // namespace parley::callbacks

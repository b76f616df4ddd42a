#include "parley/callbacks/sender.h"

#include <curl/curl.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "queues.h"
#include "transfer.h"

namespace parley::callbacks {
class Sender::Thread {
 public:
  Thread(SenderSettings settings, base::CallbackCounters& counters, base::Logger& logger)
      : settings_(std::move(settings)),
        counters_(counters),
        logger_(logger),
        queues_(counters),
        multi_(make_multi()),
        thread_([this] { run(); }) {}
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  ~Thread() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    curl_multi_wakeup(multi_.get());
    thread_.join();
  }

  void send(base::StatusCallback callback) {
    {
      const std::lock_guard lock(mutex_);
      if (arriving_.size() == callbacks::waiting) {
        ++counters_.given_up;
        return;
      }
      arriving_.push_back(std::move(callback));
      idle_ = false;
    }
    curl_multi_wakeup(multi_.get());
  }

  void finish(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    became_idle_.wait_for(lock, time, [this] { return idle_; });
  }

 private:
  using Time = Queues::Time;
  struct FreeMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  using MultiHandle = std::unique_ptr<CURLM, FreeMulti>;

  static MultiHandle make_multi() {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    MultiHandle multi(ready ? curl_multi_init() : nullptr);
    if (!multi) throw std::runtime_error("libcurl cannot be used.");
    return multi;
  }

  static Time now() { return std::chrono::steady_clock::now(); }

  void run() {
    while (take_arriving()) {
      start();
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      if (settle()) continue;
      curl_multi_poll(multi_.get(), nullptr, 0, wait_milliseconds(), nullptr);
    }
    for (const auto& [handle, transfer] : transfers_) {
      curl_multi_remove_handle(multi_.get(), handle);
    }
    const std::lock_guard lock(mutex_);
    counters_.given_up += queues_.size() + arriving_.size();
  }

  // False where the thread is to end.
  bool take_arriving() {
    std::vector<base::StatusCallback> arriving;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return false;
      arriving.swap(arriving_);
      idle_ = arriving.empty() && queues_.size() == 0;
      if (idle_) became_idle_.notify_all();
    }
    for (auto& callback : arriving) queues_.add(std::move(callback), now());
    return true;
  }

  void start() {
    for (const auto* callback : queues_.begin(requests - transfers_.size(), now())) {
      auto transfer = std::make_unique<Transfer>(*callback, settings_.secret, settings_.targets);
      CURL* const handle = transfer->handle();
      curl_multi_add_handle(multi_.get(), handle);
      transfers_.emplace(handle, std::move(transfer));
    }
  }

  // Whether any has ended, so that others can begin.
  bool settle() {
    bool any = false;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const auto found = transfers_.find(message->easy_handle);
      const Transfer& transfer = *found->second;
      if (queues_.settle(transfer.room_sid(), transfer.outcome(), now())) {
        logger_.write(base::Logger::Level::Warning, "callback-given-up",
                      {{"room", transfer.room_sid()}});
      }
      curl_multi_remove_handle(multi_.get(), found->first);
      transfers_.erase(found);
      any = true;
    }
    return any;
  }

  [[nodiscard]] int wait_milliseconds() const {
    constexpr std::chrono::milliseconds longest{60'000};
    const bool full = transfers_.size() == requests;
    const auto next = full ? std::nullopt : queues_.next();
    if (!next) return static_cast<int>(longest.count());
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - now());
    return static_cast<int>(std::clamp(wait, std::chrono::milliseconds{0}, longest).count());
  }

  const SenderSettings settings_;
  base::CallbackCounters& counters_;
  base::Logger& logger_;

  // Used by all threads.
  std::mutex mutex_;
  std::condition_variable became_idle_;
  std::vector<base::StatusCallback> arriving_;
  bool idle_ = true;
  bool stopping_ = false;

  // Used only by the sender's own.
  Queues queues_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> transfers_;

  MultiHandle multi_;
  std::thread thread_;
};

Sender::Sender(SenderSettings settings, base::CallbackCounters& counters, base::Logger& logger)
    : thread_(std::make_unique<Thread>(std::move(settings), counters, logger)) {}

Sender::~Sender() = default;

void Sender::send(base::StatusCallback callback) {
  thread_->send(std::move(callback));
}

void Sender::finish(std::chrono::milliseconds time) {
  thread_->finish(time);
}

}  // namespace parley::callbacks

#include "redis_link.h"

#include <fcntl.h>
#include <hiredis/async.h>
#include <sys/epoll.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "parley/nodes_link/limits.h"

namespace parley::nodes_link {

// What hiredis calls.
struct RedisLink::Hooks {
  static RedisLink& link(void* data) { return *static_cast<RedisLink*>(data); }
  static void add_read(void* data) { set(link(data).reads_, true, data); }
  static void del_read(void* data) { set(link(data).reads_, false, data); }
  static void add_write(void* data) { set(link(data).writes_, true, data); }
  static void del_write(void* data) { set(link(data).writes_, false, data); }
  // The context is about to be freed, after all callbacks.
  static void cleanup(void* data) { link(data).lost(); }
  static void connect(const redisAsyncContext* context, int status) {
    link(context->data).connected(status == REDIS_OK);
  }
  static void answer(redisAsyncContext* context, void* reply_data, void* answer_data) {
    const std::unique_ptr<Answer> answer(static_cast<Answer*>(answer_data));
    RedisLink& self = link(context->data);
    if (!self.sent_.empty()) self.sent_.pop_front();
    const auto* reply = static_cast<const redisReply*>(reply_data);
    const bool is_text = reply != nullptr &&
                         (reply->type == REDIS_REPLY_STRING || reply->type == REDIS_REPLY_STATUS);
    if (reply != nullptr && reply->type == REDIS_REPLY_ERROR) {
      self.note_error(reply->str);
      redisAsyncFree(context);  // once this has returned
    } else if (reply != nullptr) {
      self.failures_ = 0;
    }
    if (!*answer) return;
    (*answer)(
        is_text ? std::optional(std::string_view(reply->str, static_cast<std::size_t>(reply->len)))
                : std::nullopt);
  }

 private:
  static void set(bool& flag, bool value, void* data) {
    flag = value;
    link(data).watch();
  }
};

RedisLink::RedisLink(RedisAddress address, std::string password, int epoll, std::uint64_t id,
                     Instant patience, Events events, base::Logger& logger)
    : address_(std::move(address)),
      password_(std::move(password)),
      epoll_(epoll),
      id_(id),
      patience_(patience),
      events_(std::move(events)),
      logger_(logger) {}

RedisLink::~RedisLink() {
  events_ = {};
  close();
}

Instant RedisLink::pause() const {
  constexpr std::uint32_t doublings = 4;
  return std::min(last_redis_retry, first_redis_retry * (1U << std::min(failures_, doublings)));
}

void RedisLink::open(Instant now) {
  now_ = now;
  redisAsyncContext* context = address_.path.empty()
                                   ? redisAsyncConnect(address_.tcp.host.c_str(), address_.tcp.port)
                                   : redisAsyncConnectUnix(address_.path.c_str());
  retry_at_ = now + pause();
  if (context == nullptr) return;
  if (context->err != 0) {
    redisAsyncFree(context);
    connected(false);
    return;
  }
  // No program that this one starts is to have it.
  (void)::fcntl(context->c.fd, F_SETFD, FD_CLOEXEC);
  context->data = this;
  context->ev.data = this;
  context->ev.addRead = &Hooks::add_read;
  context->ev.delRead = &Hooks::del_read;
  context->ev.addWrite = &Hooks::add_write;
  context->ev.delWrite = &Hooks::del_write;
  context->ev.cleanup = &Hooks::cleanup;
  context_ = context;
  opened_until_ = now + redis_opening_timeout;
  redisAsyncSetConnectCallback(context, &Hooks::connect);
}

// Not well: hiredis frees the context next.
void RedisLink::connected(bool well) {
  if (!well) {
    ++failures_;
    if (!std::exchange(told_lost_, true)) {
      logger_.write(base::Logger::Level::Error, "redis-lost", {{"see", "--redis"}});
    }
    return;
  }
  up_ = true;
  ++failures_;  // until Redis has answered anything
  told_lost_ = false;
  logger_.write(base::Logger::Level::Info, "redis-connected", {});
  if (!password_.empty()) send({"AUTH", password_}, {}, now_);
  if (events_.up) events_.up();
}

void RedisLink::lost() {
  context_ = nullptr;
  watched_ = -1;
  reads_ = writes_ = false;
  sent_.clear();
  if (!std::exchange(up_, false)) return;
  retry_at_ = now_ + pause();
  if (!std::exchange(told_lost_, true)) {
    logger_.write(base::Logger::Level::Error, "redis-lost", {{"see", "--redis"}});
  }
  if (events_.down) events_.down();
}

void RedisLink::note_error(std::string_view text) {
  // Its first word, such as NOAUTH, says what kind it is.
  logger_.write(base::Logger::Level::Error, "redis-refused",
                {{"error", text.substr(0, text.find(' '))}});
}

void RedisLink::close() {
  if (context_ != nullptr) redisAsyncFree(context_);
}

void RedisLink::watch() {
  if (context_ == nullptr) return;
  epoll_event event{};
  event.events = (reads_ ? EPOLLIN : 0U) | (writes_ ? EPOLLOUT : 0U);
  event.data.u64 = id_;
  const int fd = context_->c.fd;
  const int operation = watched_ == fd ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  watched_ = fd;
  epoll_ctl(epoll_, operation, fd, &event);
}

void RedisLink::handle(std::uint32_t epoll_events, Instant now) {
  now_ = now;
  const bool failed = (epoll_events & (EPOLLERR | EPOLLHUP)) != 0;
  if (context_ != nullptr && (failed || (epoll_events & EPOLLOUT) != 0) && writes_) {
    redisAsyncHandleWrite(context_);
  }
  if (context_ != nullptr && (failed || (epoll_events & EPOLLIN) != 0) && reads_) {
    redisAsyncHandleRead(context_);
  }
}

void RedisLink::expire(Instant now) {
  now_ = now;
  const bool never_opened = context_ != nullptr && !up_ && now >= opened_until_;
  const bool silent = !sent_.empty() && now >= sent_.front() + patience_;
  if (never_opened) connected(false);
  if (never_opened || silent) close();
  if (context_ == nullptr && now >= retry_at_) open(now);
}

std::optional<Instant> RedisLink::deadline() const {
  if (context_ == nullptr) return retry_at_;
  if (!up_) return opened_until_;
  if (!sent_.empty()) return sent_.front() + patience_;
  return std::nullopt;
}

void RedisLink::send(const std::vector<std::string_view>& words, Answer answer, Instant now) {
  if (context_ == nullptr || !up_) return;
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const std::string_view word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  auto owned = std::make_unique<Answer>(std::move(answer));
  sent_.push_back(now);
  const int result =
      redisAsyncCommandArgv(context_, &Hooks::answer, owned.get(), static_cast<int>(words.size()),
                            texts.data(), sizes.data());
  if (result == REDIS_OK) {
    (void)owned.release();
  } else {
    sent_.pop_back();
  }
}

void RedisLink::eval(std::string_view script, const std::string& key,
                     const std::vector<std::string>& args, Answer answer, Instant now) {
  std::vector<std::string_view> words{"EVAL", script, key.empty() ? "0" : "1"};
  if (!key.empty()) words.emplace_back(key);
  words.insert(words.end(), args.begin(), args.end());
  send(words, std::move(answer), now);
}

void RedisLink::del(const std::string& key, Instant now) {
  send({"DEL", key}, {}, now);
}

}  // namespace parley::nodes_link

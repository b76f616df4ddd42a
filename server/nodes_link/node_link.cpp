#include "parley/nodes_link/node_link.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "node_parts.h"
#include "parley/nodes/scripts.h"
#include "parley/nodes_link/limits.h"

namespace parley::nodes_link {
namespace {

constexpr std::uint64_t wake_id = 0;

base::UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return base::UniqueFd(fd);
}

}  // namespace

NodeLink::NodeLink(const base::Signer& signer, NodeSettings settings, base::NodeCounters& counters,
                   base::Logger& logger)
    : signer_(signer),
      settings_(std::move(settings)),
      counters_(counters),
      logger_(logger),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      directory_(ids_, settings_.times),
      parts_(std::make_unique<Parts>(*this)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = wake_id;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
  counters_.shares_rooms.set(1);
}

NodeLink::~NodeLink() {
  stop();
}

void NodeLink::start(NodeServices services) {
  services_ = std::move(services);
  thread_ = std::thread([this] { run(); });
}

// --- Any thread ---

void NodeLink::order(Waiting waiting) {
  const std::lock_guard lock(orders_mutex_);
  if (ended_) return end(waiting);
  orders_.push_back(std::move(waiting));
  eventfd_write(wake_.get(), 1);
}

// There is no thread any more that could see to it.
void NodeLink::end(Waiting& waiting) {
  if (waiting.claim) {
    waiting.claim->answer.set_value(std::nullopt);
  } else {
    services_.cancel();
  }
}

void NodeLink::admit(websocket::UpgradedSocket client, const limits::IpAddress& address) {
  order({std::move(client), address, nullptr});
}

std::optional<websocket::Ownership> NodeLink::claim(const std::string& room_name) {
  auto claim = std::make_shared<Claim>();
  auto answer = claim->answer.get_future();
  Waiting waiting{{}, {}, claim};
  waiting.client.room_name = room_name;
  order(std::move(waiting));
  const bool in_vain = answer.wait_for(claiming_timeout) != std::future_status::ready;
  if (in_vain && !claim->settled.exchange(true)) return std::nullopt;
  return answer.get();
}

std::string NodeLink::owner_of(const std::string& room_name) try {
  Question question{nodes::hash_of(room_name, signer_),
                    std::make_shared<std::promise<std::string>>()};
  auto answer = question.answer->get_future();
  {
    const std::lock_guard lock(orders_mutex_);
    if (ended_) return {};
    questions_.push_back(std::move(question));
    eventfd_write(wake_.get(), 1);
  }
  return answer.wait_for(claiming_timeout) == std::future_status::ready ? answer.get() : "";
} catch (const std::future_error&) {
  // Redis is not there, and so is not asked.
  return {};
}

void NodeLink::freed(const std::string& room_name, const std::string& run, std::uint64_t clients) {
  Freed freed{nodes::hash_of(room_name, signer_), run, clients};
  const std::lock_guard lock(orders_mutex_);
  freed_.push_back(std::move(freed));
  eventfd_write(wake_.get(), 1);
}

void NodeLink::stop() {
  {
    const std::lock_guard lock(orders_mutex_);
    stop_ordered_ = true;
    eventfd_write(wake_.get(), 1);
  }
  if (thread_.joinable()) thread_.join();
}

// --- The thread ---

void NodeLink::run() {
  std::array<epoll_event, 256> events{};
  parts_->redis.expire(now());
  const auto over = [this] {
    return stopping_ && (parts_->redis.outstanding() == 0 || now() >= stopped_at_);
  };
  while (!over()) {
    const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                 wait_milliseconds());
    for (int index = 0; index < count; ++index) {
      const epoll_event& event = events[static_cast<std::size_t>(index)];
      const std::uint64_t id = event.data.u64;
      if (id == wake_id) {
        take_orders();
      } else if (id == redis_id) {
        parts_->redis.handle(event.events, now());
      } else if (Arrivals::handles(id)) {
        parts_->arrivals.handle(id, now());
      } else {
        parts_->relays.handle(id, event.events, now());
      }
      carry_out_all();
    }
    parts_->redis.expire(now());
    parts_->relays.expire(now());
    parts_->arrivals.expire(now());
    directory_.expire(now());
    carry_out_all();
    publish();
  }
  parts_->relays.close_all();
  for (auto& [ticket, waiting] : waiting_) end(waiting);
  waiting_.clear();
  const std::lock_guard lock(orders_mutex_);
  ended_ = true;
  for (Waiting& waiting : orders_) end(waiting);
  orders_.clear();
  questions_.clear();
}

int NodeLink::wait_milliseconds() const {
  std::optional<Instant> next;
  if (stopping_) next = stopped_at_;
  for (const auto& deadline : {directory_.deadline(), parts_->redis.deadline(),
                               parts_->relays.deadline(), parts_->arrivals.deadline()}) {
    if (deadline) next = std::min(next.value_or(*deadline), *deadline);
  }
  if (!next) return -1;
  return static_cast<int>(std::max(*next - now(), Instant::zero()).count());
}

Instant NodeLink::now() const {
  return std::chrono::duration_cast<Instant>(std::chrono::steady_clock::now() - start_);
}

void NodeLink::take_orders() {
  eventfd_t ignored = 0;
  eventfd_read(wake_.get(), &ignored);
  std::vector<Waiting> ordered;
  std::vector<Question> questions;
  std::vector<Freed> freed;
  bool stop = false;
  {
    const std::lock_guard lock(orders_mutex_);
    ordered.swap(orders_);
    questions.swap(questions_);
    freed.swap(freed_);
    stop = stop_ordered_;
  }
  for (Waiting& waiting : ordered) {
    const nodes::Ticket ticket = ++last_ticket_;
    const std::string name = waiting.client.room_name;
    waiting_.emplace(ticket, std::move(waiting));
    directory_.ask(ticket, {nodes::hash_of(name, signer_), name}, now());
    carry_out_all();
    answer_early(ticket);
  }
  for (const Question& question : questions) locate(question);
  for (const Freed& room : freed) directory_.freed(room.hash, room.run, room.clients, now());
  if (!stop || std::exchange(stopping_, true)) return;
  stopped_at_ = now() + leaving_timeout;
  lease_.end();
  directory_.stop(now());
}

void NodeLink::locate(const Question& question) {
  parts_->redis.eval(
      nodes::locate_script(), nodes::room_key(question.hash), {},
      [answer = question.answer,
       own = to_string(settings_.address)](std::optional<std::string_view> text) {
        const bool is_elsewhere = text && *text != "-" && *text != own;
        answer->set_value(is_elsewhere ? std::string(*text) : std::string());
      },
      now());
}

// A client soon gives up an opening that nobody answers, and then pauses. What it says meanwhile
// waits in its socket.
void NodeLink::answer_early(nodes::Ticket ticket) {
  const auto found = waiting_.find(ticket);
  if (found == waiting_.end() || !found->second.client.socket) return;
  websocket::UpgradedSocket& client = found->second.client;
  const ssize_t sent = ::send(client.socket.get(), client.response.data(), client.response.size(),
                              MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent > 0) client.response.erase(0, static_cast<std::size_t>(sent));
}

void NodeLink::publish() {
  const bool leased = directory_.leased(now());
  counters_.leased.set(leased ? 1 : 0);
  counters_.rooms.set(directory_.room_count());
  counters_.asking.set(directory_.asking_count());
  counters_.relays.set(parts_->relays.count());
  if (leased == std::exchange(was_leased_, leased)) return;
  if (leased) logger_.write(base::Logger::Level::Info, "node-leased", {});
}

}  // namespace parley::nodes_link

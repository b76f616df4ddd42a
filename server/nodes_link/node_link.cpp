#include "parley/nodes_link/node_link.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "arrivals.h"
#include "parley/base/wall_clock.h"
#include "parley/nodes/greeting.h"
#include "parley/nodes/scripts.h"
#include "parley/nodes_link/limits.h"
#include "redis_link.h"
#include "relays.h"
#include "sockets.h"

namespace parley::nodes_link {
namespace {

constexpr std::uint64_t wake_id = 0;
constexpr std::uint64_t redis_id = 1;

base::UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return base::UniqueFd(fd);
}

websocket::Ownership ownership_of(nodes::Tenure tenure) {
  return {tenure.term, {std::move(tenure.fence), std::move(tenure.lineage)}};
}

}  // namespace

// What has sockets.
class NodeLink::Parts {
 public:
  explicit Parts(NodeLink& link)
      : redis(link.settings_.redis, link.settings_.redis_password, link.epoll_.get(), redis_id,
              link.settings_.times.answer(),
              {[&link] {
                 link.counters_.connections.add();
                 link.directory_.redis_up(link.now());
               },
               [&link] { link.directory_.redis_down(link.now()); }},
              link.logger_),
        relays(link.epoll_.get(), {[&link](nodes::Ticket ticket) {
                                     link.counters_.relayed.add();
                                     link.waiting_.erase(ticket);
                                     link.directory_.relayed(ticket);
                                   },
                                   [&link](nodes::Ticket ticket, websocket::UpgradedSocket client) {
                                     link.waiting_.at(ticket).client = std::move(client);
                                     link.directory_.not_relayed(ticket, link.now());
                                   },
                                   [&link](nodes::Ticket ticket, websocket::UpgradedSocket client) {
                                     link.waiting_.erase(ticket);
                                     link.directory_.relayed(ticket);
                                     link.refuse(std::move(client), protocol::ErrorId::ServerFull,
                                                 "The server that has the room is full.");
                                   },
                                   [&link] { link.services_.cancel(); }}),
        arrivals(link.settings_.address, link.epoll_.get(), link.signer_,
                 [&link](const nodes::Greeting& greeting, base::UniqueFd& socket) {
                   return link.take_arrival(greeting, socket);
                 }) {}

  RedisLink redis;
  Relays relays;
  Arrivals arrivals;
};

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

// Each is carried out completely, and may lead to more.
void NodeLink::carry_out_all() {
  while (auto action = directory_.next_action()) {
    std::visit([this](const auto& one) { carry_out(one); }, *action);
  }
}

void NodeLink::carry_out(const nodes::Beat& beat) {
  const std::vector<std::string> args = {beat.incarnation, to_string(settings_.address),
                                         std::to_string(settings_.times.lease.count()),
                                         nodes::proof_of_key(signer_)};
  parts_->redis.eval(
      nodes::beat_script(), {}, args,
      [this, incarnation = beat.incarnation](std::optional<std::string_view> text) {
        if (text) directory_.beaten(incarnation, *text, now());
      },
      now());
}

void NodeLink::carry_out(const nodes::Acquire& order) {
  const std::string grace = std::to_string(settings_.times.grace().count());
  parts_->redis.eval(
      nodes::acquire_script(), nodes::room_key(order.hash), {order.incarnation, grace},
      [this, order](std::optional<std::string_view> text) {
        if (text) directory_.acquired(order.hash, order.incarnation, *text, now());
      },
      now());
}

void NodeLink::carry_out(const nodes::Assert& order) {
  parts_->redis.eval(
      nodes::assert_script(), nodes::room_key(order.hash),
      {order.incarnation, order.fence, nodes::joined(order.lineage)},
      [this, hash = order.hash,
       incarnation = order.incarnation](std::optional<std::string_view> text) {
        if (text) directory_.asserted(hash, incarnation, *text, now());
      },
      now());
}

void NodeLink::carry_out(const nodes::Release& order) {
  parts_->redis.eval(nodes::release_script(), nodes::room_key(order.hash),
                     {order.incarnation, order.fence, order.keep ? "keep" : ""}, {}, now());
}

void NodeLink::carry_out(const nodes::Retire& order) {
  parts_->redis.del(nodes::node_key(order.incarnation), now());
}

void NodeLink::carry_out(const nodes::Hold& order) {
  if (order.until == Instant{}) {
    lease_.begin(order.term);
  } else {
    lease_.extend(start_ + order.until);
  }
}

std::optional<NodeLink::Waiting> NodeLink::take_waiting(nodes::Ticket ticket) {
  auto node = waiting_.extract(ticket);
  if (node.empty()) return std::nullopt;
  return std::move(node.mapped());
}

void NodeLink::carry_out(const nodes::Serve& order) {
  auto waiting = take_waiting(order.ticket);
  if (!waiting) return;
  if (Claim* claim = waiting->claim.get()) {
    if (claim->settled.exchange(true)) {
      directory_.withdraw(nodes::hash_of(order.name, signer_), order.tenure.fence, now());
    } else {
      claim->answer.set_value(ownership_of(order.tenure));
    }
    return;
  }
  waiting->client.ownership = ownership_of(order.tenure);
  services_.admit(std::move(waiting->client));
}

void NodeLink::carry_out(const nodes::Relay& order) {
  const auto found = waiting_.find(order.ticket);
  if (found == waiting_.end()) return;
  Waiting& waiting = found->second;
  if (waiting.claim) {
    end(waiting);
    waiting_.erase(found);
    directory_.relayed(order.ticket);
    return;
  }
  const nodes::Greeting greeting{order.hash,
                                 order.fence,
                                 waiting.address.bytes,
                                 waiting.client.mode == hub::Mode::Legacy,
                                 base::seconds_since_1970(),
                                 ids_.make("")};
  parts_->relays.begin(order.ticket, std::move(waiting.client), order.address,
                       nodes::seal(greeting, signer_), now());
}

// A client can only be told over the WebSocket, which a loop serves.
void NodeLink::carry_out(const nodes::Refuse& order) {
  auto waiting = take_waiting(order.ticket);
  if (!waiting) return;
  if (waiting->claim) return end(*waiting);
  refuse(std::move(waiting->client), protocol::ErrorId::ServerBusy,
         "The servers cannot say at present which of them has the room.");
}

void NodeLink::refuse(websocket::UpgradedSocket client, protocol::ErrorId id, const char* words) {
  counters_.refused.add();
  client.refusal = {id, words};
  services_.admit(std::move(client));
}

void NodeLink::carry_out(const nodes::Lose& order) {
  logger_.write(base::Logger::Level::Warning, "room-lost", {});
  services_.lose(order.name, order.fence);
}

void NodeLink::carry_out(const nodes::Lapsed& lapsed) {
  counters_.lapses.add();
  logger_.write(base::Logger::Level::Warning, "node-lapsed",
                {{"rooms", std::to_string(lapsed.rooms)}});
}

void NodeLink::carry_out(const nodes::TakenOver& /*room*/) {
  counters_.takeovers.add();
  logger_.write(base::Logger::Level::Info, "room-taken-over", {});
}

void NodeLink::carry_out(const nodes::OtherKey& /*other*/) {
  logger_.write(base::Logger::Level::Error, "node-other-key", {{"see", "--resume-key-file"}});
}

std::string_view NodeLink::take_arrival(const nodes::Greeting& greeting, base::UniqueFd& socket) {
  limits::IpAddress address;
  address.bytes = greeting.client;
  auto client = services_.prepare(address);
  if (!client) return nodes::greeting_full;
  auto here = directory_.take(greeting.hash, greeting.fence, now());
  if (!here) {
    services_.cancel();
    return nodes::greeting_refused;
  }
  client->room_name = std::move(here->name);
  client->mode = greeting.guest ? hub::Mode::Legacy : hub::Mode::Parley1;
  client->ownership = ownership_of(std::move(here->tenure));
  // The loop's answers follow it.
  client->response = nodes::greeting_accepted;
  client->socket = std::move(socket);
  services_.admit(*std::move(client));
  return {};
}

}  // namespace parley::nodes_link

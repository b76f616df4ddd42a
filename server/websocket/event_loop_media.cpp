// What passes between the hub and the SFU.
#include <sys/epoll.h>

#include "connection.h"
#include "parley/websocket/event_loop.h"

namespace parley::websocket {

// What the hub and the bridge make of each other's news makes more of it, until there is none.
void EventLoop::exchange_with_sfu() {
  if (!media_ || stopping_) return;
  sfu::Bridge& bridge = media_->bridge();
  while (auto action = bridge.next_action()) {
    if (const auto* send = std::get_if<sfu::SendToJanus>(&*action)) {
      media_->send(send->text);
    } else {
      deliver(hub_.carry_out_media(*action, now()));
    }
  }
  if (bridge.ready() != sfu_ready_) {
    sfu_ready_ = bridge.ready();
    if (sfu_ready_) {
      deliver(hub_.media_ready(now()));
      exchange_with_sfu();
    }
  }
}

void EventLoop::turn_of_sfu() {
  if (!media_ || stopping_) return;
  media_->turn(now());
  exchange_with_sfu();
  watch_sfu();
}

// Janus' descriptor is another one after each loss.
void EventLoop::watch_sfu() {
  epoll_event event{};
  event.events = EPOLLIN | (media_->wants_write() ? EPOLLOUT : 0U);
  event.data.u64 = media_id;
  if (media_->fd() != watched_sfu_) {
    // What was watched before is closed, and so no longer in epoll's set.
    watched_sfu_ = media_->fd();
    watched_sfu_events_ = event.events;
    if (watched_sfu_ >= 0) epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, watched_sfu_, &event);
  } else if (watched_sfu_ >= 0 && event.events != watched_sfu_events_) {
    watched_sfu_events_ = event.events;
    epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, watched_sfu_, &event);
  }
}

}  // namespace parley::websocket

// What passes between the hub and the SFU.
#include <sys/epoll.h>

#include <utility>

#include "connection.h"
#include "parley/websocket/event_loop.h"

namespace parley::websocket {

// What the hub and the bridges make of each other's news makes more of it, until there is none.
void EventLoop::exchange_with_sfu() {
  if (!sfu_ || stopping_) return;
  bool anything = true;
  while (std::exchange(anything, false)) {
    for (Media& media : media_) anything = exchange_with(media) || anything;
  }
  sfu_->publish_load();
}

// False if there was no news.
bool EventLoop::exchange_with(Media& media) {
  sfu::Bridge& bridge = media.link->bridge();
  bool anything = false;
  while (auto action = bridge.next_action()) {
    anything = true;
    if (const auto* send = std::get_if<sfu::SendToJanus>(&*action)) {
      media.link->send(send->text);
    } else {
      deliver(hub_.carry_out_media(*action, now()));
    }
  }
  const bool was_ready = std::exchange(media.ready, bridge.ready());
  if (!media.ready || was_ready) return anything;
  deliver(hub_.media_ready(now()));
  return true;
}

void EventLoop::turn_of(Media& media) {
  if (stopping_) return;
  media.link->turn(now());
  exchange_with_sfu();
  watch(media);
}

void EventLoop::turn_of_all_media() {
  for (Media& media : media_) turn_of(media);
}

// Janus' descriptor is another one after each loss.
void EventLoop::watch(Media& media) {
  epoll_event event{};
  event.events = EPOLLIN | (media.link->wants_write() ? EPOLLOUT : 0U);
  event.data.u64 = first_media_id + static_cast<ConnectionId>(&media - media_.data());
  if (media.link->fd() != media.watched) {
    // What was watched before is closed, and so no longer in epoll's set.
    media.watched = media.link->fd();
    media.watched_events = event.events;
    if (media.watched >= 0) epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, media.watched, &event);
  } else if (media.watched >= 0 && event.events != media.watched_events) {
    media.watched_events = event.events;
    epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, media.watched, &event);
  }
}

}  // namespace parley::websocket

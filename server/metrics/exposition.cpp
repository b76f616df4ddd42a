#include "parley/metrics/exposition.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>

#include "families.h"
#include "process.h"

namespace parley::metrics {
namespace {

using protocol::ErrorId;
using websocket::LoopCounters;

constexpr std::array<const char*, websocket::ending_count> ending_names = {
    "left", "closed", "done", "bad-frame", "broken", "silent", "moved"};

using ErrorCounts = std::array<std::uint64_t, protocol::error_id_count>;

// The counters of all loops, added up.
struct Totals {
  std::uint64_t rooms = 0, participants = 0, joins = 0, leaves = 0, relayed = 0;
  std::uint64_t connections = 0, connected = 0;
  std::uint64_t messages_in = 0, messages_out = 0, bytes_in = 0, bytes_out = 0;
  std::uint64_t buffered = 0;
  std::uint64_t queue_high_water = 0;
  std::uint64_t ice_restarts = 0, replacements = 0;
  std::uint64_t sfu_refusals = 0, sfu_failures = 0, sfu_rooms_lost = 0;
  ErrorCounts errors{}, error_endings{};
  std::array<std::uint64_t, websocket::ending_count> endings{};
  std::array<std::uint64_t, protocol::path_kind_count> paths{};
  HistogramSum join_time, connection_time;

  void add(const LoopCounters& loop) {
    connections += loop.connections.value();
    connected += loop.connected.value();
    messages_in += loop.messages_in.value();
    messages_out += loop.messages_out.value();
    bytes_in += loop.bytes_in.value();
    bytes_out += loop.bytes_out.value();
    buffered += loop.buffered.value();
    queue_high_water = std::max(queue_high_water, loop.queue_high_water.value());
    for (std::size_t id = 0; id < errors.size(); ++id) {
      errors[id] += loop.errors[id].value() + loop.hub.errors[id].value();
      error_endings[id] += loop.error_endings[id].value();
    }
    for (std::size_t i = 0; i < endings.size(); ++i) endings[i] += loop.endings[i].value();
    add(loop.hub);
  }

  void add(const hub::Counters& hub) {
    rooms += hub.rooms.value();
    participants += hub.participants.value();
    joins += hub.joins.value();
    leaves += hub.leaves.value();
    relayed += hub.relayed.value();
    join_time.add(hub.join_time);
    connection_time.add(hub.connection_time);
    for (std::size_t i = 0; i < paths.size(); ++i) paths[i] += hub.paths[i].value();
    ice_restarts += hub.ice_restarts.value();
    replacements += hub.replacements.value();
    sfu_refusals += hub.sfu_refusals.value();
    sfu_failures += hub.sfu_failures.value();
    sfu_rooms_lost += hub.sfu_rooms_lost.value();
  }
};

double number(std::uint64_t value) {
  return static_cast<double>(value);
}

void add_rooms(Families& families, const Totals& totals) {
  families.gauge("parley_rooms", "Rooms that someone is in.", number(totals.rooms));
  families.gauge("parley_participants", "Participants, those who may come back included.",
                 number(totals.participants));
  families.counter("parley_joins_total", "Participants that came.", number(totals.joins));
  families.counter("parley_leaves_total", "Participants that went.", number(totals.leaves));
  families.histogram("parley_join_seconds",
                     "From the opening of the connection, or HELLO after a look, to being in.",
                     totals.join_time);
  families.counter("parley_relayed_messages_total", "Messages taken from one for others.",
                   number(totals.relayed));
}

void add_connections(Families& families, const Totals& totals) {
  families.gauge("parley_connections", "WebSockets.", number(totals.connections));
  families.counter("parley_connections_total", "WebSockets opened.", number(totals.connected));
  families.counter("parley_messages_received_total", "Messages of clients.",
                   number(totals.messages_in));
  families.counter("parley_messages_sent_total", "Messages to clients.",
                   number(totals.messages_out));
  families.counter("parley_bytes_received_total", "Bytes read from WebSockets.",
                   number(totals.bytes_in));
  families.counter("parley_bytes_sent_total", "Bytes queued for WebSockets.",
                   number(totals.bytes_out));
  families.gauge("parley_buffered_bytes", "Memory of what waits for clients, or is half received.",
                 number(totals.buffered));
  families.gauge("parley_queue_high_water_bytes", "The most bytes that ever waited for one client.",
                 number(totals.queue_high_water));
}

void add_endings(Families& families, const Totals& totals) {
  constexpr auto closes = "parley_closes_total";
  constexpr auto closes_help = "WebSockets ended, by reason: an error's id, or how else.";
  for (std::size_t i = 0; i < totals.endings.size(); ++i) {
    families.labelled(closes, closes_help, "reason", ending_names[i], number(totals.endings[i]));
  }
  for (std::size_t id = 0; id < totals.error_endings.size(); ++id) {
    if (protocol::close_code(static_cast<ErrorId>(id)) == 0) continue;
    families.labelled(closes, closes_help, "reason", to_string(static_cast<ErrorId>(id)),
                      number(totals.error_endings[id]));
  }
  for (std::size_t id = 0; id < totals.errors.size(); ++id) {
    families.labelled("parley_errors_total", "ERRORs told to clients. Those of limits count hits.",
                      "id", to_string(static_cast<ErrorId>(id)), number(totals.errors[id]));
  }
}

void add_reports(Families& families, const Totals& totals) {
  families.histogram("parley_peer_connection_seconds",
                     "From first contact to a media connection, as clients report it.",
                     totals.connection_time);
  for (std::size_t kind = 0; kind < totals.paths.size(); ++kind) {
    families.labelled("parley_peer_connections_total", "Media connections reported, by path.",
                      "path", to_string(static_cast<protocol::PathKind>(kind)),
                      number(totals.paths[kind]));
  }
  families.counter("parley_peer_ice_restarts_total", "ICE restarts reported.",
                   number(totals.ice_restarts));
  families.counter("parley_peer_replacements_total", "Connections replaced, as reported.",
                   number(totals.replacements));
  families.counter("parley_sfu_refusals_total", "What the SFU would not take.",
                   number(totals.sfu_refusals));
  families.counter("parley_sfu_failures_total", "Participants who could not reach the SFU.",
                   number(totals.sfu_failures));
  families.counter("parley_sfu_rooms_lost_total", "Rooms that the SFU lost.",
                   number(totals.sfu_rooms_lost));
}

void add_http(Families& families, const http::HttpCounters& http) {
  constexpr std::array classes = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};
  for (std::size_t digit = 2; digit < classes.size(); ++digit) {
    families.labelled("parley_http_responses_total", "Responses to HTTP requests.", "status",
                      classes[digit], number(http.responses[digit]));
  }
  constexpr auto refused = "parley_http_refused_total";
  constexpr auto help = "Connections refused before they were a WebSocket, by reason.";
  families.labelled(refused, help, "reason", "origin", number(http.foreign_origins));
  families.labelled(refused, help, "reason", "address", number(http.turned_away));
  families.labelled(refused, help, "reason", "sockets", number(http.refused_sockets));
  families.counter("parley_descriptor_pauses_total", "Pauses for want of file descriptors.",
                   number(http.no_descriptors));
}

void add_callbacks(Families& families, const base::CallbackCounters& callbacks) {
  families.gauge("parley_callbacks_waiting", "Status callbacks that are to be delivered.",
                 number(callbacks.waiting));
  families.counter("parley_callbacks_delivered_total", "Status callbacks answered with 2xx.",
                   number(callbacks.delivered));
  families.counter("parley_callback_retries_total", "Further attempts to deliver one.",
                   number(callbacks.retries));
  families.counter("parley_callbacks_given_up_total",
                   "Status callbacks not delivered: refused, failed too often, or too many.",
                   number(callbacks.given_up));
}

void add_nodes(Families& families, const base::NodeCounters& nodes) {
  if (nodes.shares_rooms.value() == 0) return;
  families.gauge("parley_node_leased", "1 while this server's lease in Redis holds.",
                 number(nodes.leased.value()));
  families.gauge("parley_node_rooms", "Rooms that are this server's.", number(nodes.rooms.value()));
  families.gauge("parley_node_asking", "Clients that wait to learn whose their room is.",
                 number(nodes.asking.value()));
  families.gauge("parley_node_relays", "Clients that are passed on to their room's server.",
                 number(nodes.relays.value()));
  families.counter("parley_node_relays_total", "Clients that were passed on.",
                   number(nodes.relayed.value()));
  families.counter("parley_node_refused_total", "Clients refused: nobody knew whose the room is.",
                   number(nodes.refused.value()));
  families.counter("parley_node_lapses_total", "Leases that were not renewed in time.",
                   number(nodes.lapses.value()));
  families.counter("parley_node_takeovers_total", "Rooms taken over from a server that is gone.",
                   number(nodes.takeovers.value()));
  families.counter("parley_node_redis_connections_total", "Connections to Redis.",
                   number(nodes.connections.value()));
}

}  // namespace

std::string exposition(const websocket::Telemetry& telemetry) {
  Totals totals;
  telemetry.for_each_loop([&totals](const LoopCounters& loop) { totals.add(loop); });
  Families families;
  add_rooms(families, totals);
  add_connections(families, totals);
  add_endings(families, totals);
  add_reports(families, totals);
  add_http(families, telemetry.http());
  add_callbacks(families, telemetry.callbacks());
  add_nodes(families, telemetry.nodes());
  add_process(families);
  return prometheus::TextSerializer().Serialize(families.all());
}

}  // namespace parley::metrics

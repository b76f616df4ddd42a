#include "parley/protocol/envelope.h"

#include "envelope_scanner.h"
#include "json_parser.h"
#include "parley/protocol/message.h"
#include "parley/protocol/sfu_messages.h"

namespace parley::protocol {
namespace {

// Reads a message once, without building it, and keeps what the envelope holds.
class EnvelopeReader : public nlohmann::json_sax<Json> {
 public:
  explicit EnvelopeReader(std::size_t most_depth) : most_depth_(most_depth) {}

  bool null() override { return value(); }
  bool boolean(bool /*value*/) override { return value(); }
  bool number_integer(number_integer_t /*value*/) override { return value(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return value(); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return value(); }
  bool binary(binary_t& /*value*/) override { return value(); }

  bool string(string_t& text) override {
    if (depth_ == 1 && key_ == Key::Type) {
      envelope_.type = text;
      has_type_ = true;
    } else if (depth_ == 1 && key_ == Key::To) {
      envelope_.to = text;
    }
    return depth_ > 0 || fail(ErrorId::BadJson, "The message is not a JSON object.");
  }

  bool key(string_t& name) override {
    if (depth_ != 1) return true;
    key_ = name == "type" ? Key::Type : name == "to" ? Key::To : Key::Other;
    envelope_.has_from = envelope_.has_from || name == "from";
    return true;
  }

  bool start_object(std::size_t /*size*/) override { return depth_ == 0 ? enter() : open(); }
  bool start_array(std::size_t /*size*/) override { return open(); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& exception) override {
    return fail(ErrorId::BadJson, "The message is not JSON: " + parse_failure(position, exception));
  }

  Result<Envelope> take(bool accepted) {
    if (!accepted) return error_;
    if (!has_type_) return Error{ErrorId::BadMessage, "message.type: expected a string"};
    return std::move(envelope_);
  }

 private:
  enum class Key { Other, Type, To };

  // Any value that is no string: wrong for `type` and `to`.
  bool value() {
    if (depth_ == 0) return fail(ErrorId::BadJson, "The message is not a JSON object.");
    if (depth_ > 1 || key_ == Key::Other) return true;
    return fail(ErrorId::BadMessage, key_ == Key::Type ? "message.type: expected a string"
                                                       : "message.to: expected a string");
  }
  bool open() { return value() && enter(); }
  bool enter() {
    if (++depth_ <= most_depth_) return true;
    return fail(ErrorId::BadJson,
                "The message is not JSON: nested deeper than " + std::to_string(most_depth_));
  }
  bool close() {
    --depth_;
    return true;
  }
  bool fail(ErrorId id, std::string message) {
    error_ = {id, std::move(message)};
    return false;
  }

  Envelope envelope_;
  Error error_;
  Key key_ = Key::Other;
  bool has_type_ = false;
  std::size_t most_depth_;
  std::size_t depth_ = 0;
};

}  // namespace

Result<Envelope> read_envelope(std::string_view text, std::size_t depth) {
  if (std::optional<Envelope> ordinary = scan_envelope(text, depth)) return *std::move(ordinary);
  return parse_envelope(text, depth);
}

Result<Envelope> parse_envelope(std::string_view text, std::size_t depth) {
  if (std::optional<Error> nul = find_nul(text)) return *std::move(nul);
  EnvelopeReader reader(depth);
  const bool accepted = Json::sax_parse(text.begin(), text.end(), &reader);
  return reader.take(accepted);
}

bool is_relayed(std::string_view type) {
  return type == "OFFER" || type == "ANSWER" || type == "candidate" || type == "PREFERENCES";
}

bool is_for_sfu(const Envelope& envelope) {
  if (!envelope.to) return false;
  if (*envelope.to == sfu_receive && envelope.type == "RESTART_ICE") return true;
  return is_relayed(envelope.type) && (*envelope.to == sfu_send || *envelope.to == sfu_receive);
}

bool is_for_hosts(std::string_view type) {
  for (const HostAction action : host_actions) {
    if (type == to_string(action)) return true;
  }
  return type == "SET_ROOM";
}

std::string stamp_from(std::string_view text, const Envelope& envelope, std::string_view from) {
  if (envelope.has_from) {
    Result<Json> object = parse_object(text);
    object.value()["from"] = std::string(from);
    return dump(object.value());
  }
  // The common case costs one copy: the field goes in right behind the opening brace. Ids are
  // letters and digits, and an object with an envelope is never empty.
  const std::size_t brace = text.find('{');
  std::string stamped;
  stamped.reserve(text.size() + from.size() + 10);
  stamped.append("{\"from\":\"").append(from).append("\",");
  stamped.append(text.substr(brace + 1));
  return stamped;
}

}  // namespace parley::protocol

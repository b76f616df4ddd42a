// How sockets that carry a conversation are set.
#pragma once

namespace parley::limits {

/// Nothing waits to be sent together with more, the kernel keeps at most `send_buffer` bytes, and a
/// connection whose other end is gone is noticed.
void set_stream_options(int fd, int send_buffer);

}  // namespace parley::limits

// The side of the sample: calls its function as often as it is asked.
#pragma once
#include <fcntl.h>

#include "sce_wire.h"

namespace sce {

template <class F>
struct Server;

template <class R, class... A>
struct Server<R (*)(A...)> {
  template <class F>
  static int serve(F function) {
    int in_fd = dup(0), out_fd = dup(1), null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    dup2(null, 1);
    for (std::string request; receive(in_fd, request);) {
      Out out;
      try {
        In in(std::move(request));
        call(function, in, out, std::index_sequence_for<A...>());
      } catch (const std::exception &e) {
        out.bytes.clear();
        put<bool>(out, false);
        put<std::string>(out, e.what());
      }
      if (!send(out_fd, out.bytes)) return 1;
    }
    return 0;
  }

 private:
  template <class F, size_t... I>
  static void call(F function, In &in, Out &out, std::index_sequence<I...>) {
    std::tuple<std::decay_t<A>...> arguments{get<std::decay_t<A>>(in)...};
    if constexpr (std::is_void_v<R>) {
      function(static_cast<A &&>(std::get<I>(arguments))...);
      put<bool>(out, true);
    } else {
      std::decay_t<R> value = function(static_cast<A &&>(std::get<I>(arguments))...);
      put<bool>(out, true);
      put<std::decay_t<R>>(out, value);
    }
    (changed<A>(out, std::get<I>(arguments)), ...);
  }
  template <class T>
  static void changed(Out &out, const std::decay_t<T> &argument) {
    if constexpr (std::is_lvalue_reference_v<T> && !std::is_const_v<std::remove_reference_t<T>>) {
      put<std::decay_t<T>>(out, argument);
    }
  }
};

}  // namespace sce

// The side of the tests: holds no code of the sample. Status 42: the tests ran to their end, 44: the
// sample ended or threw; assertions that fail abort.
#pragma once
#include "sce_wire.h"

namespace sce {

[[noreturn]] inline void broken(const std::string &why) {
  fprintf(stderr, "%s\n", why.c_str());
  _exit(44);
}

inline int channel_in, channel_out;

// Standard streams become free for what tests print before any of their code runs.
__attribute__((constructor(101))) inline void begin() {
  channel_in = dup(0);
  channel_out = dup(1);
  dup2(2, 1);
  close(0);
  on_exit([](int status, void *) { fflush(stdout); _exit(status == 0 ? 42 : 43); }, nullptr);
}

template <class F>
struct Remote;

template <class R, class... A>
struct Remote<R (*)(A...)> {
  R operator()(A... arguments) const {
    Out out;
    (put<std::decay_t<A>>(out, arguments), ...);
    std::string reply;
    if (!send(channel_out, out.bytes) || !receive(channel_in, reply)) broken("the program ended during a call");
    try {
      In in(std::move(reply));
      if (!get<bool>(in)) broken("the program threw: " + get<std::string>(in));
      return result(in, arguments...);
    } catch (const Broken &e) {
      broken("the program gave no value: " + e.why);
    }
  }

 private:
  // What a function changes through its references is changed here, too.
  template <class T>
  static void copy_back(In &in, std::decay_t<T> &argument) {
    if constexpr (std::is_lvalue_reference_v<T> && !std::is_const_v<std::remove_reference_t<T>>) {
      argument = get<std::decay_t<T>>(in);
    }
  }
  template <class T>
  static void copy_back(In &, const std::decay_t<T> &) {}
  template <class... B>
  static R result(In &in, B &...arguments) {
    if constexpr (std::is_void_v<R>) {
      (copy_back<A>(in, arguments), ...);
    } else {
      std::decay_t<R> value = get<std::decay_t<R>>(in);
      (copy_back<A>(in, arguments), ...);
      return value;
    }
  }
};

}  // namespace sce

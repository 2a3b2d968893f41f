// Values as bytes, for both sides of a test. What the other side sends is checked for its length
// wherever it is read; nothing in it is ever used as an address or a type.
#pragma once
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <any>
#include <array>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <typeinfo>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>
#include <unistd.h>
#if __has_include(<boost/any.hpp>)
#include <boost/any.hpp>
#define SCE_BOOST_ANY 1
#endif

namespace sce {

struct Broken {
  std::string why;
};

class Out {
 public:
  std::string bytes;
  void raw(const void *data, size_t size) { bytes.append(static_cast<const char *>(data), size); }
};

class In {
 public:
  explicit In(std::string all) : bytes(std::move(all)) {}
  void raw(void *data, size_t size) {
    if (size > bytes.size() - at) throw Broken{"a value ends too early"};
    memcpy(data, bytes.data() + at, size);
    at += size;
  }
  // A number of elements; each takes a byte at least, so no more can be there than bytes are left.
  size_t count() {
    uint64_t n;
    raw(&n, sizeof n);
    if (n > bytes.size() - at) throw Broken{"a value ends too early"};
    return static_cast<size_t>(n);
  }

 private:
  std::string bytes;
  size_t at = 0;
};

template <class T, class = void>
struct Codec;

template <class T>
void put(Out &out, const T &value) {
  Codec<T>::put(out, value);
}
template <class T>
T get(In &in) {
  return Codec<T>::get(in);
}

template <class T>
struct Codec<T, std::enable_if_t<std::is_arithmetic_v<T> || std::is_enum_v<T>>> {
  static void put(Out &out, T value) { out.raw(&value, sizeof value); }
  static T get(In &in) {
    if constexpr (std::is_same_v<T, bool>) {
      unsigned char byte;  // any other byte in a bool would be undefined behaviour
      in.raw(&byte, 1);
      return byte != 0;
    } else {
      T value;
      in.raw(&value, sizeof value);
      return value;
    }
  }
};

template <>
struct Codec<std::string> {
  static void put(Out &out, const std::string &value) {
    uint64_t size = value.size();
    out.raw(&size, sizeof size);
    out.raw(value.data(), value.size());
  }
  static std::string get(In &in) {
    std::string value(in.count(), 0);
    in.raw(value.data(), value.size());
    return value;
  }
};

// Sequences, sets and maps.
template <class C>
struct Sequence {
  using Element = typename C::value_type;
  static void put(Out &out, const C &value) {
    uint64_t size = value.size();
    out.raw(&size, sizeof size);
    for (const auto &element : value) sce::put<std::decay_t<Element>>(out, element);
  }
  static C get(In &in) {
    C value;
    for (size_t n = in.count(); n > 0; n--) value.insert(value.end(), sce::get<Element>(in));
    return value;
  }
};
template <class T, class A>
struct Codec<std::vector<T, A>> : Sequence<std::vector<T, A>> {};
template <class T, class A>
struct Codec<std::list<T, A>> : Sequence<std::list<T, A>> {};
template <class T, class A>
struct Codec<std::deque<T, A>> : Sequence<std::deque<T, A>> {};
template <class T, class L, class A>
struct Codec<std::set<T, L, A>> : Sequence<std::set<T, L, A>> {};
template <class T, class L, class A>
struct Codec<std::multiset<T, L, A>> : Sequence<std::multiset<T, L, A>> {};
template <class T, class H, class E, class A>
struct Codec<std::unordered_set<T, H, E, A>> : Sequence<std::unordered_set<T, H, E, A>> {};

template <class C>
struct Association {
  using Key = typename C::key_type;
  using Value = typename C::mapped_type;
  static void put(Out &out, const C &value) {
    uint64_t size = value.size();
    out.raw(&size, sizeof size);
    for (const auto &[key, element] : value) {
      sce::put<Key>(out, key);
      sce::put<Value>(out, element);
    }
  }
  static C get(In &in) {
    C value;
    for (size_t n = in.count(); n > 0; n--) {
      Key key = sce::get<Key>(in);
      value.emplace(std::move(key), sce::get<Value>(in));
    }
    return value;
  }
};
template <class K, class V, class L, class A>
struct Codec<std::map<K, V, L, A>> : Association<std::map<K, V, L, A>> {};
template <class K, class V, class H, class E, class A>
struct Codec<std::unordered_map<K, V, H, E, A>> : Association<std::unordered_map<K, V, H, E, A>> {};

template <class A, class B>
struct Codec<std::pair<A, B>> {
  static void put(Out &out, const std::pair<A, B> &value) {
    sce::put<A>(out, value.first);
    sce::put<B>(out, value.second);
  }
  static std::pair<A, B> get(In &in) {
    A first = sce::get<A>(in);
    return {std::move(first), sce::get<B>(in)};
  }
};
template <class... T>
struct Codec<std::tuple<T...>> {
  static void put(Out &out, const std::tuple<T...> &value) {
    std::apply([&](const T &...element) { (sce::put<T>(out, element), ...); }, value);
  }
  static std::tuple<T...> get(In &in) { return std::tuple<T...>{sce::get<T>(in)...}; }
};
template <class T, size_t N>
struct Codec<std::array<T, N>> {
  static void put(Out &out, const std::array<T, N> &value) {
    for (const auto &element : value) sce::put<T>(out, element);
  }
  static std::array<T, N> get(In &in) {
    std::array<T, N> value;
    for (auto &element : value) element = sce::get<T>(in);
    return value;
  }
};
template <class T>
struct Codec<std::optional<T>> {
  static void put(Out &out, const std::optional<T> &value) {
    sce::put<bool>(out, value.has_value());
    if (value) sce::put<T>(out, *value);
  }
  static std::optional<T> get(In &in) {
    return sce::get<bool>(in) ? std::optional<T>(sce::get<T>(in)) : std::nullopt;
  }
};

// Values of any type: those of the types below keep their type, all others become empty.
template <class Any, class Cast>
struct Anything {
  template <class T>
  static bool put_if(Out &out, const Any &value, char tag) {
    if (value.type() != typeid(T)) return false;
    sce::put<char>(out, tag);
    if constexpr (std::is_same_v<T, const char *>) {
      sce::put<std::string>(out, Cast::template to<T>(value));
    } else {
      sce::put<T>(out, Cast::template to<T>(value));
    }
    return true;
  }
  static void put(Out &out, const Any &value) {
    bool done = put_if<int>(out, value, 'i') || put_if<long>(out, value, 'l') || put_if<long long>(out, value, 'L') ||
                put_if<double>(out, value, 'd') || put_if<float>(out, value, 'f') || put_if<bool>(out, value, 'b') ||
                put_if<char>(out, value, 'c') || put_if<std::string>(out, value, 's') ||
                put_if<const char *>(out, value, 'p') || put_if<std::vector<int>>(out, value, 'v');
    if (!done) sce::put<char>(out, '0');
  }
  static Any get(In &in) {
    switch (sce::get<char>(in)) {
      case 'i': return Any(sce::get<int>(in));
      case 'l': return Any(sce::get<long>(in));
      case 'L': return Any(sce::get<long long>(in));
      case 'd': return Any(sce::get<double>(in));
      case 'f': return Any(sce::get<float>(in));
      case 'b': return Any(sce::get<bool>(in));
      case 'c': return Any(sce::get<char>(in));
      case 's': return Any(sce::get<std::string>(in));
      case 'p': {
        const char *text = strdup(sce::get<std::string>(in).c_str());  // lives as long as the test
        return Any(text);
      }
      case 'v': return Any(sce::get<std::vector<int>>(in));
      default: return Any();
    }
  }
};
struct StdCast {
  template <class T>
  static T to(const std::any &value) { return std::any_cast<T>(value); }
};
template <>
struct Codec<std::any> : Anything<std::any, StdCast> {};
#ifdef SCE_BOOST_ANY
#ifndef SCE_BOOST_STAND_IN
struct BoostCast {
  template <class T>
  static T to(const boost::any &value) { return boost::any_cast<T>(value); }
};
template <>
struct Codec<boost::any> : Anything<boost::any, BoostCast> {};
#endif
#endif

// Frames: a length and that many bytes.
inline bool write_all(int fd, const char *data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    data += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}
inline bool read_all(int fd, char *data, size_t size) {
  while (size > 0) {
    ssize_t n = read(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    data += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}
inline bool send(int fd, const std::string &bytes) {
  uint32_t size = static_cast<uint32_t>(bytes.size());
  return write_all(fd, reinterpret_cast<char *>(&size), sizeof size) && write_all(fd, bytes.data(), bytes.size());
}
inline bool receive(int fd, std::string &bytes) {
  uint32_t size;
  if (!read_all(fd, reinterpret_cast<char *>(&size), sizeof size) || size > (64u << 20)) return false;
  bytes.resize(size);
  return read_all(fd, bytes.data(), size);
}

}  // namespace sce

// Stands in for Boost.Any where that is not installed.
#pragma once
#include <any>
#define SCE_BOOST_STAND_IN 1
namespace boost {
using std::any;
using std::any_cast;
using std::bad_any_cast;
}  // namespace boost

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The only way to Boost.Asio: its 1.74 uses std::exchange without including <utility>, which g++ 12 in C++20 refuses.
#include <utility>

#include <boost/asio.hpp>

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "analysis/core/error.h"

namespace tgc::formats {

/// Classic netCDF (`CDF` and version byte 1, 2 or 5), as chromatography data systems write it.
[[nodiscard]] bool isClassicNetcdf(std::string_view bytes);

/// Number of bytes the header says the file has at least. libnetcdf fills a file that was cut short with zeros and
/// trusts the counts in a header; this walk is the guard before it. BadInput: the header is cut short or its counts
/// cannot be true. Source: "NetCDF Classic Format Specification", docs.unidata.ucar.edu/nug/current/file_format_specifications.html
[[nodiscard]] Result<std::uint64_t> netcdfExtent(std::string_view bytes);

} // namespace tgc::formats

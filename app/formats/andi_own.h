// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What this program adds to the attributes of ASTM E1947 in the ANDI files it writes, and looks for in those it reads.
/// A file is our own where `dataset_origin` begins with `origin`.
namespace tgc::formats::own_andi {

inline constexpr const char *origin = "TGC Workbench";
inline constexpr const char *source = "tgc_source"; ///< measured|imported|typed|simulated
inline constexpr const char *run = "tgc_run"; ///< as listed: R12
inline constexpr const char *channel = "tgc_channel"; ///< the channel's own name
inline constexpr const char *detector = "tgc_detector";
inline constexpr const char *instrument = "tgc_instrument"; ///< `dataset_origin` is taken
inline constexpr const char *acquired =
    "tgc_acquired"; ///< with its fraction of a second, or as the first file wrote it
inline constexpr const char *saturated = "tgc_saturated"; ///< "from to; from to", s

} // namespace tgc::formats::own_andi

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

/// The folder of public chromatograms and check values that may stand beside the checkout. Tests that need it say
/// `if (!haveSharedData()) QSKIP("no ../shared/data beside the checkout");`
inline std::filesystem::path sharedData()
{
    return std::filesystem::path(TGC_SOURCE_DIR).parent_path() / "shared" / "data";
}

inline bool haveSharedData()
{
    std::error_code ignored;
    return std::filesystem::is_directory(sharedData(), ignored);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace tgc::formats {

/// Units of an ANDI/AIA file as the vendors really use them.
struct AndiUnits {
    std::string signal; ///< of ordinate_values: "uV", "V", "AU", "mAU" ...
    std::string area;   ///< of peak_area
    std::string height; ///< of peak_height
    bool known = false; ///< a vendor whose files were compared with their own traces (docs/file-formats.md)
};

/// The standard says area = detector_unit x retention_unit and height = detector_unit; several vendors do not keep to
/// it. `origin` is `dataset_origin`, `detectorUnit` and `detector` as in the file.
[[nodiscard]] AndiUnits andiUnits(std::string_view origin, std::string_view detectorUnit, bool hasOrigin);

/// One spelling for each unit: "Volts" and "volts" become "V", "MicroVolts" "uV", "A.U." "AU"; others as given.
[[nodiscard]] std::string plainUnit(std::string_view unit);

} // namespace tgc::formats

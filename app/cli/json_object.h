// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/formats/json_object.h"

namespace tgc::cli {

using formats::jsonArray;
using formats::jsonNumber;
using formats::JsonObject;
using formats::jsonText;
using formats::jsonTexts;

} // namespace tgc::cli

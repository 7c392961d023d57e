// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/desktop/inactive/sample_facts.h"

class QComboBox;

namespace tgc::desktop {

/// Puts the columns into the box, after the `fixed` entries it begins with; what was chosen stays chosen while it is
/// there. The name stands in the user data.
void offerColumns(QComboBox &box, const std::vector<SampleFacts::Column> &columns, int fixed = 0);

} // namespace tgc::desktop

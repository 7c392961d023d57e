// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/bench/bench_link.h"

// The class has no code of its own; this file gives its meta-object one home.

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/review/review_help.h"

#include <QCoreApplication>

namespace tgc::desktop {

QString reviewHelp()
{
    return QCoreApplication::translate(
        "ReviewHelp",
        "## Review\n\nThe signal is drawn dark, each peak's area light down to its thin red baseline, its ends as "
        "ticks. Grey ticks are the vendor's bounds, crosses are bumps that were looked at and are no peaks, orange "
        "bands are saturated. Select a peak in the plot or in the table: the other follows.\n\n"
        "### Change peaks\n\n"
        "- Drag the **triangle** under an end, or the **square** under a drop line, in time; the **circle** at the "
        "baseline's end up or down. A click takes a handle without moving it, **Space** goes on to the next one; the "
        "**arrow keys** move it by one sample or pixel, with Shift by ten.\n"
        "- At the pointer: **S** splits the peak, **M** merges it with the next one, **Del** deletes it, **A** (or "
        "Ctrl) and a drag adds one, **W** asks why there is no peak. The right button offers the same. **F2** in the "
        "first column of the table names a peak.\n"
        "- Each change is a row under *By hand*: edit it, say why, delete it, **Ctrl+Z / Ctrl+Y**. The signal "
        "never changes. Changes are kept as a draft while you work, also when the program ends.\n"
        "- **Ctrl+S** saves the next version of the result, once every row has its reason. Older versions stay.\n\n"
        "### Look\n\n"
        "- **Left drag** zooms, the **wheel** zooms time, **Shift+wheel** the signal, **middle drag** pans, **Home** "
        "or "
        "a double click shows all, **Backspace** goes one zoom back.\n"
        "- **PgUp / PgDn**: previous and next run. Choose several runs in the list (Ctrl or Shift with a click) to lay "
        "them over one another. **Ctrl+I** integrates.\n\n"
        "### Second opinions\n\n"
        "- **Suitability**: the rules of the run's method as lights, over this run or over all chosen ones.\n"
        "- **Fit**: fitted areas beside the classic ones, drawn purple; the result stays the classic one until you "
        "choose *Use the fit*.\n"
        "- The right button in the plot offers a SNIP or arPLS baseline, for the eye only.\n\n"
        "A sample's row names a run as `R12`; its H2 area is that of the latest saved result.");
}

} // namespace tgc::desktop

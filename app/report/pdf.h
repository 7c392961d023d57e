// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "analysis/core/error.h"
#include "app/report/block.h"

namespace tgc::report {

/// What stands on every page around the text.
struct PageFrame {
    QString title;      ///< of the document, top left
    QString printedAt;  ///< top right
    QString band;       ///< on a coloured band below; empty: none
    QString footer;     ///< bottom left, beside "page n of N"
    QString pdfDate;    ///< 20260131120000, UTC
};

/// Flows the blocks over A4 pages. The same blocks and frame give the same bytes. Io: there is no typeface to write with.
[[nodiscard]] Result<QByteArray> pdfOf(const Blocks &blocks, const PageFrame &frame);

} // namespace tgc::report

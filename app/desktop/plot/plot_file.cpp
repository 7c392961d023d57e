// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plot/plot_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <qcustomplot.h>

namespace tgc::desktop {

namespace {

constexpr double pixelsPerInch = 96.0;

void paintVector(QCustomPlot &plot, QPaintDevice &device)
{
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    plot.toPainter(&painter, plot.width(), plot.height());
}

QByteArray asPng(QCustomPlot &plot)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    plot.toPixmap(plot.width(), plot.height(), 2.0).save(&buffer, "PNG");
    return bytes;
}

QByteArray asSvg(QCustomPlot &plot)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(plot.size());
    svg.setViewBox(QRect(QPoint(0, 0), plot.size()));
    svg.setTitle(QStringLiteral("TGC Workbench"));
    paintVector(plot, svg);
    return bytes;
}

QByteArray asPdf(QCustomPlot &plot)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setCreator(QStringLiteral("TGC Workbench"));
    pdf.setResolution(static_cast<int>(pixelsPerInch));
    pdf.setPageMargins(QMarginsF());
    const QSizeF inches(plot.width() / pixelsPerInch, plot.height() / pixelsPerInch);
    pdf.setPageSize(QPageSize(inches, QPageSize::Inch, QString(), QPageSize::ExactMatch));
    paintVector(plot, pdf);
    return bytes;
}

} // namespace

Result<void> savePlot(QCustomPlot &plot, const QString &file)
{
    const QString suffix = QFileInfo(file).suffix().toLower();
    QByteArray bytes;
    if (suffix == QLatin1String("png")) {
        bytes = asPng(plot);
    } else if (suffix == QLatin1String("svg")) {
        bytes = asSvg(plot);
    } else if (suffix == QLatin1String("pdf")) {
        bytes = asPdf(plot);
    } else {
        return fail(ErrorCode::Unsupported,
                    file.toStdString() + ": a plot is saved as .png, .svg or .pdf; give the name one of these endings");
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
        return fail(ErrorCode::Io, file.toStdString() + ": cannot be written: " + out.errorString().toStdString());
    }
    return {};
}

} // namespace tgc::desktop

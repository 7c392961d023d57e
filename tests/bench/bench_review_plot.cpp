// SPDX-License-Identifier: GPL-3.0-or-later
// Frames a second while a chromatogram of 1,000,000 samples with 100 peaks is panned, zoomed and pointed at, beside one
// of 10,000 samples in the same run. The goal is 30 frames a second. Counted in processor time, all threads together, so
// that other programs do not count. QT_QPA_PLATFORM=offscreen unless told otherwise.
#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QMouseEvent>
#include <QPoint>
#include <QPointF>
#include <QWheelEvent>
#include <QWidget>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

#include "app/desktop/plot/chromatogram_plot.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

constexpr int peaks = 100;
constexpr double length_s = 1000.0;
constexpr int frames = 60;

Chromatogram trace(int samples)
{
    std::vector<double> values;
    for (int n = 0; n < samples; ++n) {
        const double t = length_s * n / samples;
        const double apart = length_s / peaks;
        const double nearest = apart * (std::floor(t / apart) + 0.5);
        values.push_back(50.0 * std::sin(n * 12.9898) + 400.0 * std::exp(-0.5 * std::pow((t - nearest) / 0.8, 2)));
    }
    return Chromatogram::uniform(seconds(0.0), seconds(length_s / samples), std::move(values), "uV").value();
}

std::vector<Peak> somePeaks()
{
    std::vector<Peak> all;
    for (int i = 0; i < peaks; ++i) {
        Peak peak;
        peak.apex = seconds((i + 0.5) * length_s / peaks);
        peak.start = peak.apex - seconds(4.0);
        peak.end = peak.apex + seconds(4.0);
        peak.height = detectorUnits(400.0);
        all.push_back(peak);
    }
    return all;
}

double processor_ms()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Median time of a frame in ms.
template <class Work>
double frame_ms(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < frames; ++i) {
        const double before_ms = processor_ms();
        work(i);
        QCoreApplication::processEvents();
        times.push_back(processor_ms() - before_ms);
    }
    std::nth_element(times.begin(), times.begin() + frames / 2, times.end());
    return times[frames / 2];
}

void mouse(QWidget *on, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons held)
{
    QMouseEvent event(type, at, on->mapToGlobal(at), button, held, {});
    QCoreApplication::sendEvent(on, &event);
}

struct Figures {
    double pan_ms;
    double zoom_ms;
    double point_ms;
};

Figures measure(int samples)
{
    ChromatogramPlot plot;
    plot.resize(1000, 500);
    plot.show();
    plot.setTrace(trace(samples));
    plot.setPeaks(somePeaks());
    QCoreApplication::processEvents();
    QWidget *canvas = plot.focusProxy();
    Figures figures{};
    mouse(canvas, QEvent::MouseButtonPress, {500, 200}, Qt::MiddleButton, Qt::MiddleButton);
    figures.pan_ms = frame_ms([&](int i) {
        mouse(canvas, QEvent::MouseMove, {500.0 + (i % 2 == 0 ? 20 : -20), 200}, Qt::NoButton, Qt::MiddleButton);
    });
    mouse(canvas, QEvent::MouseButtonRelease, {500, 200}, Qt::MiddleButton, Qt::NoButton);
    figures.zoom_ms = frame_ms([&](int i) {
        QWheelEvent event({500, 200}, canvas->mapToGlobal(QPointF(500, 200)), {}, QPoint(0, i % 2 == 0 ? 120 : -120),
                          Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas, &event);
    });
    figures.point_ms = frame_ms([&](int i) {
        mouse(canvas, QEvent::MouseMove, {300.0 + i, 200}, Qt::NoButton, Qt::NoButton);
    });
    return figures;
}

void print(const char *what, double ms, double reference_ms)
{
    std::printf("%-8s %8.2f ms %8.0f frames/s   10,000 samples: %6.2f ms   ratio %6.1f\n", what, ms, 1000.0 / ms,
                reference_ms, ms / reference_ms);
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication app(argc, argv);
    const Figures large = measure(1'000'000);
    const Figures small = measure(10'000);
    std::printf("1,000,000 samples, %d peaks, 1000 x 500 pixels\n", peaks);
    print("pan", large.pan_ms, small.pan_ms);
    print("zoom", large.zoom_ms, small.zoom_ms);
    print("point", large.point_ms, small.point_ms);
    const bool fast = std::max({large.pan_ms, large.zoom_ms, large.point_ms}) <= 1000.0 / 30.0;
    std::printf("30 frames a second: %s\n", fast ? "yes" : "no");
    return fast ? 0 : 1;
}

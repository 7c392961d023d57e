// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame of the live plot costs at the end of 10 minutes of 4 channels at 100 Hz, beside the plot of a finished
// chromatogram of as many points, in the same run. QT_QPA_PLATFORM=offscreen unless told otherwise.
#include <QApplication>
#include <QCoreApplication>
#include <QWidget>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "app/desktop/plot/chromatogram_plot.h"
#include "app/desktop/plot/live_plot.h"

using namespace tgc;
using namespace tgc::desktop;

namespace {

constexpr int channels = 4;
constexpr int rate_Hz = 100;
constexpr int samples = 600 * rate_Hz;
constexpr int batch = rate_Hz / 25; ///< of a live message

double signalAt(int channel, int n)
{
    const double t = static_cast<double>(n) / rate_Hz;
    return 800.0 * channel + std::sin(n * 12.9898) + 400.0 * std::exp(-0.5 * std::pow((t - 52.0) / 1.3, 2));
}

/// Median of the times that `work` takes, in ms.
template <class Work>
double median_ms(int repeats, Work work)
{
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::nth_element(times.begin(), times.begin() + repeats / 2, times.end());
    return times[static_cast<std::size_t>(repeats / 2)];
}

void show(QWidget &widget)
{
    widget.resize(1000, 500);
    widget.show();
    QCoreApplication::processEvents();
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication app(argc, argv);
    auto trace = std::make_shared<LiveTrace>(channels);
    const auto takeBatch = [&](int first) {
        std::vector<double> times;
        std::vector<std::vector<double>> values(channels);
        for (int n = first; n < first + batch; ++n) {
            times.push_back(static_cast<double>(n) / rate_Hz);
            for (int c = 0; c < channels; ++c) {
                values[static_cast<std::size_t>(c)].push_back(signalAt(c, n));
            }
        }
        trace->take(static_cast<std::uint64_t>(first), times, values);
    };
    int next = 0;
    for (; next < samples; next += batch) {
        takeBatch(next);
    }
    LivePlot live;
    show(live);
    live.setTrace(trace);
    live.showRun(0.0, 660.0);
    const double frame = median_ms(200, [&] {
        takeBatch(next); // one message a frame, as they come
        next += batch;
        live.dataCame();
        live.drawFrame();
        QCoreApplication::processEvents();
    });

    std::vector<double> values;
    for (int n = 0; n < samples; ++n) {
        values.push_back(signalAt(0, n));
    }
    const auto chromatogram = Chromatogram::uniform(seconds(0.0), seconds(1.0 / rate_Hz), values, "uV").value();
    ChromatogramPlot finished;
    show(finished);
    const double reference = median_ms(50, [&] {
        finished.setTrace(chromatogram);
        QCoreApplication::processEvents();
    });
    std::printf("live frame       %7.2f ms   (%d samples x %d channels, %d points drawn)\n", frame, next, channels,
                live.drawnPoints());
    std::printf("finished trace   %7.2f ms   (%d samples, set and drawn)\n", reference, samples);
    std::printf("ratio            %7.2f\n", frame / reference);
    std::printf("at 25 frames a second: %.0f %% of one core\n", frame * 25.0 / 10.0);
    return 0;
}

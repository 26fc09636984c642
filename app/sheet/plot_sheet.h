#pragma once

#include "app/sheet/frame.h"

#include <string>
#include <vector>

namespace kaleido::sheet {

/// One curve. Points that are not finite, or not positive on a logarithmic axis, are left out.
struct Series {
    std::string name;
    std::vector<double> x{};
    std::vector<double> y{};  ///< as many as x
    /// 0 draws the points as they are; towards 1 an exponential moving average of that factor, with the raw curve faint
    /// behind it.
    double smoothing = 0;
};

struct PlotContent {
    FrameText frame{};
    std::string xTitle{};
    std::string yTitle{};
    bool logX = false;
    bool logY = false;
    std::vector<Series> series{};
    int width = 880;  ///< of the sheet's content
    int height = 440;
};

/// A line chart with ticks, legend and last values, e.g. the losses of a training run.
Sheet layoutPlot(const PlotContent& content);

}  // namespace kaleido::sheet

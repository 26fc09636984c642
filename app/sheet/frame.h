#pragma once

#include "app/sheet/sheet.h"

#include <string>
#include <vector>

namespace kaleido::sheet {

/// A setting in a sheet's footer: "Sampler" "DPM++ 2M". The name may be empty.
struct Setting {
    std::string name;
    std::string value;
};

/// What every sheet has around its content.
struct FrameText {
    std::string title;              ///< the caption, most often; wrapped to at most three lines
    std::string subtitle;           ///< one quiet paragraph under it
    std::vector<Setting> settings;  ///< flow along the bottom, wrapped
};

/// Adds title and subtitle; returns the y where the content begins.
int addHeader(Sheet& sheet, const FrameText& text, int contentWidth);

/// Adds the settings under the content, which ends at y = `bottom`, and sets the sheet's size.
void addFooterAndFinish(Sheet& sheet, const FrameText& text, int contentWidth, int bottom);

/// Adds the white, rounded surface that cards and plots lie on.
void addCardSurface(Sheet& sheet, const QRect& rect);

/// Adds a hairline, e.g. a separator or a grid line.
void addRule(Sheet& sheet, const QRect& rule);

/// The width that header, content and footer share: the content's own, but never too narrow to read a title in.
int contentWidthFor(int natural);

}  // namespace kaleido::sheet

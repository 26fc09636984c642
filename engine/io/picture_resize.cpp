#include "engine/io/picture_resize.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace kaleido {

Picture fitSquare(const Picture& picture, int side) {
    Picture source = picture;  // OpenCV wants to be able to write
    const cv::Mat pixels(source.height, source.width, CV_8UC3, source.rgb.data());
    const double scale = static_cast<double>(side) / std::min(source.width, source.height);
    const cv::Size size(std::max(side, static_cast<int>(std::lround(source.width * scale))),
                        std::max(side, static_cast<int>(std::lround(source.height * scale))));
    cv::Mat scaled;
    cv::resize(pixels, scaled, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    const cv::Mat cut =
        scaled(cv::Rect((size.width - side) / 2, (size.height - side) / 2, side, side)).clone();
    Picture result{side, side, {}};
    result.rgb.assign(cut.data, cut.data + cut.total() * cut.elemSize());
    return result;
}

}  // namespace kaleido

#include "ui/canvas/item_clipboard.h"

#include "engine/base/limits.h"

#include <QDataStream>
#include <QIODevice>
#include <QString>

#include <array>
#include <cmath>

namespace kaleido::canvas {
namespace {

constexpr quint32 kMagic = 0x4B4C4449;  // "KLDI"
constexpr quint32 kMostItems = 4096;
constexpr double kFarthest = 16;  ///< pictures; nothing is drawn that far outside

template <std::size_t N>
void write(QDataStream& stream, const std::array<double, N>& numbers) {
    for (const double number : numbers) stream << number;
}

template <std::size_t N>
bool read(QDataStream& stream, std::array<double, N>& numbers, double most) {
    for (double& number : numbers) {
        stream >> number;
        if (!(std::abs(number) <= most)) return false;
    }
    return stream.status() == QDataStream::Ok;
}

bool readItem(QDataStream& stream, Item& item) {
    QByteArray words;
    bool hasBox = false, hasBlob = false;
    stream >> words >> hasBox >> hasBlob;
    if (stream.status() != QDataStream::Ok || words.size() > static_cast<qsizetype>(kMaxWordsBytes))
        return false;
    item.words = QString::fromUtf8(words).toStdString();  // makes it valid UTF-8
    if (hasBox) {
        std::array<double, 4> box{};
        if (!read(stream, box, kFarthest)) return false;
        item.box = Box{box[0], box[1], box[2], box[3]};
    }
    if (hasBlob) {
        std::array<double, 4> blob{};
        std::array<double, 1> angle{};
        if (!read(stream, blob, kFarthest) || !read(stream, angle, 1e6)) return false;
        item.blob = Blob{{blob[0], blob[1]}, blob[2], blob[3], angle[0]};
    }
    return true;
}

}  // namespace

QByteArray bytesOf(const std::vector<Item>& items) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << kMagic << static_cast<quint32>(items.size());
    for (const Item& item : items) {
        stream << QByteArray::fromStdString(item.words) << item.box.has_value() << item.blob.has_value();
        if (item.box) write(stream, std::array{item.box->x0, item.box->y0, item.box->x1, item.box->y1});
        if (!item.blob) continue;
        const Blob& blob = *item.blob;
        write(stream, std::array{blob.centre.x, blob.centre.y, blob.rx, blob.ry, blob.angle});
    }
    return bytes;
}

std::vector<Item> itemsFrom(const QByteArray& bytes) {
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    quint32 magic = 0, count = 0;
    stream >> magic >> count;
    if (stream.status() != QDataStream::Ok || magic != kMagic || count > kMostItems) return {};
    std::vector<Item> items;
    for (quint32 i = 0; i < count; ++i) {
        Item item;
        if (!readItem(stream, item)) return {};
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace kaleido::canvas

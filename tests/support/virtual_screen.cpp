#include "tests/support/virtual_screen.h"

#include <QFile>
#include <QRegularExpression>
#include <QtEndian>
#include <QTest>

#include <utility>

namespace kaleido::test {
namespace {

constexpr int kPatience = 60'000;  ///< ms, for a machine that is busy
constexpr int kLooks = 15;         ///< at a screen that has not changed: it is still

/// Positions of the numbers in the head of an XWD file (X11/XWDFile.h), in which Xvfb keeps its screen.
enum XwdField { HeaderSize = 0, Width = 4, Height = 5, BytesPerLine = 12, Colors = 19, FieldCount = 25 };
constexpr qsizetype kXwdColorBytes = 12;

QString pixels(int value) {
    return QString::number(value);
}

}  // namespace

VirtualScreen::VirtualScreen(QSize size) {
    m_server.start(
        QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
         QStringLiteral("%1x%2x24").arg(size.width()).arg(size.height()), QStringLiteral("-fbdir"),
         m_folder.path(), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    while (m_server.waitForReadyRead(kPatience)) {
        if (!m_server.canReadLine()) continue;
        m_display = u':' + QString::fromLatin1(m_server.readLine()).trimmed();
        return;
    }
    m_fault = m_server.errorString() + u' ' + QString::fromLocal8Bit(m_server.readAllStandardError());
}

VirtualScreen::~VirtualScreen() {
    m_server.terminate();
    m_server.waitForFinished(kPatience);
}

QImage VirtualScreen::image() const {
    QFile file(m_folder.filePath(QStringLiteral("Xvfb_screen0")));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray bytes = file.readAll();
    const auto field = [&](XwdField which) {
        return static_cast<int>(qFromBigEndian<quint32>(bytes.constData() + 4 * which));
    };
    if (bytes.size() < 4 * FieldCount) return {};
    const qsizetype start = field(HeaderSize) + kXwdColorBytes * field(Colors);
    if (bytes.size() < start + qsizetype{field(BytesPerLine)} * field(Height)) return {};
    return QImage(reinterpret_cast<const uchar*>(bytes.constData() + start), field(Width), field(Height),
                  field(BytesPerLine), QImage::Format_RGB32)
        .copy();
}

bool VirtualScreen::xdotool(const QStringList& arguments) {
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral("xdotool"), arguments);
    return program.waitForFinished(kPatience) && program.exitStatus() == QProcess::NormalExit &&
           program.exitCode() == 0;
}

bool VirtualScreen::click(QPoint at, const QString& modifier) {
    return drag(at, at, modifier);
}

bool VirtualScreen::drag(QPoint from, QPoint to, const QString& modifier) {
    const auto move = [](QPoint at) {
        return QStringList{QStringLiteral("mousemove"), pixels(at.x()), pixels(at.y())};
    };
    QStringList all = move(from);
    if (!modifier.isEmpty()) all += {QStringLiteral("keydown"), modifier};
    all += {QStringLiteral("mousedown"), QStringLiteral("1")};
    // By way of the middle: a program that waits until the mouse has gone some way sees where it went.
    if (from != to) all += move((from + to) / 2) + move(to);
    all += {QStringLiteral("mouseup"), QStringLiteral("1")};
    if (!modifier.isEmpty()) all += {QStringLiteral("keyup"), modifier};
    return xdotool(all);
}

bool VirtualScreen::press(const QString& key) {
    return xdotool({QStringLiteral("key"), key});
}

bool VirtualScreen::type(const QString& text) {
    return xdotool({QStringLiteral("type"), text});
}

bool VirtualScreen::focus(const QString& title) {
    const bool found =
        xdotool({QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"),
                 QStringLiteral("--name"), QRegularExpression::escape(title), QStringLiteral("windowfocus"),
                 QStringLiteral("--sync")});
    return found && waitUntilStill();
}

bool VirtualScreen::waitUntilStill() const {
    QImage last = image();
    int looks = 0;
    return QTest::qWaitFor(
        [&] {
            QImage now = image();
            looks = now == last ? looks + 1 : 0;
            last = std::move(now);
            return looks == kLooks;
        },
        kPatience);
}

}  // namespace kaleido::test

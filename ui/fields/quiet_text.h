#pragma once

#include <QWidget>

namespace kaleido {

/// Text that stands back: explanations, read-outs, notices. One line that is cut with "…", or as many as it takes; what is
/// cut is in the tool tip. Follows the palette.
class QuietText : public QWidget {
    Q_OBJECT

public:
    enum class Lines { One, Wrapped };
    enum class Tone { Quiet, Warning, Error };

    explicit QuietText(Lines lines, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString& text);
    void setTone(Tone tone);
    void setAlignment(Qt::Alignment alignment);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return m_lines == Lines::Wrapped; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    int flags() const;
    void updateToolTip();

    const Lines m_lines;
    Tone m_tone = Tone::Quiet;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    QString m_text;
};

}  // namespace kaleido

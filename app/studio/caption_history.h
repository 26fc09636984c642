#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace kaleido {

/// The captions that were used, to be walked through as in a shell. Each is in it once, where it was used last; the oldest
/// give way. What is being written is not lost by walking.
class CaptionHistory {
public:
    static constexpr int kMost = 200;
    /// Called with all captions whenever they have changed, to store them.
    using Keep = std::function<void(const QStringList&)>;

    /// `captions`: the oldest first.
    explicit CaptionHistory(const QStringList& captions = {}, Keep keep = {});

    const QStringList& captions() const { return m_captions; }
    /// Ends the walk. Blank captions are not kept.
    void add(const QString& caption);

    /// The caption before the one shown; nothing if that is the oldest. `shown`: what the field says now.
    std::optional<QString> older(const QString& shown);
    /// The caption behind it, and behind the newest what was being written.
    std::optional<QString> newer(const QString& shown);

private:
    void append(const QString& caption);
    void keepDraft(const QString& shown);

    QStringList m_captions;
    Keep m_keep;
    qsizetype m_at = 0;  ///< captions().size() while none of them is shown
    QString m_draft;
};

}  // namespace kaleido

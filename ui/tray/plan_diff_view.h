#pragma once

#include "engine/plan/format.h"

#include <QWidget>

#include <cstddef>
#include <optional>

class QLabel;
class QListWidget;

namespace kaleido {

class PlanOverlay;
struct Plan;

/// What differs between two plans: their layouts over each other, and in words what moved, came, went or is called otherwise.
class PlanDiffView : public QWidget {
    Q_OBJECT

public:
    explicit PlanDiffView(const PlanFormat& format, QWidget* parent = nullptr);

    /// `title` names both.
    void compare(const QString& title, const Plan& before, const Plan& after);

private:
    /// `item`: of the second plan, told by its badge.
    void addLine(const QString& text, std::optional<std::size_t> item = {});

    const PlanFormat m_format;
    QLabel* m_title;
    PlanOverlay* m_overlay;
    QListWidget* m_lines;
};

}  // namespace kaleido

#pragma once

#include "engine/plan/difference.h"
#include "engine/plan/plan.h"

#include <QWidget>

namespace kaleido {

/// Two layouts over each other: the second one as it is drawn everywhere, the first one dashed, and arrows from where things
/// were to where they are.
class PlanOverlay : public QWidget {
    Q_OBJECT

public:
    explicit PlanOverlay(QWidget* parent = nullptr);

    void compare(const Plan& before, const Plan& after, const PlanDifference& difference);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }
    QSize sizeHint() const override { return {144, 144}; }
    QSize minimumSizeHint() const override { return {96, 96}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Plan m_before;
    Plan m_after;
    PlanDifference m_difference;
};

}  // namespace kaleido

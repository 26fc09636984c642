#pragma once

#include "app/log/log_tail.h"
#include "app/settings/studio_settings.h"
#include "app/studio/known_words.h"
#include "tests/support/source_tree.h"
#include "tests/support/studio.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/project_actions.h"

#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace kaleido::test {

/// The real window on an engine that the test plays.
struct StudioWindow : Studio {
    QTemporaryDir folder;
    KnownWords words;
    LogTail log;
    StudioSettings settings{(folder.path() + QStringLiteral("/studio.ini")).toStdString()};
    ui::Theme theme;
    std::unique_ptr<MainWindow> window;

    explicit StudioWindow(const StartEngine& start = {}) : Studio(start) {
        theme.apply(ThemeChoice::Light);
        settings.setCoachDismissed(true);
        PlanSettings planning = plans.settings();
        planning.count = 2;
        plans.setSettings(planning);
        openWindow();
    }

    /// As at the next start of the program: another window on the same project and settings.
    void openWindow() {
        window.reset();
        window = std::make_unique<MainWindow>(
            MainWindowParts{.document = *document,
                            .bridge = bridge,
                            .plans = plans,
                            .paints = paints,
                            .selection = selection,
                            .settings = settings,
                            .theme = theme,
                            .model = model,
                            .words = words,
                            .log = log,
                            .unsaved = (folder.path() + QStringLiteral("/unsaved")).toStdString(),
                            .commands = (folder.path() + QStringLiteral("/commands")).toStdString(),
                            .resources = test::sourceFile("resources")});
        window->show();
    }

    template <typename T = QWidget>
    T* find(const char* name) const {
        T* const found = window->findChild<T*>(QLatin1String(name));
        Q_ASSERT_X(found != nullptr, "find", name);
        return found;
    }

    std::filesystem::path path(const char* name) const { return folder.path().toStdString() + '/' + name; }
    ProjectActions& project() const { return *window->findChild<ProjectActions*>(); }
    std::vector<StoredPicture> pictures() const {
        const auto ids = document->store().pictures().ids({.bin = BinFilter::Both}).value();
        return document->store().pictures().list(ids).value();
    }
    std::size_t queued() const { return document->queue().entries().value().size(); }

    /// What the message bar says; empty while it is hidden.
    QString message() const {
        const auto* const bar = window->findChild<MessageBar*>();
        return bar->isVisible() ? bar->text() : QString();
    }
    /// Presses the button of the message bar with this text; false if there is none.
    bool answer(const QString& text) const {
        for (auto* const button : window->findChild<MessageBar*>()->findChildren<QPushButton*>()) {
            if (button->text() != text || !button->isVisible()) continue;
            QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
        return false;
    }
    /// Paints what the request with this number asks for.
    void finish(std::size_t number) const {
        const auto& request = engine.asked<GenerateRequest>(number);
        for (int plan = 0; plan < static_cast<int>(request.plans.size()); ++plan) {
            for (int picture = 0; picture < request.pictures; ++picture)
                engine.send(number,
                            pictureDone(plan, picture, request.seed + static_cast<std::uint64_t>(picture)));
        }
        engine.send(number, JobFinished{});
    }

    /// Two plans and a picture of each, as after the first start.
    void makeFirstGrid() {
        window->begin(QStringLiteral("a cat"));
        engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
        engine.send(0, PlanDone{.index = 1, .plan = catPlan()});
        engine.send(0, JobFinished{});
        QTRY_COMPARE(engine.submitted.size(), std::size_t(2));
        finish(1);
        QTRY_VERIFY(!bridge.isBusy());
    }

    static PictureDone pictureDone(int plan, int picture, std::uint64_t seed) {
        const auto level = static_cast<std::uint8_t>(40 + 40 * plan + 20 * picture);
        return {.ref = {.plan = plan, .picture = picture, .seed = seed},
                .picture = {8, 8, std::vector<std::uint8_t>(8 * 8 * 3, level)},
                .microBatch = 1};
    }
};

}  // namespace kaleido::test

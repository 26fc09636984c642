#pragma once

#include "app/log/log_tail.h"
#include "app/settings/studio_settings.h"
#include "app/studio/known_words.h"
#include "tests/support/studio.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

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

    StudioWindow() {
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
                            .resources = KALEIDO_SOURCE_DIR "/resources"});
        window->show();
    }

    template <typename T = QWidget>
    T* find(const char* name) const {
        T* const found = window->findChild<T*>(QLatin1String(name));
        Q_ASSERT_X(found != nullptr, "find", name);
        return found;
    }

    /// Two plans and a picture of each, as after the first start.
    void makeFirstGrid() {
        window->begin(QStringLiteral("a cat"));
        engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
        engine.send(0, PlanDone{.index = 1, .plan = catPlan()});
        engine.send(0, JobFinished{});
        QTRY_COMPARE(engine.submitted.size(), std::size_t(2));
        const auto& request = engine.asked<GenerateRequest>(1);
        for (int plan = 0; plan < 2; ++plan) {
            for (int picture = 0; picture < request.pictures; ++picture)
                engine.send(1,
                            pictureDone(plan, picture, request.seed + static_cast<std::uint64_t>(picture)));
        }
        engine.send(1, JobFinished{});
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

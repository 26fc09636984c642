/// Fills a project with ten thousand small pictures and tells how long the grid takes to take them up and to draw what is in
/// sight:  QT_QPA_PLATFORM=offscreen bench_results_grid [pictures]

#include "app/painting/sheet_file.h"
#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"
#include "ui/cards/card_view.h"
#include "ui/results/picture_model.h"
#include "ui/results/results_grid.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <numeric>
#include <random>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr int kSide = 64;
constexpr int kPicturesPerRun = 16;

/// Of this program's own work, so that others on the machine do not count.
double millisecondsOf(const std::function<void()>& work) {
    const std::clock_t begin = std::clock();
    work();
    return 1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

std::string noisePng(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    Picture picture{.width = kSide, .height = kSide, .rgb = {}};
    picture.rgb.resize(kSide * kSide * 3);
    std::generate(picture.rgb.begin(), picture.rgb.end(),
                  [&] { return static_cast<std::uint8_t>(random()); });
    return paintedPng(picture, {}, {.choice = MetadataChoice::None}).value();
}

void fill(Document& document, int count) {
    const PlanId plan = *document.addPlan(boxedPlan(0.2), Origin::Sampled);
    const RevisionId revision = document.find(plan)->stored.current;
    NewRun run{.settings = {}, .plans = {revision}, .pictures = kPicturesPerRun};
    run.settings.steps = 1;
    run.settings.width = run.settings.height = kSide;
    run.settings.sampler = "dpmpp_2m";
    RunId id;
    for (int i = 0; i < count; ++i) {
        if (i % kPicturesPerRun == 0) id = *document.addRun(run);
        const std::string png = noisePng(static_cast<std::uint64_t>(i));
        document.addPicture(
            {.png = png, .run = id, .revision = revision, .seed = 1, .column = i % kPicturesPerRun});
    }
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    Studio studio;
    std::printf("filled with %d pictures: %.0f ms\n", count,
                millisecondsOf([&] { fill(*studio.document, count); }));

    std::unique_ptr<ResultsGrid> grid;
    std::printf("grid made: %.1f ms\n", millisecondsOf([&] {
                    grid = std::make_unique<ResultsGrid>(*studio.document, studio.paints);
                }));
    grid->resize(1000, 800);
    grid->show();
    QApplication::processEvents();
    std::printf("model reset: %.1f ms\n", millisecondsOf([&] {
                    grid->setScope(PictureScope::Bin);
                    grid->setScope(PictureScope::All);
                    QApplication::processEvents();
                }));
    CardView* view = grid->view();
    QScrollBar* bar = view->verticalScrollBar();
    std::printf("first paint, nothing known: %.1f ms\n", millisecondsOf([&] {
                    bar->setValue(bar->maximum() / 3);
                    view->viewport()->repaint();
                }));
    std::printf("the same again: %.1f ms\n", millisecondsOf([&] { view->viewport()->repaint(); }));
    std::vector<double> steps;
    for (int i = 0; i < 200; ++i) {
        steps.push_back(millisecondsOf([&] {
            bar->setValue(bar->value() + 40);
            view->viewport()->repaint();
        }));
        QApplication::processEvents();  // enlarges some of what was drawn roughly
    }
    std::sort(steps.begin(), steps.end());
    std::printf("scrolling by 40 pixels: median %.1f ms, 95 %% below %.1f ms, worst %.1f ms\n", steps[100],
                steps[190], steps.back());
    std::printf("resize: %.1f ms\n", millisecondsOf([&] {
                    grid->resize(800, 800);
                    QApplication::processEvents();
                }));
    const PictureId picture = grid->model()->pictureAt(5'000 % count);
    std::printf("one picture binned: %.1f ms\n", millisecondsOf([&] {
                    studio.document->setPictureMarks(std::span(&picture, 1), {.binned = true}, {});
                    QApplication::processEvents();
                }));
    return 0;
}

#include "engine/nn/parallel.h"

#include <torch/types.h>
#include <torch/utils.h>
#include <array>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <QtTest>
#include <set>
#include <string>
#include <thread>

namespace {

/// The files of OpenMP runtimes that are mapped into this process: GNU's, LLVM's, Intel's.
std::set<std::string> openMpRuntimes() {
    std::set<std::string> files;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        const std::size_t slash = line.find('/');
        if (slash == std::string::npos) continue;
        const std::string file = line.substr(slash);
        const std::string name = file.substr(file.rfind('/') + 1);
        for (const char* runtime : {"libgomp", "libomp", "libiomp"})
            if (name.starts_with(runtime)) files.insert(file);
    }
    return files;
}

}  // namespace

/// Two runtimes in one process would keep two pools of threads that fight for the cores, and Intel's aborts.
class TestOpenMpRuntime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void torchAndOpenCvShareOneRuntime() {
        const torch::Tensor product = torch::matmul(torch::ones({256, 256}), torch::ones({256, 256}));
        QCOMPARE(product[0][0].item<float>(), 256.0F);
        cv::Mat blurred;
        cv::GaussianBlur(cv::Mat(512, 512, CV_32FC3, cv::Scalar(1, 1, 1)), blurred, cv::Size(9, 9), 2.0);
        QCOMPARE(blurred.cols, 512);

        const auto runtimes = openMpRuntimes();
        std::string listed;
        for (const std::string& file : runtimes) listed += file + "\n";
        QVERIFY2(runtimes.size() == 1, listed.c_str());
    }

    void loopsOfOursAreSharedOut() {
        torch::set_num_threads(2);
        std::array<std::thread::id, 2> threads;
        kaleido::parallelFor(0, 2, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                threads[static_cast<std::size_t>(i)] = std::this_thread::get_id();
        });
        QVERIFY(threads[0] != threads[1]);
    }
};

QTEST_APPLESS_MAIN(TestOpenMpRuntime)
#include "tst_openmp_runtime.moc"

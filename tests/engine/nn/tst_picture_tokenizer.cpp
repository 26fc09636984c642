#include "engine/nn/autocast.h"
#include "engine/nn/picture_tokenizer.h"
#include "engine/nn/picture_tokenizer_layers.h"

#include <torch/optim/adamw.h>
#include <torch/types.h>
#include <torch/utils.h>
#include <cmath>
#include <QtTest>
#include <set>
#include <string>

using namespace kaleido;

namespace {

VqConfig smallConfig() {
    return {.resolution = 32, .stride = 8, .channels = {16, 16, 24}, .codes = 32, .codeDim = 8};
}

/// Pictures of 4×4 even cells, each in one of a few colours.
torch::Tensor cells(std::int64_t count) {
    const torch::Tensor palette = torch::tensor({-0.8F, -0.3F, 0.2F, 0.7F});
    const torch::Tensor colors =
        palette.index_select(0, torch::randint(4, {count * 3 * 4 * 4}, torch::kInt64));
    return colors.view({count, 3, 4, 4}).repeat_interleave(8, 2).repeat_interleave(8, 3);
}

double reconstructionError(PictureTokenizer& tokenizer, const torch::Tensor& pictures) {
    const torch::NoGradGuard guard;
    return torch::mse_loss(tokenizer->decode(tokenizer->encode(pictures)), pictures).item<double>();
}

void train(PictureTokenizer& tokenizer, std::uint64_t steps) {
    torch::optim::AdamW optimizer(tokenizer->parameters(), torch::optim::AdamWOptions(3e-3));
    for (std::uint64_t step = 0; step < steps; ++step) {
        const torch::Tensor pictures = cells(8);
        const VqOutput output = tokenizer->forward(pictures);
        optimizer.zero_grad();
        (torch::mse_loss(output.reconstruction, pictures) + output.commitment).backward();
        optimizer.step();
        tokenizer->updateCodebook(output);
        Random random(step);
        if (step % 10 == 0) tokenizer->reviveDeadCodes(output, random);
    }
}

double relativeError(const torch::Tensor& actual, const torch::Tensor& reference) {
    return ((actual.to(torch::kFloat32) - reference).norm() / reference.norm()).item<double>();
}

}  // namespace

class TestPictureTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        torch::set_num_threads(1);
        torch::manual_seed(9);
    }

    void picturesBecomeAGridOfCodesAndBack() {
        const torch::InferenceMode guard;
        PictureTokenizer tokenizer(VqConfig{});
        const torch::Tensor pictures = torch::rand({2, 3, 64, 64}) * 2 - 1;
        const torch::Tensor codes = tokenizer->encode(pictures);
        QVERIFY(codes.sizes() == torch::IntArrayRef({2, 4, 4}));
        QVERIFY(codes.scalar_type() == torch::kInt64);
        QVERIFY(codes.min().item<std::int64_t>() >= 0 && codes.max().item<std::int64_t>() < 512);
        const torch::Tensor back = tokenizer->decode(codes);
        QVERIFY(back.sizes() == pictures.sizes());
        QVERIFY(back.scalar_type() == torch::kFloat32);
        QVERIFY(back.abs().max().item<double>() <= 1.0);
    }

    void decodedPicturesStayInRange() {
        const torch::InferenceMode guard;
        PictureTokenizer tokenizer(smallConfig());
        for (auto& parameter : tokenizer->named_parameters())
            if (parameter.key().starts_with("decoder")) parameter.value().mul_(4);
        const torch::Tensor back = tokenizer->decode(torch::randint(32, {3, 4, 4}, torch::kInt64));
        QCOMPARE(back.max().item<double>(), 1.0);
        QCOMPARE(back.min().item<double>(), -1.0);
    }

    void aPictureHasTheSameCodesAloneAndAmongOthers() {
        const torch::InferenceMode guard;
        PictureTokenizer tokenizer(smallConfig());
        const torch::Tensor pictures = cells(5);
        const torch::Tensor together = tokenizer->encode(pictures);
        const VqOutput output = tokenizer->forward(pictures);
        QVERIFY(torch::equal(output.codes, together));
        for (std::int64_t i = 0; i < 5; ++i)
            QVERIFY(
                torch::equal(tokenizer->encode(pictures.slice(0, i, i + 1)), together.slice(0, i, i + 1)));
        const torch::Tensor codebook = tokenizer->named_buffers()["quantizer.codebook"];
        QVERIFY(torch::equal(torch::cdist(output.vectors, codebook).argmin(1), together.flatten()));
    }

    void gradientsPassTheCodesStraightThrough() {
        PictureTokenizer tokenizer(smallConfig());
        const torch::Tensor pictures = cells(2);
        const VqOutput output = tokenizer->forward(pictures);
        torch::mse_loss(output.reconstruction, pictures).backward();
        for (const auto& parameter : tokenizer->named_parameters()) {
            QVERIFY2(parameter.value().grad().defined(), parameter.key().c_str());
            QVERIFY2(parameter.value().grad().abs().max().item<double>() > 0, parameter.key().c_str());
        }
    }

    void commitmentIsAQuarterOfTheSquaredDistance() {
        PictureTokenizer tokenizer(smallConfig());
        const VqOutput output = tokenizer->forward(cells(2));
        const torch::Tensor entries =
            tokenizer->named_buffers()["quantizer.codebook"].index_select(0, output.codes.flatten());
        const double wanted = 0.25 * (output.vectors - entries).square().mean().item<double>();
        QVERIFY(std::abs(output.commitment.item<double>() - wanted) < 1e-5 * wanted);
    }

    void trainingRebuildsPicturesItHasNotSeen() {
        PictureTokenizer tokenizer(smallConfig());
        const torch::Tensor unseen = cells(8);
        const double before = reconstructionError(tokenizer, unseen);
        train(tokenizer, 60);
        const double after = reconstructionError(tokenizer, unseen);
        QVERIFY2(after < 0.6 * before, qPrintable(QString::number(after / before)));
        QVERIFY(std::get<0>(torch::_unique2(tokenizer->encode(unseen))).size(0) > 8);
    }

    void codesStandInReadingOrder() {
        PictureTokenizer tokenizer(smallConfig());
        train(tokenizer, 60);
        const torch::NoGradGuard guard;
        const torch::Tensor codes = tokenizer->encode(cells(8));
        torch::Tensor changed = codes.clone();
        changed.select(1, 1).select(1, 2).fill_((codes[0][1][2] + 5).item<std::int64_t>() % 32);
        const torch::Tensor change =
            (tokenizer->decode(changed) - tokenizer->decode(codes)).abs().sum(1).sum(0);
        // Row 1, column 2 is cell 6 of the picture.
        const torch::Tensor byCell = change.view({4, 8, 4, 8}).sum(3).sum(1).flatten();
        QCOMPARE(byCell.argmax().item<std::int64_t>(), 6);
    }

    void bfloat16StaysWithinThreePercent() {
        const torch::InferenceMode guard;
        VqResidual residual(32);
        auto encoder = makeVqEncoder({16, 16, 24}, 8);
        auto decoder = makeVqDecoder({16, 16, 24}, 8);
        const torch::Tensor map = torch::randn({2, 32, 8, 8}).contiguous(torch::MemoryFormat::ChannelsLast);
        const torch::Tensor pictures = cells(2).contiguous(torch::MemoryFormat::ChannelsLast);
        const torch::Tensor entries =
            torch::randn({2, 8, 4, 4}).contiguous(torch::MemoryFormat::ChannelsLast);
        const torch::Tensor added = residual(map);
        const torch::Tensor encoded = encoder->forward(pictures);
        const torch::Tensor decoded = decoder->forward(entries);
        const AutocastScope autocast(torch::kCPU);
        QVERIFY(relativeError(residual(map), added) < 0.03);
        QVERIFY(relativeError(encoder->forward(pictures), encoded) < 0.03);
        QVERIFY(relativeError(decoder->forward(entries), decoded) < 0.03);
    }

    void theDefaultIsSmallAndItsCodebookIsNamed() {
        PictureTokenizer tokenizer(VqConfig{});
        std::int64_t count = 0;
        for (const auto& parameter : tokenizer->parameters()) count += parameter.numel();
        QVERIFY(count <= 2'000'000);
        std::set<std::string> names;
        for (const auto& buffer : tokenizer->named_buffers()) names.insert(buffer.key());
        QVERIFY((names ==
                 std::set<std::string>{"quantizer.codebook", "quantizer.ema_count", "quantizer.ema_sum"}));
    }
};

QTEST_APPLESS_MAIN(TestPictureTokenizer)
#include "tst_picture_tokenizer.moc"

#pragma once

#include "engine/base/error.h"
#include "engine/diffusion/conversions.h"
#include "engine/diffusion/noise_schedule.h"
#include "engine/io/model_manifest.h"
#include "engine/kaleido/networks.h"
#include "engine/kaleido/plan_tokenizer.h"
#include "engine/text/vocabulary.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace kaleido {

/// The number format the painter computes in. The text side always runs in float32.
enum class Precision { Float32, BFloat16 };

std::string precisionText(Precision precision);
/// bf16 where the processor is fast at it, else float32.
Precision fastestPrecision();

/// The noise schedules that a manifest describes, one for each of a denoiser's scales.
Result<std::vector<NoiseSchedule>> schedulesOf(const ModelManifest& manifest,
                                               const std::vector<std::int64_t>& scales);

/// What a model folder becomes: manifest, tokenizer, vocabulary, networks with their weights, noise schedules. Belongs to
/// the engine thread; immutable once loaded.
class KaleidoModel {
public:
    /// Reads and checks everything; errors name the file and the field. Throws Cancelled between files.
    static Result<std::shared_ptr<const KaleidoModel>> load(const std::filesystem::path& folder,
                                                            Precision precision,
                                                            const CancelToken& cancel = {});

    const ModelManifest& manifest() const { return m_manifest; }
    const std::filesystem::path& folder() const { return m_folder; }
    Precision precision() const { return m_precision; }
    const PlanTokenizer& tokenizer() const { return *m_tokenizer; }
    const Vocabulary& vocabulary() const { return *m_vocabulary; }
    T5Impl& t5() const { return *m_networks.t5; }
    DenoiserImpl& denoiser() const { return *m_networks.denoiser; }
    PictureTokenizerImpl& pictureTokenizer() const { return *m_networks.pictureTokenizer; }
    /// One schedule a scale, highest resolution first.
    const std::vector<NoiseSchedule>& schedules() const { return m_schedules; }
    /// What the painter was trained to predict.
    Prediction prediction() const { return m_prediction; }
    /// Side of the pictures at each scale in pixels, highest first.
    std::vector<std::int64_t> sides() const;

private:
    KaleidoModel() = default;
    Result<void> loadText();
    Result<void> loadNetworks();
    Result<void> makeSchedules();

    std::filesystem::path m_folder;
    ModelManifest m_manifest;
    Precision m_precision = Precision::Float32;
    std::shared_ptr<const PlanTokenizer> m_tokenizer;
    std::shared_ptr<const Vocabulary> m_vocabulary;
    Networks m_networks;
    std::vector<NoiseSchedule> m_schedules;
    Prediction m_prediction = Prediction::V;
};

}  // namespace kaleido

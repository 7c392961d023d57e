// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace tgc {

/// Monte Carlo trials are made in blocks, each with a random stream of its own that only the seed and the block's number
/// decide: the same trials come out however many threads make them, and in whatever order.
inline constexpr std::size_t trialsPerBlock = 1024;

/// Calls `work` once with every number below `blocks`, in any order and on any threads, and waits until all have
/// returned. False: asked to stop before all were done.
using BlockRunner = std::function<bool(std::size_t blocks, const std::function<void(std::size_t block)> &work)>;

/// One block after the other, on the caller's thread.
inline bool inOrder(std::size_t blocks, const std::function<void(std::size_t)> &work)
{
    for (std::size_t block = 0; block < blocks; ++block) {
        work(block);
    }
    return true;
}

/// Trials `begin` to `end` (not included) of block `block` of `trials`.
struct BlockRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] constexpr std::size_t blocksOf(std::size_t trials)
{
    return (trials + trialsPerBlock - 1) / trialsPerBlock;
}
[[nodiscard]] constexpr BlockRange rangeOf(std::size_t block, std::size_t trials)
{
    return {block * trialsPerBlock, std::min((block + 1) * trialsPerBlock, trials)};
}

/// Seed of one block's stream: a step of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), so that neighbouring seeds and
/// blocks share nothing.
[[nodiscard]] constexpr std::uint64_t seedOfBlock(std::uint64_t seed, std::size_t block)
{
    const auto mixed = [](std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    };
    return mixed(mixed(seed + 0x9e3779b97f4a7c15ULL) + 0x9e3779b97f4a7c15ULL * (block + 1));
}

} // namespace tgc

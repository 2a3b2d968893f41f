"""How long verl takes for a batch with sce.rewards.verl, and with its own scorer, on the same rows.

compare_speed.py [COMPLETIONS]

Prints the seconds and the mean reward of each. verl's own scorer runs programs in children of this process, without a
sandbox. Of 256 completions, 160 are right, 48 pass half the tests, 24 are no Python, 20 have no program and 4 loop.
"""

import asyncio
import sys
import time

import conftest
import verl_batches
from completions import HALF, LOOP, NO_PROGRAM, RIGHT, WRONG

BATCHED = "compute_score_batched"
MIXTURE = [(RIGHT, 160), (HALF, 48), (WRONG, 24), (NO_PROGRAM, 20), (LOOP, 4)]


def mixed(number):
    every = [text for text, share in MIXTURE for _ in range(share)]
    return [every[(at * 37) % len(every)] for at in range(number)]  # 37 and 256 are coprime: each once


def timed(name, score):
    begin = time.monotonic()
    rewards = score()
    print("%-50s %7.1f s, mean reward %.4f" % (name, time.monotonic() - begin, sum(rewards) / len(rewards)), flush=True)


def by_batch_manager(tokenizer, data):
    from verl.trainer.ppo.reward import get_custom_reward_fn
    from verl.workers.reward_manager import get_reward_manager_cls

    config = verl_batches.configuration("reward.custom_reward_function.reward_kwargs.time_limit=5", name=BATCHED)
    manager = get_reward_manager_cls("batch")(tokenizer, 0, get_custom_reward_fn(config))
    return lambda: manager(data).sum(dim=1).tolist()


def by_naive_manager(tokenizer, data, *settings):
    from verl.trainer.ppo.reward import load_reward_manager

    config = verl_batches.configuration(*settings)
    manager = load_reward_manager(config, tokenizer)

    async def score():
        each = await asyncio.gather(*(manager.run_single(data[at : at + 1]) for at in range(len(data))))
        return [one["reward_score"] for one in each]

    return lambda: manager.loop.run_until_complete(score())


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 256
    tokenizer = conftest.byte_tokenizer()
    data = verl_batches.batch(tokenizer, mixed(number))
    five_seconds = "reward.custom_reward_function.reward_kwargs.time_limit=5"
    ours = by_naive_manager(tokenizer, data[:1], five_seconds)
    timed("sce, start of the engine and one completion", ours)
    timed("sce, batch manager", by_batch_manager(tokenizer, data))
    timed("sce, naive manager", by_naive_manager(tokenizer, data, five_seconds))
    own = by_naive_manager(tokenizer, data, "reward.custom_reward_function.path=null")
    timed("verl's own scorer (prime_code), naive manager", own)


if __name__ == "__main__":
    main()

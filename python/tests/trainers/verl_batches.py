"""Batches and configurations as verl's trainer makes them.

As a program, to be killed in the middle of a batch: verl_batches.py TOKENIZER-FOLDER RAY-FOLDER
"""

import json
import os
import sys

import numpy
import torch
import verl.trainer
from completions import LOOP, TESTS
from hydra import compose, initialize_config_dir
from verl import DataProto

FUNCTIONS = "pkg://sce.rewards.verl"


def configuration(*settings, function=FUNCTIONS, name="compute_score"):
    """verl's own configuration of a training, with our reward function."""
    folder = os.path.join(os.path.dirname(verl.trainer.__file__), "config")
    with initialize_config_dir(folder, version_base=None):
        return compose(
            "ppo_trainer",
            overrides=[
                "reward.custom_reward_function.path='%s'" % function,
                "reward.custom_reward_function.name=" + name,
                "+reward.custom_reward_function.reward_kwargs.time_limit=1",
                *settings,
            ],
        )


def batch(tokenizer, completions, tests=None, data_source="taco"):
    """Prompts that are padded on the left, responses on the right."""
    prompt = tokenizer("Add.")["input_ids"]
    written = [tokenizer(text + tokenizer.eos_token)["input_ids"] for text in completions]
    width = max(map(len, written))
    responses = torch.tensor([ids + [tokenizer.pad_token_id] * (width - len(ids)) for ids in written])
    masks = torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids in written])
    prompts = torch.tensor([prompt] * len(written))
    columns = {
        "data_source": [data_source] * len(written),
        "reward_model": [{"style": "rule", "ground_truth": json.dumps(tests or TESTS)} for _ in written],
        "extra_info": [{"index": number} for number in range(len(written))],
    }
    return DataProto.from_dict(
        tensors={
            "prompts": prompts,
            "responses": responses,
            "input_ids": torch.cat([prompts, responses], dim=1),
            "attention_mask": torch.cat([torch.ones_like(prompts), masks], dim=1),
        },
        non_tensors={name: numpy.array(values, dtype=object) for name, values in columns.items()},
    )


def at_the_ends(data, rewards):
    """The tensor of rewards: each stands at the last token of its response."""
    found = torch.zeros_like(data.batch["responses"], dtype=torch.float32)
    lengths = data.batch["attention_mask"][:, data.batch["prompts"].shape[1] :].sum(dim=1)
    for number, reward in enumerate(rewards):
        found[number, lengths[number] - 1] = reward
    return found


def main():
    import ray
    from transformers import PreTrainedTokenizerFast
    from verl.experimental.reward_loop import RewardLoopManager

    ray.init(num_cpus=2, include_dashboard=False, _temp_dir=sys.argv[2])
    config = configuration(
        "reward.num_workers=2",
        "reward.custom_reward_function.reward_kwargs.time_limit=300",
        "actor_rollout_ref.model.path=" + sys.argv[1],
    )
    tokenizer = PreTrainedTokenizerFast.from_pretrained(sys.argv[1])
    RewardLoopManager(config).compute_rm_score(batch(tokenizer, [LOOP] * 8))


if __name__ == "__main__":
    main()

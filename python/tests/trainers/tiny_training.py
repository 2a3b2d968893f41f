"""Trains a tiny model whose completions are written beforehand, with GRPOTrainer on the CPU.

As a program, for several processes: tiny_training.py TOKENIZER-FOLDER OUTPUT-FOLDER
"""

import itertools
import json
import os
import sys

import torch
from completions import HALF, LOOP, NO_PROGRAM, RIGHT, TESTS, THOUGHTS, WRONG
from datasets import Dataset
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM
from trl import GRPOConfig, GRPOTrainer

GENERATIONS = 4
STEPS = [[RIGHT, HALF, WRONG, NO_PROGRAM], [RIGHT, RIGHT, LOOP, THOUGHTS]]


def tiny_model(tokenizer):
    torch.manual_seed(1)
    return Qwen2ForCausalLM(
        Qwen2Config(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            max_position_embeddings=512,
            pad_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
            bos_token_id=None,
        )
    )


def write(model, tokenizer, completions):
    """Makes the model write these completions, in this order, instead of what it would."""
    script = iter(completions)

    def generate(input_ids, **_):
        texts = list(itertools.islice(script, len(input_ids)))
        written = tokenizer([text + tokenizer.eos_token for text in texts])["input_ids"]
        width = max(map(len, written))
        padded = [ids + [tokenizer.pad_token_id] * (width - len(ids)) for ids in written]
        return torch.cat([input_ids, torch.tensor(padded)], dim=1)

    model.generate = generate


def train(model, tokenizer, reward_funcs, prompt, folder, columns=None, steps=len(STEPS)):
    """Trains a few steps and returns the trainer."""
    rows = [dict({"prompt": prompt, "tests": TESTS, "number": number}, **(columns or {})) for number in range(8)]
    settings = GRPOConfig(
        output_dir=str(folder),
        max_steps=steps,
        per_device_train_batch_size=GENERATIONS,
        num_generations=GENERATIONS,
        max_completion_length=128,
        logging_steps=1,
        save_strategy="no",
        report_to=[],
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        disable_tqdm=True,
    )
    trainer = GRPOTrainer(
        model=model,
        args=settings,
        reward_funcs=reward_funcs,
        train_dataset=Dataset.from_list(rows),
        processing_class=tokenizer,
    )
    trainer.train()
    return trainer


def means(trainer):
    """The mean reward of each step that was logged."""
    name = "rewards/code_reward/mean"
    return [each[name] for each in trainer.state.log_history if name in each]


def main():
    from sce.rewards.trl import code_reward

    tokenizer = PreTrainedTokenizerFast.from_pretrained(sys.argv[1])
    model = tiny_model(tokenizer)
    own = STEPS[int(os.environ["RANK"])]
    write(model, tokenizer, own * 2)
    trainer = train(model, tokenizer, [code_reward("tests", time_limit=1)], "Add.", sys.argv[2])
    if trainer.accelerator.is_main_process:
        with open(os.path.join(sys.argv[2], "means.json"), "w") as file:
            json.dump(means(trainer), file)


if __name__ == "__main__":
    main()

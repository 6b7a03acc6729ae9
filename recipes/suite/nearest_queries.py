"""Which queries of a suite are most alike? Nearest neighbours by a sentence embedding, for a person to look at.

python recipes/suite/nearest_queries.py SUITE --model FOLDER [--most 50]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from oodmmsafe import suites


def embed(folder: Path, texts: list[str]) -> np.ndarray:
    """Unit vectors, shape (texts, width): the mean of the last hidden states over the words of each text."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    batch = tokenizer(texts, padding=True, truncation=True, return_tensors="pt")
    with torch.no_grad():
        hidden = model(**batch).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1)
    mean = (hidden * mask).sum(1) / mask.sum(1)
    return torch.nn.functional.normalize(mean, dim=1).numpy()


def nearest(vectors: np.ndarray, most: int) -> list[tuple[float, int, int]]:
    """The `most` closest pairs of rows: (cosine, first, second), closest first."""
    cosine = vectors @ vectors.T
    first, second = np.triu_indices(len(vectors), k=1)
    order = np.argsort(-cosine[first, second])[:most]
    return [(float(cosine[first[k], second[k]]), int(first[k]), int(second[k])) for k in order]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", help="a built-in suite or a suite folder")
    parser.add_argument("--model", type=Path, required=True, help="folder of a sentence embedding model")
    parser.add_argument("--most", type=int, default=50, help="pairs to print (default: %(default)s)")
    options = parser.parse_args()
    cases = [pair.hazard for pair in suites.open_suite(options.suite).pairs]
    print("| cosine | pair | query | pair | query |\n| --- | --- | --- | --- | --- |")
    for cosine, i, j in nearest(embed(options.model, [case.query for case in cases]), options.most):
        a, b = cases[i], cases[j]
        print(f"| {cosine:.2f} | {a.pair} | {a.query} | {b.pair} | {b.query} |")


if __name__ == "__main__":
    main()

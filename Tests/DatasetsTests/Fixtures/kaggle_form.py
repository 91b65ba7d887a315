"""Writes two small invented tables of the form of Kaggle's house prices.

Usage: kaggle_form.py <folder with house_prices_train.csv and house_prices_test.csv>

Only the schema is taken from the real files: column names, the names of categories, which columns
have gaps, which hold whole numbers. No row of them is copied: every value is drawn at random.
"""

import pathlib
import sys

import numpy as np
import pandas as pd

source = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent
options = dict(keep_default_na=False, na_values=["NA", ""])
train = pd.read_csv(source / "house_prices_train.csv", **options)
test = pd.read_csv(source / "house_prices_test.csv", **options)
both = pd.concat([train, test])
random = np.random.default_rng(0)
rows = 30


def column(name):
    real = both[name]
    gaps = name != "SalePrice" and real.isna().any()
    if not pd.api.types.is_numeric_dtype(real):
        levels = sorted(real.dropna().unique())
        values = [levels[row % len(levels)] for row in range(rows)]
    else:
        whole = (real.dropna() == real.dropna().round()).all()
        values = random.integers(1, 1000, rows)
        values = [str(value) if whole else f"{value}.5" for value in values]
    if gaps:
        values[rows - 1] = "NA"
    return values


table = pd.DataFrame({name: column(name) for name in train.columns})
table["Id"] = range(1, rows + 1)
table[:15].to_csv(here / "kaggle_form_train.csv", index=False)
table[15:].drop(columns="SalePrice").to_csv(here / "kaggle_form_test.csv", index=False)

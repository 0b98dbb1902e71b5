"""各类数据: rows of any noun as its room declares it."""

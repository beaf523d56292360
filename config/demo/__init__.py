"""The demo organization of `make run`: made up, and made by the product's own actions."""

"""XLSX made fit to be published: values as they are shown, and nothing behind them."""
